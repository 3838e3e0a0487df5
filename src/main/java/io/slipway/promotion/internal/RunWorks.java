package io.slipway.promotion.internal;

import io.slipway.backup.BackupTaking;
import io.slipway.backup.Materialise;
import org.springframework.stereotype.Component;

/** Gives each run the work of its kind. */
@Component
class RunWorks {

    private final RunMeans means;
    private final PromotionReviews reviews;
    private final BackupTaking taking;
    private final Materialise materialise;

    RunWorks(RunMeans means, PromotionReviews reviews, BackupTaking taking, Materialise materialise) {
        this.means = means;
        this.reviews = reviews;
        this.taking = taking;
        this.materialise = materialise;
    }

    RunWork of(RunContext context) {
        SafetyBackup backup = new SafetyBackup(context, means.runs(), taking);
        return switch (context.run().kind()) {
            case PROMOTION -> new PromotionWork(context, means, backup, reviews);
            case RESTORE -> new RestoreWork(context, means, backup, materialise);
        };
    }
}
