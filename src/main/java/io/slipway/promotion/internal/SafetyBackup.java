package io.slipway.promotion.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.BackupTaking;
import io.slipway.common.BackupId;
import io.slipway.promotion.Run;
import org.jspecify.annotations.Nullable;

/** The backup a run takes before it changes anything (INV-12), through all its states. */
final class SafetyBackup implements AutoCloseable {

    private final RunContext context;
    private final RunStore runs;
    private final BackupTaking taking;
    private BackupTaking.@Nullable InProgress inProgress;

    SafetyBackup(RunContext context, RunStore runs, BackupTaking taking) {
        this.context = context;
        this.runs = runs;
        this.taking = taking;
    }

    BackupTaking.InProgress base() {
        boolean promotion = context.run().kind() == Run.Kind.PROMOTION;
        BackupTaking.InProgress begun = taking.base(
                context.production(),
                promotion ? Backup.Kind.BEFORE_PROMOTION : Backup.Kind.BEFORE_RESTORE,
                "Before " + (promotion ? "promotion " : "restore ") + context.id(),
                "",
                context.run().startedByName(),
                context.id(),
                context);
        inProgress = begun;
        runs.safetyBackup(context.account(), context.id(), context.epoch(), begun.id());
        context.note("backup.base", "The base of backup " + begun.id() + " is in the store.");
        return begun;
    }

    BackupTaking.InProgress required() {
        if (inProgress == null) {
            throw new IllegalStateException("No flip without a backup");
        }
        return inProgress;
    }

    /** After the gate is open: the tail goes to the store and everything is verified. Safe to repeat. */
    void finish() {
        BackupId id = recorded();
        if (id == null) {
            throw new IllegalStateException("The run flipped without a backup");
        }
        context.begin("backup.ship", "backup " + id);
        Backup complete = taking.ship(context.production(), id);
        context.done("backup.ship", complete.records() + " records, " + complete.sizeBytes() + " bytes, verified.");
    }

    /** After going back: what is not whole is given up; a backup whose tail a flip made durable is completed and stays. */
    void giveUp() {
        // not by its number: whoever died while the base was read had not written it down yet
        taking.endOf(context.production(), context.id(), "The run it was taken for went back.");
    }

    private @Nullable BackupId recorded() {
        return runs.get(context.account(), context.id()).safetyBackup();
    }

    @Override
    public void close() {
        if (inProgress != null) {
            inProgress.close();
        }
    }
}
