package io.slipway.promotion.internal;

import io.slipway.backup.Materialise;
import io.slipway.backup.Materialise.Materialised;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.Definition;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.promotion.internal.RunContext.RunRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A restore in place: a backup is loaded beside what is live, then production flips to it. */
final class RestoreWork extends ProductionWork {

    private final Materialise materialise;
    private final BackupId source;
    private @Nullable Materialised loaded;

    RestoreWork(RunContext context, RunMeans means, SafetyBackup backup, Materialise materialise) {
        super(context, means, backup);
        this.materialise = materialise;
        BackupId id = context.run().backup();
        if (id == null) {
            throw new IllegalStateException("Restore " + context.id() + " names no backup");
        }
        this.source = id;
    }

    @Override
    public List<EnvironmentId> leased() {
        return List.of(context.production());
    }

    @Override
    public void check() {
        if (productionMoved()) {
            throw new RunRefused("Production changed since the restore was confirmed.");
        }
    }

    @Override
    public void prepare() {
        context.begin("load", "backup " + source);
        Materialised built = materialise.load(
                context.production(), source, context.production(), DataChoice.FULL, context.work(), context);
        loaded = built;
        long count = built.counts().values().stream().mapToLong(Long::longValue).sum();
        context.done("load", count + " records are beside what is live.");
        backUp(null);
    }

    private Materialised loaded() {
        if (loaded == null) {
            throw new IllegalStateException("No flip without a loaded backup");
        }
        return loaded;
    }

    @Override
    public String secure() {
        return catchUpUnderLock(null);
    }

    @Override
    public long flip() {
        backup.required().tail();
        Materialised built = loaded();
        Definition before = before();
        long revision = means.definitions()
                .append(
                        before,
                        built.resources(),
                        built.layouts(),
                        context.run().startedByName(),
                        context.id());
        means.evolution().settle(context.production(), built.layouts(), context.work());
        Definition after = before.with(revision, built.resources(), built.layouts());
        built.autoNumbers().forEach((field, next) -> means.records().raiseAutoNumber(after, field, next));
        markRebased(before, built.layouts());
        means.permissions().signOut(context, before, after);
        return revision;
    }

    /** Leaves the counters of numbers alone, which writers hold for a moment each. */
    @Override
    public void rehearse() {
        backup.required().tail();
        Materialised built = loaded();
        Definition before = before();
        means.definitions()
                .rehearse(
                        before,
                        built.resources(),
                        built.layouts(),
                        context.run().startedByName(),
                        context.id());
        means.evolution().settle(context.production(), built.layouts(), context.work());
        markRebased(before, built.layouts());
    }

    @Override
    public void catchUp() {
        catchUpOnceMore(null);
    }

    @Override
    public void verify() {
        verified(null);
    }

    @Override
    public void flipBack() {
        backInForce();
    }
}
