package io.slipway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with everything that was sent and answered.
 *
 * @param body what is sent, JSON
 * @param attempts the oldest first
 */
public record DeliveryDetail(Delivery delivery, String body, List<Attempt> attempts) {

    public DeliveryDetail {
        attempts = List.copyOf(attempts);
    }

    /**
     * One attempt.
     *
     * @param request method, address without its query, and headers; signatures are masked
     * @param status null: there was no answer
     * @param answer the first part of the answer with its headers; secrets are masked; empty without an answer
     * @param failure why it failed; null: it did not
     */
    public record Attempt(
            int number,
            Instant at,
            Duration took,
            String request,
            @Nullable Integer status,
            String answer,
            @Nullable String failure) {}
}
