package io.slipway.promotion;

import java.time.Duration;
import java.time.Instant;

/** How a locked account is told to browsers and programs: 503 with Retry-After. */
public final class LockedProblem {

    /** The status that goes with it. */
    public static final int STATUS = 503;

    private static final long LONGEST_SECONDS = 60;

    private LockedProblem() {}

    /** When to ask again, in whole seconds from now: at least one, at most a minute. */
    public static long retryAfterSeconds(Lockout lockout, Instant now) {
        Instant end = lockout.expectedEnd();
        long millis = end == null ? 0 : Duration.between(now, end).toMillis();
        return Math.clamp((millis + 999) / 1000, 1, LONGEST_SECONDS);
    }
}
