package io.slipway.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One webhook. Unique in its account. */
public record WebhookId(@JsonValue long value) implements Comparable<WebhookId> {

    @JsonCreator
    public WebhookId {
        if (value <= 0) {
            throw new IllegalArgumentException("A webhook id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static WebhookId parse(String text) {
        return new WebhookId(Long.parseLong(text));
    }

    @Override
    public int compareTo(WebhookId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
