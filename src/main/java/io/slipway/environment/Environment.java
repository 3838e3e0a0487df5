package io.slipway.environment;

import io.slipway.common.EnvironmentId;
import java.time.Instant;

/**
 * Production (exactly one per account) or a sandbox.
 *
 * @param promotable whether the sandbox's changes can be promoted; at most one sandbox of an account is
 * @param createdAt on the database's clock
 */
public record Environment(
        EnvironmentId id,
        Kind kind,
        String name,
        boolean promotable,
        State state,
        DataChoice data,
        String createdBy,
        Instant createdAt) {

    /** Production or sandbox. */
    public enum Kind {
        PRODUCTION,
        SANDBOX
    }

    /** Where an environment is in its life. Only a READY one is shown to people who work with records. */
    public enum State {
        CREATING,
        READY,
        REFRESHING,
        DISCARDING
    }

    /** What data a sandbox starts with. */
    public enum DataChoice {
        NONE,
        SAMPLE,
        FULL
    }

    /** Whether this is production. */
    public boolean isProduction() {
        return kind == Kind.PRODUCTION;
    }
}
