package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;

/** Where a document's new things get their ids from. */
public interface DocumentIds {

    /** Whether the account ever gave this id to a resource, in whatever environment. */
    boolean given(ResourceId id);

    /** An id for a new resource. */
    ResourceId fresh();

    /**
     * An id for a new choice that the field never had.
     *
     * @param field as it is now
     */
    long freshChoice(Field field);
}
