package io.slipway.promotion;

import java.time.Duration;
import java.time.Instant;

/** How a locked account is told to browsers and programs: 503 with Retry-After. */
public final class LockedProblem {

    /** The status that goes with it. */
    public static final int STATUS = 503;

    private static final long LONGEST_SECONDS = 60;

    private LockedProblem() {}

    /**
     * When to ask again, in whole seconds from now: at least one, at most a minute. As long as the lock has lasted: most
     * are over in a fraction of a second, long before the end that is certain enough to be told, and nobody waits twice
     * as long as they must.
     */
    public static long retryAfterSeconds(Lockout lockout, Instant now) {
        Instant since = lockout.lockedAt();
        long millis = since == null ? 0 : Duration.between(since, now).toMillis();
        return Math.clamp((millis + 999) / 1000, 1, LONGEST_SECONDS);
    }
}
