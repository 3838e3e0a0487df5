package io.slipway.promotion.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.TableLayout;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.storage.RecordQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every run over production does alike: a backup first, a look at what is in force, and the way back. */
abstract class ProductionWork implements RunWork {

    final RunContext context;
    final RunMeans means;
    final SafetyBackup backup;

    ProductionWork(RunContext context, RunMeans means, SafetyBackup backup) {
        this.context = context;
        this.means = means;
        this.backup = backup;
    }

    /** Production as the plan found it. */
    final Definition before() {
        return means.definitions().at(context.production(), context.run().plan().productionHead());
    }

    final boolean productionMoved() {
        return means.gates().peek(context.production()).revision()
                != context.run().plan().productionHead();
    }

    /**
     * The base of the backup, and rounds of what people write meanwhile.
     *
     * @param expanded what follows them too; null: nothing
     */
    final void backUp(Evolution.@Nullable Expanded expanded) {
        context.begin("backup", "");
        new Catching(context, backup.base(), expanded, means.transactions(), means.clock()).whileUsersWork();
        context.done("backup", "");
    }

    /** What was written last, under the closed gate; returns how it went, for the journal. */
    final String catchUpUnderLock(Evolution.@Nullable Expanded expanded) {
        return new Catching(context, backup.required(), expanded, means.transactions(), means.clock()).underLock();
    }

    /** One more round while people work. */
    final void catchUpOnceMore(Evolution.@Nullable Expanded expanded) {
        new Catching(context, backup.required(), expanded, means.transactions(), means.clock()).onceMore();
    }

    /** How revisions are written: for good, or only to be rolled back. */
    interface Appending {
        long append(
                Definition base,
                Map<ResourceId, ? extends Resource> resources,
                Collection<TableLayout> layouts,
                String by,
                @Nullable RunId run);
    }

    /** Reads something of every table. */
    final void probe(Definition definition) {
        definition
                .all(Table.class)
                .forEach(table -> means.records()
                        .query(definition, RecordQuery.all(table.id()).page(0, 1)));
    }

    final Definition flipped() {
        long revision =
                means.runs().flippedRevision(context.account(), context.id()).orElseThrow();
        return means.definitions().at(context.production(), revision);
    }

    /**
     * What the flip put in force, read from every table in one transaction.
     *
     * @param tried a definition read before; read instead where its tables are stored the same, because its statements
     *     are there already
     */
    final Definition verified(@Nullable Definition tried) {
        return means.transactions().once(() -> {
            Definition now = flipped();
            if (means.gates().peek(context.production()).revision() != now.revision()) {
                throw new IllegalStateException("Production's head is not what the flip made it");
            }
            probe(tried != null && tried.layouts().equals(now.layouts()) ? tried : now);
            return now;
        });
    }

    /** Readers of the feed read tables anew that have another generation now, or are there again. */
    final void markRebased(Definition from, Collection<TableLayout> to) {
        List<ChangeFeed.NewEntry> entries = to.stream()
                .filter(layout -> {
                    TableLayout old = from.layouts().get(layout.table());
                    return old == null || old.generation() != layout.generation();
                })
                .map(layout -> rebased(layout.table()))
                .toList();
        if (!entries.isEmpty()) {
            means.feed().append(context.production(), entries);
        }
    }

    private static ChangeFeed.NewEntry rebased(ResourceId table) {
        return new ChangeFeed.NewEntry(table, new RecordId(new UUID(0, 0)), ChangeFeed.Kind.REBASED, Set.of());
    }

    /** Returns production's new revision, at which everything is as it was before the flip. */
    final long backInForce() {
        Definition flipped = flipped();
        Definition before = before();
        Collection<TableLayout> layouts = before.layouts().values();
        long revision = means.definitions()
                .append(flipped, before.resources(), layouts, context.run().startedByName(), context.id());
        means.evolution().settle(context.production(), layouts, context.work());
        markRebased(flipped, layouts);
        return revision;
    }

    @Override
    public void discard() {
        means.evolution().discard(context.production(), context.work());
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
