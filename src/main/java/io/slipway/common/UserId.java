package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person who can sign in. Unique in the installation. */
public record UserId(@JsonValue long value) implements Comparable<UserId> {

    @JsonCreator
    public UserId {
        if (value <= 0) {
            throw new IllegalArgumentException("A user id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static UserId parse(String text) {
        return new UserId(Long.parseLong(text));
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
