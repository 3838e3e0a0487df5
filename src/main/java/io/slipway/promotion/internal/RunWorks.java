package io.slipway.promotion.internal;

import io.slipway.backup.BackupTaking;
import io.slipway.backup.Materialise;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.storage.RecordStore;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Gives each run the work of its kind. */
@Component
class RunWorks {

    private final RunStore runs;
    private final Definitions definitions;
    private final Gates gates;
    private final Evolution evolution;
    private final ChangeFeed feed;
    private final RecordStore records;
    private final PromotionReviews reviews;
    private final BackupTaking taking;
    private final Materialise materialise;
    private final ChangedPermissions permissions;
    private final Transactions transactions;
    private final Clock clock;

    RunWorks(
            RunStore runs,
            Definitions definitions,
            Gates gates,
            Evolution evolution,
            ChangeFeed feed,
            RecordStore records,
            PromotionReviews reviews,
            BackupTaking taking,
            Materialise materialise,
            ChangedPermissions permissions,
            Transactions transactions,
            Clock clock) {
        this.runs = runs;
        this.definitions = definitions;
        this.gates = gates;
        this.evolution = evolution;
        this.feed = feed;
        this.records = records;
        this.reviews = reviews;
        this.taking = taking;
        this.materialise = materialise;
        this.permissions = permissions;
        this.transactions = transactions;
        this.clock = clock;
    }

    RunWork of(RunContext context) {
        SafetyBackup backup = new SafetyBackup(context, runs, taking);
        return switch (context.run().kind()) {
            case PROMOTION ->
                new PromotionWork(
                        context,
                        runs,
                        definitions,
                        gates,
                        evolution,
                        feed,
                        records,
                        reviews,
                        backup,
                        permissions,
                        transactions,
                        clock);
            case RESTORE ->
                new RestoreWork(
                        context,
                        runs,
                        definitions,
                        gates,
                        evolution,
                        feed,
                        records,
                        materialise,
                        backup,
                        permissions,
                        transactions,
                        clock);
        };
    }
}
