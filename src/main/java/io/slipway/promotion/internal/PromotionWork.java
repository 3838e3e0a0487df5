package io.slipway.promotion.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.environment.Definitions;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.promotion.internal.RunContext.RunRefused;
import io.slipway.storage.Evolution;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A promotion: the sandbox's resources come into force in production. */
final class PromotionWork extends ProductionWork {

    private final PromotionReviews reviews;
    private final EnvironmentId sandbox;
    private Evolution.@Nullable Expanded expanded;
    private @Nullable Definition future;

    PromotionWork(RunContext context, RunMeans means, SafetyBackup backup, PromotionReviews reviews) {
        super(context, means, backup);
        this.reviews = reviews;
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

    private Definition sandboxDefinition() {
        return means.definitions().at(sandbox, context.run().plan().sandboxHead());
    }

    private SortedMap<ResourceId, Resource> target() {
        return sandboxDefinition().resources();
    }

    @Override
    public void check() {
        if (productionMoved()
                || means.gates().peek(sandbox).revision()
                        != context.run().plan().sandboxHead()) {
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
                means.evolution().plan(before(), target(), context.run().plan().rules());
        context.begin("expand", plan.steps().size() + " tables");
        Evolution.Expanded built = means.evolution().expand(plan, context.work(), context);
        expanded = built;
        context.done("expand", "Everything new is there and not yet visible.");
        tryEarly(built);
        // after all DDL: the snapshot's connections and DDL must never be open together
        backUp(built);
    }

    /** Every table of the target is read with its new generations before anybody is locked out. */
    private void tryEarly(Evolution.Expanded built) {
        Definition planned = before().with(context.run().plan().productionHead(), target(), built.layouts());
        probe(planned);
        future = planned;
        context.note("try", "Every table of the target was read with its new generations.");
    }

    private Evolution.Expanded expanded() {
        if (expanded == null) {
            throw new IllegalStateException("No flip without an expansion");
        }
        return expanded;
    }

    @Override
    public String secure() {
        return catchUpUnderLock(expanded());
    }

    @Override
    public long flip() {
        if (means.gates().exclusivelyLocked(sandbox).revision()
                != context.run().plan().sandboxHead()) {
            throw new RunRefused("The sandbox changed since the promotion was confirmed.");
        }
        long revision = write(means.definitions()::append);
        means.permissions().signOut(context, before(), sandboxDefinition());
        return revision;
    }

    @Override
    public void rehearse() {
        write(means.definitions()::rehearse);
        means.permissions().of(context, before(), sandboxDefinition());
    }

    @Override
    public void catchUp() {
        catchUpOnceMore(expanded());
    }

    private long write(Appending log) {
        Evolution.Expanded built = expanded();
        built.lastDelta();
        backup.required().tail();
        Definition before = before();
        long revision =
                log.append(before, target(), built.layouts(), context.run().startedByName(), context.id());
        means.evolution().settle(context.production(), built.layouts(), context.work());
        // a new table is empty: there is nothing to read anew
        markRebased(
                before,
                built.layouts().stream()
                        .filter(layout -> before.layouts().containsKey(layout.table()))
                        .toList());
        long head = passed(sandboxDefinition(), log);
        means.definitions().moveBase(sandbox, head, revision, head);
        return revision;
    }

    /** A revision of the sandbox that changes nothing, at which its base moves. */
    private long passed(Definition source, Appending log) {
        return log.append(
                source,
                source.resources(),
                source.layouts().values(),
                context.run().startedByName(),
                context.id());
    }

    @Override
    public void verify() {
        // of the same form as what was tried early, whose statements are there already
        if (!verified(future).resources().equals(target())) {
            throw new IllegalStateException("Production's definition is not the sandbox's");
        }
    }

    @Override
    public void flipBack() {
        long revision = backInForce();
        long head = means.gates().exclusivelyLocked(sandbox).revision();
        Definitions.Base base =
                means.definitions().baseAt(sandbox, context.run().plan().sandboxHead());
        long moved = passed(means.definitions().at(sandbox, head), means.definitions()::append);
        // production is again what the sandbox started from, so its changes can be promoted anew as they are
        means.definitions().moveBase(sandbox, moved, revision, base.pendingAfter());
    }

    @Override
    public void close() {
        super.close();
        if (expanded != null) {
            expanded.close();
        }
    }
}
