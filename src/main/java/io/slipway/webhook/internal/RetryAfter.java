package io.slipway.webhook.internal;

import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** How long a receiver asks to be left alone. Only seconds are read, and never more than a day is believed. */
final class RetryAfter {

    private static final long LONGEST_SECONDS = 24 * 3600;

    private RetryAfter() {}

    static @Nullable Duration of(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        String text = header == null ? "" : String.valueOf(header.getValue()).strip();
        return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_SECONDS)) : null;
    }
}
