package io.slipway.promotion.internal;

import io.slipway.backup.Materialise;
import io.slipway.backup.Materialise.Materialised;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Gates;
import io.slipway.promotion.internal.RunContext.RunRefused;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.RecordStore;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A restore in place: a backup is loaded beside what is live, then production flips to it. */
final class RestoreWork implements RunWork {

    private final RunContext context;
    private final RunStore runs;
    private final Definitions definitions;
    private final Gates gates;
    private final Evolution evolution;
    private final ChangeFeed feed;
    private final RecordStore records;
    private final Materialise materialise;
    private final SafetyBackup backup;
    private final ChangedPermissions permissions;
    private final Transactions transactions;
    private final Clock clock;
    private final BackupId source;
    private @Nullable Materialised loaded;

    RestoreWork(
            RunContext context,
            RunStore runs,
            Definitions definitions,
            Gates gates,
            Evolution evolution,
            ChangeFeed feed,
            RecordStore records,
            Materialise materialise,
            SafetyBackup backup,
            ChangedPermissions permissions,
            Transactions transactions,
            Clock clock) {
        this.context = context;
        this.runs = runs;
        this.definitions = definitions;
        this.gates = gates;
        this.evolution = evolution;
        this.feed = feed;
        this.records = records;
        this.materialise = materialise;
        this.backup = backup;
        this.permissions = permissions;
        this.transactions = transactions;
        this.clock = clock;
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

    private Definition before() {
        return definitions.at(context.production(), context.run().plan().productionHead());
    }

    @Override
    public void check() {
        if (gates.peek(context.production()).revision() != context.run().plan().productionHead()) {
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
        context.begin("backup", "");
        new Catching(context, backup.base(), null, transactions, clock).whileUsersWork();
        context.done("backup", "");
    }

    private Materialised loaded() {
        if (loaded == null) {
            throw new IllegalStateException("No flip without a loaded backup");
        }
        return loaded;
    }

    @Override
    public String secure() {
        return new Catching(context, backup.required(), null, transactions, clock).underLock();
    }

    @Override
    public long flip() {
        backup.required().tail();
        Materialised built = loaded();
        long revision = definitions.append(
                before(), built.resources(), built.layouts(), context.run().startedByName(), context.id());
        evolution.settle(context.production(), built.layouts(), context.work());
        Definition after = before().with(revision, built.resources(), built.layouts());
        built.autoNumbers().forEach((field, next) -> records.raiseAutoNumber(after, field, next));
        feed.append(context.production(), rebased(built));
        permissions.signOut(context, before(), after);
        return revision;
    }

    /** Leaves the counters of numbers alone, which writers hold for a moment each. */
    @Override
    public void rehearse() {
        backup.required().tail();
        Materialised built = loaded();
        definitions.rehearse(
                before(), built.resources(), built.layouts(), context.run().startedByName(), context.id());
        evolution.settle(context.production(), built.layouts(), context.work());
        feed.append(context.production(), rebased(built));
    }

    @Override
    public void catchUp() {
        new Catching(context, backup.required(), null, transactions, clock).onceMore();
    }

    private static List<ChangeFeed.NewEntry> rebased(Materialised built) {
        return built.layouts().stream()
                .map(layout -> PromotionWork.rebasedEntry(layout.table()))
                .toList();
    }

    @Override
    public void verify() {
        transactions.once(() -> {
            verifyNow();
            return true;
        });
    }

    private void verifyNow() {
        long flipped = runs.flippedRevision(context.account(), context.id()).orElseThrow();
        if (gates.peek(context.production()).revision() != flipped) {
            throw new IllegalStateException("Production's head is not what the flip made it");
        }
        Definition now = definitions.at(context.production(), flipped);
        now.all(Table.class)
                .forEach(table -> records.query(now, RecordQuery.all(table.id()).page(0, 1)));
    }

    @Override
    public void flipBack() {
        long flipped = runs.flippedRevision(context.account(), context.id()).orElseThrow();
        Definition before = before();
        definitions.append(
                definitions.at(context.production(), flipped),
                before.resources(),
                before.layouts().values(),
                context.run().startedByName(),
                context.id());
        evolution.settle(context.production(), before.layouts().values(), context.work());
        feed.append(
                context.production(),
                before.layouts().keySet().stream()
                        .map(PromotionWork::rebasedEntry)
                        .toList());
    }

    @Override
    public void discard() {
        evolution.discard(context.production(), context.work());
        backup.giveUp();
    }

    @Override
    public void finish() {
        backup.finish();
    }

    @Override
    public void close() {
        backup.close();
    }
}
