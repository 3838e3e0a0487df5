package io.slipway.definition.compare;

import org.jspecify.annotations.Nullable;

/**
 * One property of a resource.
 *
 * @param value compared by equality; for {@link Sort#ORDER} the list of keys
 */
record Property(String path, String label, @Nullable Object value, String words, Sort sort) {

    enum Sort {
        /** There on both sides, or the resource's kind changed. */
        VALUE,
        /** One of many; may be there on one side only. */
        ENTRY,
        /** Only the relative order of what both sides have counts. */
        ORDER
    }
}
