package io.slipway.promotion.internal;

import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import org.springframework.stereotype.Component;

/** Carries out what a Super Admin decides for a run that could finish neither way by itself. */
@Component
class Decisions {

    private final RunStore runs;

    Decisions(RunStore runs) {
        this.runs = runs;
    }

    /** Moves the run on; the supervisor's next round works on it. */
    boolean decide(Run run, boolean keepAfter) {
        boolean flipped =
                runs.flippedRevision(run.environment().account(), run.id()).isPresent();
        if (keepAfter && !flipped) {
            return false;
        }
        return runs.move(
                run.environment().account(),
                run.id(),
                RunState.NEEDS_ATTENTION,
                keepAfter ? RunState.UNLOCKING : RunState.ROLLING_BACK,
                run.epoch());
    }
}
