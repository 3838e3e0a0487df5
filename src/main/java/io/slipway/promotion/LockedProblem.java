package io.slipway.promotion;

import io.slipway.common.json.CanonicalJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How a locked account is told to programs: 503 with Retry-After and this body (RFC 9457). */
public final class LockedProblem {

    /** The status that goes with it. */
    public static final int STATUS = 503;

    private static final long LONGEST_SECONDS = 60;

    private LockedProblem() {}

    /** The body, as application/problem+json. */
    public static String json(Lockout lockout) {
        Map<String, Object> body = new TreeMap<>();
        body.put("type", "/problems/environment-locked");
        body.put("title", "The account is locked for a moment");
        body.put("status", STATUS);
        body.put("detail", lockout.kind().label() + " " + lockout.run() + " is being put in force. Try again.");
        body.put("run", lockout.run().value());
        if (lockout.expectedEnd() != null) {
            body.put("expectedEnd", lockout.expectedEnd().toString());
        }
        return CanonicalJson.write(body);
    }

    /** When to ask again, in whole seconds from now: at least one, at most a minute. */
    public static long retryAfterSeconds(Lockout lockout, Instant now) {
        Instant end = lockout.expectedEnd();
        long millis = end == null ? 0 : Duration.between(now, end).toMillis();
        return Math.clamp((millis + 999) / 1000, 1, LONGEST_SECONDS);
    }
}
