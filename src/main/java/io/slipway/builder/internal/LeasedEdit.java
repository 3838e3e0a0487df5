package io.slipway.builder.internal;

import io.slipway.account.Actor;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.UnknownResource;
import io.slipway.environment.Definitions;
import io.slipway.environment.GateClosed;
import io.slipway.environment.StaleDefinition;
import io.slipway.storage.DataImpact;
import io.slipway.storage.Evolution;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** One edit, from the definition as it is to the definition as it shall be. The caller holds the structure lease. */
@Component
class LeasedEdit {

    private static final int ATTEMPTS = 3;

    private final Definitions definitions;
    private final DataImpact impact;
    private final StructureFlip flip;
    private final Clock clock;

    LeasedEdit(Definitions definitions, DataImpact impact, StructureFlip flip, Clock clock) {
        this.definitions = definitions;
        this.impact = impact;
        this.flip = flip;
        this.clock = clock;
    }

    EditOutcome run(Actor actor, EnvironmentId environment, Function<Definition, Edit> wanted) {
        for (int attempt = 1; ; attempt++) {
            Definition current = definitions.current(environment);
            try {
                return run(actor, current, wanted.apply(current));
            } catch (UnknownResource gone) {
                return new EditOutcome.Refused(
                        List.of(new EditOutcome.Problem(gone.id(), "", String.valueOf(gone.getMessage()))));
            } catch (StaleDefinition moved) {
                // The head moved without the lease, as by a rebase that changes no structure: plan anew.
                if (attempt == ATTEMPTS) {
                    throw moved;
                }
            } catch (GateClosed closed) {
                return new EditOutcome.Busy("a promotion or restore", "Slipway", clock.instant());
            }
        }
    }

    private EditOutcome run(Actor actor, Definition current, Edit edit) {
        Optional<EditOutcome> conflict = changedMeanwhile(current, edit);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        EditPlan plan = EditPlan.of(current, edit);
        List<EditOutcome.Problem> problems =
                plan.problems().isEmpty() ? foreignIds(current, plan, edit.revives()) : plan.problems();
        if (!problems.isEmpty()) {
            return new EditOutcome.Refused(problems);
        }
        if (plan.target().equals(current.resources())) {
            return new EditOutcome.NothingChanged();
        }
        List<DataImpact.Finding> findings = assess(current, plan, edit);
        if (findings.stream().anyMatch(finding -> finding.severity() == DataImpact.Severity.ERROR)) {
            return new EditOutcome.DataStopsIt(findings);
        }
        try {
            long head = flip.flip(current, plan.target(), edit.rules(), actor.name());
            return new EditOutcome.Done(head, plan.created());
        } catch (Evolution.DataRefused refused) {
            return new EditOutcome.DataStopsIt(List.of(finding(current, refused)));
        }
    }

    /** What the edit does to the data. */
    List<DataImpact.Finding> assess(Definition current, EditPlan plan, Edit edit) {
        return impact.assess(current, plan.target(), edit.rules());
    }

    private Optional<EditOutcome> changedMeanwhile(Definition current, Edit edit) {
        Long openedAt = edit.openedAt();
        if (openedAt == null || openedAt == current.revision()) {
            return Optional.empty();
        }
        if (openedAt < 0 || openedAt > current.revision()) {
            throw new IllegalArgumentException("Revision " + openedAt + " is not one of the environment's");
        }
        Definition opened = definitions.at(current.environment(), openedAt);
        List<ResourceId> changed = edit.changes().stream()
                .map(DefinitionChange::resource)
                .filter(id -> !Objects.equals(
                        opened.resources().get(id), current.resources().get(id)))
                .distinct()
                .toList();
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new EditOutcome.ChangedMeanwhile(
                        changed,
                        "Somebody else changed this since you opened it. Your input is kept: look at what is"
                                + " there now and decide."));
    }

    /** New resources have ids that were given out and never used: not by hand, and not of something removed. */
    private List<EditOutcome.Problem> foreignIds(Definition current, EditPlan plan, boolean revives) {
        if (plan.created().isEmpty()) {
            return List.of();
        }
        if (revives) {
            return revived(current, plan);
        }
        long notGivenYet = definitions.nextId(current.environment()).value();
        return plan.created().stream()
                .filter(id -> id.value() >= notGivenYet || definitions.wasEverThere(current.environment(), id))
                .map(id -> new EditOutcome.Problem(
                        id,
                        "",
                        "This was removed meanwhile, or was never here. Close it, and make a new one if it is"
                                + " still needed."))
                .toList();
    }

    /** What comes back must be able to follow what it was, here and in production: an id means one thing for ever. */
    List<EditOutcome.Problem> revived(Definition current, EditPlan plan) {
        return plan.created().stream()
                .flatMap(id -> definitions.lastKnown(current.environment(), id).stream()
                        .flatMap(was ->
                                Transitions.problems(
                                        was,
                                        Objects.requireNonNull(plan.target().get(id)))
                                        .stream()))
                .distinct()
                .toList();
    }

    private static DataImpact.Finding finding(Definition current, Evolution.DataRefused refused) {
        RecordId record = refused.record();
        ResourceId table =
                current.find(Field.class, refused.field()).map(Field::table).orElse(refused.field());
        return new DataImpact.Finding(
                "values.written-meanwhile",
                DataImpact.Severity.ERROR,
                table,
                refused.field(),
                1,
                record == null ? List.of() : List.of(new DataImpact.Example(record, "")),
                String.valueOf(refused.getMessage()),
                "Correct this record, or choose what is to happen with values that do not convert.");
    }
}
