package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One customer's world. Positive; never reused. */
public record AccountId(@JsonValue long value) implements Comparable<AccountId> {

    @JsonCreator
    public AccountId {
        if (value <= 0) {
            throw new IllegalArgumentException("An account id is positive, not " + value);
        }
    }

    @Override
    public int compareTo(AccountId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
