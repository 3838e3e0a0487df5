package io.slipway.promotion.ui.run;

import io.slipway.account.Actor;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.ShownEnvironment;
import io.slipway.ui.ViewerTime;
import org.springframework.stereotype.Component;

/** Makes the upper parts of runs' pages. */
@Component
class RunHeads {

    private final Promotions promotions;
    private final CurrentActor currentActor;
    private final EnvironmentCatalog environments;
    private final ViewerTime time;

    RunHeads(Promotions promotions, CurrentActor currentActor, EnvironmentCatalog environments, ViewerTime time) {
        this.promotions = promotions;
        this.currentActor = currentActor;
        this.environments = environments;
        this.time = time;
    }

    RunHead of(Run run) {
        return new RunHead(this, run);
    }

    /** Who started it, from what, when. */
    String origin(Run run) {
        String from = run.kind() == Run.Kind.RESTORE
                ? "Backup " + run.backup()
                : run.sandbox() == null
                        ? ""
                        : environments
                                .find(currentActor.get(), run.sandbox())
                                .map(ShownEnvironment::name)
                                .orElse("A sandbox that is no longer there");
        return from + " → production, started by " + run.startedByName() + " on " + time.dateTime(run.startedAt())
                + ".";
    }

    boolean cancel(Run run) {
        return promotions.cancel(actor(), run.id());
    }

    boolean decide(Run run, boolean keepAfter) {
        return promotions.decide(actor(), run.id(), keepAfter);
    }

    private Actor actor() {
        return currentActor.get();
    }
}
