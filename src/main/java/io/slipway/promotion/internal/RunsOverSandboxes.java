package io.slipway.promotion.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.promotion.Run;
import io.slipway.sandbox.RunsNearby;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What the room of sandboxes asks of runs. */
@Component
class RunsOverSandboxes implements RunsNearby {

    private final RunStore runs;

    RunsOverSandboxes(RunStore runs) {
        this.runs = runs;
    }

    @Override
    public Optional<UnderWay> using(EnvironmentId sandbox) {
        return underWay(sandbox, run -> sandbox.equals(run.sandbox()));
    }

    @Override
    public Optional<UnderWay> changing(EnvironmentId production) {
        return underWay(production, run -> production.equals(run.environment()));
    }

    private Optional<UnderWay> underWay(EnvironmentId environment, Predicate<Run> which) {
        return runs.unfinished(environment.account()).stream()
                .filter(which)
                .findFirst()
                .map(run -> new UnderWay(run.kind().label().toLowerCase(Locale.ROOT), run.startedByName()));
    }

    @Override
    public List<Restore> restores(EnvironmentId production) {
        return runs.restores(production);
    }
}
