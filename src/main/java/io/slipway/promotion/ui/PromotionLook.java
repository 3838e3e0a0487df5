package io.slipway.promotion.ui;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.compare.Difference;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Promotions.Review;
import io.slipway.sandbox.PendingChanges;
import io.slipway.sandbox.Sandboxes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at what promoting a sandbox would do. Reads production's data; may take a while. */
@Component
class PromotionLook {

    private final Promotions promotions;
    private final Sandboxes sandboxes;
    private final Clock clock;

    PromotionLook(Promotions promotions, Sandboxes sandboxes, Clock clock) {
        this.promotions = promotions;
        this.sandboxes = sandboxes;
        this.clock = clock;
    }

    Reviewed at(Actor actor, EnvironmentId sandbox) {
        Review review = promotions.review(actor, sandbox);
        // What the sandbox has is not what production will have while production's own changes are missing from it.
        @Nullable PendingChanges pending = review.productionMoved() ? sandboxes.pending(actor, sandbox) : null;
        Difference difference = pending == null
                ? Difference.between(
                        review.current().resources(), review.target().resources())
                : pending.difference();
        return new Reviewed(
                review,
                difference,
                pending,
                sandboxes.conversionRules(actor, sandbox),
                promotions.active(actor.account()).orElse(null),
                clock.instant());
    }
}
