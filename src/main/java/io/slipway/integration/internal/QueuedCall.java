package io.slipway.integration.internal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is kept until the account is open again.
 *
 * @param ticket what the caller knows it by
 * @param headers those that count for doing it
 * @param answer what it was answered when it was done; null: it waits
 */
public record QueuedCall(
        long id,
        String ticket,
        long token,
        String method,
        String target,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        @Nullable Instant doneAt,
        @Nullable Integer status,
        byte @Nullable [] answer) {

    /** Whether it is still to be done. */
    public boolean waits() {
        return status == null;
    }
}
