package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.Text;
import io.slipway.definition.Definition;
import io.slipway.definition.compare.DefinitionRules;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.Merge;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.compare.Violation;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Gate;
import io.slipway.environment.GateClosed;
import io.slipway.environment.StaleDefinition;
import io.slipway.environment.StructureLease;
import io.slipway.sandbox.PendingChanges;
import io.slipway.sandbox.Rebase;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Moves a sandbox's base to production's head. The sandbox's pending revisions stay in its log and are folded onto the
 * new base; only where that alone does not give the merge, revisions are added. So the changelog keeps who changed what.
 */
@Component
class Rebases {

    private static final int ATTEMPTS = 5;
    private static final Duration LEASE_WAIT = Duration.ofSeconds(5);

    private final Standpoints standpoints;
    private final Environments environments;
    private final Definitions definitions;
    private final Evolution evolution;
    private final ConversionChoices choices;
    private final ChangeFeed feed;
    private final StructureLease leases;
    private final RunsUsing runs;
    private final Flips flips;

    Rebases(
            Standpoints standpoints,
            Environments environments,
            Definitions definitions,
            Evolution evolution,
            ConversionChoices choices,
            ChangeFeed feed,
            StructureLease leases,
            RunsUsing runs,
            Flips flips) {
        this.standpoints = standpoints;
        this.environments = environments;
        this.definitions = definitions;
        this.evolution = evolution;
        this.choices = choices;
        this.feed = feed;
        this.leases = leases;
        this.runs = runs;
        this.flips = flips;
    }

    PendingChanges pending(EnvironmentId sandbox) {
        Standpoints.Standpoint now = standpoints.of(sandbox);
        Merge merge = now.merge(Map.of());
        return new PendingChanges(
                Difference.between(now.production().resources(), merge.resources()),
                Difference.between(now.base().resources(), now.production().resources()),
                merge.open(),
                now.productionMoved(),
                now.baseRevision(),
                now.sandbox().revision(),
                now.production().revision());
    }

    Rebase rebase(Actor actor, Environment sandbox, Map<String, Settlement> settlements) {
        if (sandbox.state() != Environment.State.READY) {
            return new Rebase.Busy("\"" + sandbox.name() + "\" is not ready yet. Try again when it is.");
        }
        if (!standpoints.of(sandbox.id()).productionMoved()) {
            return new Rebase.UpToDate();
        }
        // a run that is not over may still take back what it put in force
        Optional<String> run =
                runs.changing(environments.production(actor.account()).id());
        if (run.isPresent()) {
            return new Rebase.Busy(run.get());
        }
        return switch (leases.acquire(sandbox.id(), StructureLease.Purpose.EDIT, actor.name(), LEASE_WAIT)) {
            case StructureLease.Busy busy ->
                new Rebase.Busy(Leases.words(busy) + " in the sandbox. Try again when that has ended.");
            case StructureLease.Held held -> {
                try (StructureLease.Lease lease = held.lease()) {
                    yield alone(actor, sandbox.id(), settlements);
                }
            }
        };
    }

    /** With the sandbox's lease held; tried again when production moves meanwhile. */
    private Rebase alone(Actor actor, EnvironmentId sandbox, Map<String, Settlement> settlements) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return once(actor, standpoints.of(sandbox), settlements);
            } catch (StaleDefinition e) {
                // production moved while the sandbox was made ready: compare anew
            } catch (GateClosed e) {
                return new Rebase.Busy("Production is being changed right now. Try again in a moment.");
            }
        }
        return new Rebase.Busy("Production keeps changing at the moment. Try again in a while.");
    }

    private Rebase once(Actor actor, Standpoints.Standpoint now, Map<String, Settlement> settlements) {
        if (!now.productionMoved()) {
            return new Rebase.UpToDate();
        }
        Merge merge = now.merge(settlements);
        if (!merge.isSettled()) {
            return new Rebase.Unsettled(merge.collisions());
        }
        List<Violation> violations = DefinitionRules.check(merge.resources());
        if (!violations.isEmpty()) {
            return new Rebase.TooMuch(
                    violations.stream().map(Violation::message).toList());
        }
        EnvironmentId sandbox = now.sandbox().environment();
        String work = "rebase:" + UUID.randomUUID();
        try {
            return expanded(actor, now, merge, work);
        } catch (Evolution.DataRefused e) {
            return new Rebase.DataDoesNotFit(e.field(), String.valueOf(e.getMessage()));
        } finally {
            evolution.discard(sandbox, work);
        }
    }

    private Rebase expanded(Actor actor, Standpoints.Standpoint now, Merge merge, String work) {
        EnvironmentId sandbox = now.sandbox().environment();
        Definition replayed = now.sandbox()
                .with(
                        now.sandbox().revision(),
                        standpoints.replayed(now),
                        now.sandbox().layouts().values());
        Evolution.Expansion plan = evolution.plan(now.sandbox(), merge.resources(), choices.of(sandbox));
        try (Evolution.Expanded expanded = evolution.expand(plan, work, Evolution.Progress.SILENT)) {
            expanded.catchUp();
            return flips.holding(now.production().environment(), sandbox, (there, here) -> {
                requireUnmoved(now, there, here);
                expanded.lastDelta();
                long head = definitions.append(replayed, merge.resources(), expanded.layouts(), by(actor), null);
                definitions.moveBase(sandbox, head, now.production().revision(), now.pendingAfter());
                evolution.settle(sandbox, expanded.layouts(), work);
                markConverted(sandbox, plan);
                return new Rebase.Rebased(head, now.production().revision());
            });
        }
    }

    /** So that nobody wonders why this person made production's changes in the sandbox. */
    private static String by(Actor actor) {
        String name = "Rebase by " + actor.name();
        int length = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, Math.min(length, Text.NAME_LIMIT)));
    }

    private static void requireUnmoved(Standpoints.Standpoint now, Gate production, Gate sandbox) {
        requireUnmoved(now.production(), production);
        requireUnmoved(now.sandbox(), sandbox);
    }

    private static void requireUnmoved(Definition planned, Gate gate) {
        if (!gate.writesOpen()) {
            throw new GateClosed(planned.environment());
        }
        if (gate.revision() != planned.revision()) {
            throw new StaleDefinition(planned.environment(), planned.revision(), gate.revision());
        }
    }

    /** Whoever reads the feed must read a table anew whose values were converted in bulk. */
    private void markConverted(EnvironmentId sandbox, Evolution.Expansion plan) {
        List<ChangeFeed.NewEntry> marks = plan.steps().stream()
                .filter(step -> step instanceof Evolution.Rebuild rebuild
                        && !rebuild.converted().isEmpty())
                .map(step -> new ChangeFeed.NewEntry(step.table(), RecordId.next(), ChangeFeed.Kind.REBASED, Set.of()))
                .toList();
        if (!marks.isEmpty()) {
            feed.append(sandbox, marks);
        }
    }
}
