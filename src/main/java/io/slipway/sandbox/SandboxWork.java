package io.slipway.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of background work on a sandbox: kept in the database, so that it survives reload and restart.
 *
 * @param step what is being done, in words for people
 * @param failure why it stopped, in words for people; null: it is under way
 * @param by the name of who asked for it
 * @param startedAt when it was asked for
 */
public record SandboxWork(Kind kind, String step, @Nullable String failure, String by, Instant startedAt) {

    /** What is done. */
    public enum Kind {
        CREATE,
        REFRESH,
        DISCARD
    }

    /** Whether it stopped without reaching its end. */
    public boolean isFailed() {
        return failure != null;
    }
}
