package io.slipway.promotion.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.promotion.internal.RunContext.RunRefused;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.RecordStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A promotion: the sandbox's resources come into force in production. */
final class PromotionWork implements RunWork {

    private final RunContext context;
    private final RunStore runs;
    private final Definitions definitions;
    private final Gates gates;
    private final Evolution evolution;
    private final ChangeFeed feed;
    private final RecordStore records;
    private final PromotionReviews reviews;
    private final SafetyBackup backup;
    private final ChangedPermissions permissions;
    private final Transactions transactions;
    private final Clock clock;
    private final EnvironmentId sandbox;
    private Evolution.@Nullable Expanded expanded;
    private @Nullable Definition future;

    PromotionWork(
            RunContext context,
            RunStore runs,
            Definitions definitions,
            Gates gates,
            Evolution evolution,
            ChangeFeed feed,
            RecordStore records,
            PromotionReviews reviews,
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
        this.reviews = reviews;
        this.backup = backup;
        this.permissions = permissions;
        this.transactions = transactions;
        this.clock = clock;
        EnvironmentId source = context.run().sandbox();
        if (source == null) {
            throw new IllegalStateException("Promotion " + context.id() + " names no sandbox");
        }
        this.sandbox = source;
    }

    @Override
    public List<EnvironmentId> leased() {
        return List.of(context.production(), sandbox);
    }

    private Definition before() {
        return definitions.at(context.production(), context.run().plan().productionHead());
    }

    private Definition sandboxDefinition() {
        return definitions.at(sandbox, context.run().plan().sandboxHead());
    }

    private SortedMap<ResourceId, Resource> target() {
        return sandboxDefinition().resources();
    }

    @Override
    public void check() {
        if (gates.peek(context.production()).revision() != context.run().plan().productionHead()
                || gates.peek(sandbox).revision() != context.run().plan().sandboxHead()) {
            throw new RunRefused("The sandbox or production changed since the promotion was confirmed.");
        }
        List<CheckResult> results = reviews.checks(
                context.production(),
                sandbox,
                before(),
                sandboxDefinition(),
                context.run().plan(),
                true);
        results.stream()
                .filter(result -> result.severity() != Severity.PASSED)
                .forEach(result -> context.note("check." + result.code(), result.message()));
        String errors = results.stream()
                .filter(result -> result.severity() == Severity.ERROR)
                .map(CheckResult::message)
                .collect(Collectors.joining(" "));
        if (!errors.isEmpty()) {
            throw new RunRefused(errors);
        }
    }

    @Override
    public void prepare() {
        Evolution.Expansion plan =
                evolution.plan(before(), target(), context.run().plan().rules());
        context.begin("expand", plan.steps().size() + " tables");
        Evolution.Expanded built = evolution.expand(plan, context.work(), context);
        expanded = built;
        context.done("expand", "Everything new is there and not yet visible.");
        tryEarly(built);
        // after all DDL: the snapshot's connections and DDL must never be open together
        context.begin("backup", "");
        new Catching(context, backup.base(), built, transactions, clock).whileUsersWork();
        context.done("backup", "");
    }

    /** Every table of the target is read with its new generations before anybody is locked out. */
    private void tryEarly(Evolution.Expanded built) {
        Definition planned = before().with(context.run().plan().productionHead(), target(), built.layouts());
        probe(planned);
        future = planned;
        context.note("try", "Every table of the target was read with its new generations.");
    }

    private void probe(Definition definition) {
        definition
                .all(Table.class)
                .forEach(table ->
                        records.query(definition, RecordQuery.all(table.id()).page(0, 1)));
    }

    private Evolution.Expanded expanded() {
        if (expanded == null) {
            throw new IllegalStateException("No flip without an expansion");
        }
        return expanded;
    }

    @Override
    public String secure() {
        return new Catching(context, backup.required(), expanded(), transactions, clock).underLock();
    }

    @Override
    public long flip() {
        if (gates.exclusivelyLocked(sandbox).revision() != context.run().plan().sandboxHead()) {
            throw new RunRefused("The sandbox changed since the promotion was confirmed.");
        }
        long revision = write(definitions::append);
        permissions.signOut(context, before(), sandboxDefinition());
        return revision;
    }

    @Override
    public void rehearse() {
        write(definitions::rehearse);
        permissions.of(context, before(), sandboxDefinition());
    }

    @Override
    public void catchUp() {
        new Catching(context, backup.required(), expanded(), transactions, clock).onceMore();
    }

    /** How revisions are written: for good, or only to be rolled back. */
    private interface Appending {
        long append(
                Definition base,
                Map<ResourceId, ? extends Resource> resources,
                Collection<TableLayout> layouts,
                String by,
                @Nullable RunId run);
    }

    private long write(Appending log) {
        Evolution.Expanded built = expanded();
        built.lastDelta();
        backup.required().tail();
        Definition before = before();
        long revision =
                log.append(before, target(), built.layouts(), context.run().startedByName(), context.id());
        evolution.settle(context.production(), built.layouts(), context.work());
        feed.append(context.production(), rebased(before, built));
        Definition source = sandboxDefinition();
        long head = log.append(
                source,
                source.resources(),
                source.layouts().values(),
                context.run().startedByName(),
                context.id());
        definitions.moveBase(sandbox, head, revision, head);
        return revision;
    }

    /** Readers of the feed read tables with a new generation anew. */
    private static List<ChangeFeed.NewEntry> rebased(Definition before, Evolution.Expanded built) {
        List<ChangeFeed.NewEntry> entries = new ArrayList<>();
        built.layouts().forEach(layout -> {
            var old = before.layouts().get(layout.table());
            if (old != null && old.generation() != layout.generation()) {
                entries.add(rebasedEntry(layout.table()));
            }
        });
        return entries;
    }

    static ChangeFeed.NewEntry rebasedEntry(ResourceId table) {
        return new ChangeFeed.NewEntry(
                table, new RecordId(new java.util.UUID(0, 0)), ChangeFeed.Kind.REBASED, java.util.Set.of());
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
        if (!now.resources().equals(target())) {
            throw new IllegalStateException("Production's definition is not the sandbox's");
        }
        // of the same form as what was tried early, whose statements are there already
        Definition tried = future;
        probe(tried != null && tried.layouts().equals(now.layouts()) ? tried : now);
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
        long head = gates.exclusivelyLocked(sandbox).revision();
        Definitions.Base base = definitions.baseAt(sandbox, context.run().plan().sandboxHead());
        Definition source = definitions.at(sandbox, head);
        long moved = definitions.append(
                source,
                source.resources(),
                source.layouts().values(),
                context.run().startedByName(),
                context.id());
        definitions.moveBase(sandbox, moved, base.revision(), base.pendingAfter());
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
        if (expanded != null) {
            expanded.close();
        }
    }
}
