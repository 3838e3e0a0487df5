package io.slipway.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One event on its way to one webhook. Unique in its account. */
public record DeliveryId(@JsonValue long value) implements Comparable<DeliveryId> {

    @JsonCreator
    public DeliveryId {
        if (value <= 0) {
            throw new IllegalArgumentException("A delivery id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static DeliveryId parse(String text) {
        return new DeliveryId(Long.parseLong(text));
    }

    @Override
    public int compareTo(DeliveryId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
