package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Gates;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Why imports into an environment have to wait at the moment. */
@Component
class ImportHold {

    private final Promotions promotions;
    private final Environments environments;
    private final Gates gates;

    ImportHold(Promotions promotions, Environments environments, Gates gates) {
        this.promotions = promotions;
        this.environments = environments;
        this.gates = gates;
    }

    /**
     * The reason, in a sentence; empty: imports may go on.
     *
     * @param unbegun whether the import has not begun yet: from the moment a run exists none is begun, so that a run's
     *     checks can't miss one
     */
    Optional<String> reason(EnvironmentId environment, boolean unbegun) {
        Optional<Run> run = active(environment).filter(active -> unbegun || active.state() != RunState.CHECKING);
        if (run.isPresent()) {
            return Optional.of("Waits until the " + run.get().kind().label().toLowerCase(Locale.ROOT) + " that "
                    + run.get().startedByName() + " has started is over.");
        }
        Optional<Environment> found = environments.find(environment);
        if (found.isPresent() && found.get().state() != Environment.State.READY) {
            return Optional.of("Waits until “" + found.get().name() + "” is ready.");
        }
        if (found.isPresent() && !gates.peek(environment).writesOpen()) {
            return Optional.of("Waits until “" + found.get().name() + "” takes changes again.");
        }
        return Optional.empty();
    }

    /** The promotion or restore under way in an environment. */
    Optional<Run> active(EnvironmentId environment) {
        return promotions
                .active(environment.account())
                .filter(run ->
                        run.environment().equals(environment) && !run.state().isFinal());
    }

    /** Whether the environment is gone or about to go. */
    boolean isGone(EnvironmentId environment) {
        return environments
                .find(environment)
                .map(found -> found.state() == Environment.State.DISCARDING)
                .orElse(true);
    }

    /** A restore that replaced the environment's records after a moment. */
    boolean wasRestoredSince(EnvironmentId environment, Instant moment) {
        return promotions.runs(new Actor.House(environment.account(), "Imports")).stream()
                .anyMatch(run -> run.kind() == Run.Kind.RESTORE
                        && run.environment().equals(environment)
                        && run.state() == RunState.SUCCEEDED
                        && run.startedAt().isAfter(moment));
    }
}
