package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One attempt to carry out a promotion or a restore. Unique in its account. */
public record RunId(@JsonValue long value) implements Comparable<RunId> {

    @JsonCreator
    public RunId {
        if (value <= 0) {
            throw new IllegalArgumentException("A run id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static RunId parse(String text) {
        return new RunId(Long.parseLong(text));
    }

    @Override
    public int compareTo(RunId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
