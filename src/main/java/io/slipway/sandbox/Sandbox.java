package io.slipway.sandbox;

import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox as listed.
 *
 * @param environment its name, whether it is promotable, its state and what data it has
 * @param pendingChanges how many resources differ from where it started; 0 while it is being created
 * @param productionMoved whether production has changed since the sandbox's base
 * @param work what is going on, or what went wrong last; null: nothing
 */
public record Sandbox(
        Environment environment,
        int pendingChanges,
        boolean productionMoved,
        @Nullable SandboxWork work) {

    /** The sandbox's id. */
    public EnvironmentId id() {
        return environment.id();
    }

    /** What people call it. */
    public String name() {
        return environment.name();
    }

    /** Whether people may go in and work. */
    public boolean isReady() {
        return environment.state() == Environment.State.READY;
    }
}
