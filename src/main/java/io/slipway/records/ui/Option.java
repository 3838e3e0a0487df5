package io.slipway.records.ui;

import org.jspecify.annotations.Nullable;

/**
 * Something to choose: known by its id, shown by its label.
 *
 * @param <I> the id
 */
record Option<I>(I id, String label) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Option<?> option && option.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
