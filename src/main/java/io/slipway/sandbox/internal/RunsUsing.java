package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.sandbox.RunsNearby;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a promotion or restore that has not ended is in the way, in a sentence for people. */
@Component
class RunsUsing {

    private final RunsNearby runs;

    RunsUsing(RunsNearby runs) {
        this.runs = runs;
    }

    /** What uses the sandbox. */
    Optional<String> using(EnvironmentId sandbox) {
        return runs.using(sandbox).map(run -> words(run) + " uses this sandbox. Wait until it has ended.");
    }

    /** What may still change production, or change it back. */
    Optional<String> changing(EnvironmentId production) {
        return runs.changing(production)
                .map(run -> words(run) + " is under way in production. Wait until it has ended.");
    }

    private static String words(RunsNearby.UnderWay run) {
        return "A " + run.kind() + " started by " + run.startedBy();
    }
}
