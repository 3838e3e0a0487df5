package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A tracked definition element (app, table, field ...). Unique in its account, the same in every environment, lives through renames, never reused. */
public record ResourceId(@JsonValue long value) implements Comparable<ResourceId> {

    @JsonCreator
    public ResourceId {
        if (value <= 0) {
            throw new IllegalArgumentException("A resource id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static ResourceId parse(String text) {
        return new ResourceId(Long.parseLong(text));
    }

    @Override
    public int compareTo(ResourceId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
