package io.slipway.builder.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.builder.Builder;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.builder.NewRelationship;
import io.slipway.builder.Preview;
import io.slipway.builder.StructureChanged;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.compare.Difference;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Who may edit what when; the edit itself is {@link LeasedEdit}. */
@Service
class BuilderService implements Builder {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Environments environments;
    private final Definitions definitions;
    private final StructureLease lease;
    private final LeasedEdit leasedEdit;
    private final ApplicationEventPublisher events;

    BuilderService(
            Environments environments,
            Definitions definitions,
            StructureLease lease,
            LeasedEdit leasedEdit,
            ApplicationEventPublisher events) {
        this.environments = environments;
        this.definitions = definitions;
        this.lease = lease;
        this.leasedEdit = leasedEdit;
        this.events = events;
    }

    @Override
    public EditOutcome edit(Actor actor, EnvironmentId environment, Edit edit) {
        return leased(actor, environment, current -> edit);
    }

    /** The edit may be made of the definition as it is once nobody else can change it. */
    EditOutcome leased(Actor actor, EnvironmentId id, Function<Definition, Edit> edit) {
        Environment environment = allowed(actor, id);
        Optional<EditOutcome> closed = closed(environment);
        if (closed.isPresent()) {
            return closed.get();
        }
        EditOutcome outcome = switch (lease.acquire(id, StructureLease.Purpose.EDIT, actor.name(), PATIENCE)) {
            case StructureLease.Busy busy -> busy(busy);
            case StructureLease.Held held -> {
                try (StructureLease.Lease ours = held.lease()) {
                    // Once more: what waited for the lease before us may have been a sandbox being made.
                    Optional<EditOutcome> meanwhile = closed(allowed(actor, id));
                    yield meanwhile.isPresent() ? meanwhile.get() : leasedEdit.run(actor, id, edit);
                }
            }
        };
        if (outcome instanceof EditOutcome.Done done) {
            events.publishEvent(new StructureChanged(id, done.revision()));
        }
        return outcome;
    }

    @Override
    public Preview preview(Actor actor, EnvironmentId environment, Edit edit) {
        allowed(actor, environment);
        return definitions.reading(environment, current -> {
            EditPlan plan = EditPlan.of(current, edit);
            Difference difference = Difference.between(current.resources(), plan.target());
            boolean sound = plan.problems().isEmpty();
            return new Preview(difference, plan.problems(), sound ? leasedEdit.assess(current, plan, edit) : List.of());
        });
    }

    @Override
    public Optional<EditOutcome.StructureLocked> locked(Actor actor, EnvironmentId environment) {
        return structureLocked(allowed(actor, environment));
    }

    @Override
    public ResourceId newId(Actor actor, EnvironmentId environment) {
        allowed(actor, environment);
        return definitions.nextId(environment);
    }

    @Override
    public EditOutcome newTable(Actor actor, EnvironmentId environment, @Nullable ResourceId app, String name) {
        return leased(
                actor,
                environment,
                current -> edit(Templates.table(current, app, name, () -> definitions.nextId(environment))));
    }

    @Override
    public EditOutcome newField(Actor actor, EnvironmentId environment, Field field) {
        return leased(actor, environment, current -> edit(Templates.field(current, field)));
    }

    @Override
    public EditOutcome newRelationship(Actor actor, EnvironmentId environment, NewRelationship wanted) {
        return leased(
                actor,
                environment,
                current -> edit(Templates.relationship(current, wanted, () -> definitions.nextId(environment))));
    }

    private static Edit edit(List<DefinitionChange> changes) {
        return Edit.of(changes.toArray(new DefinitionChange[0]));
    }

    /**
     * @throws NotAllowed unless the actor builds in the environment's account
     */
    Environment allowed(Actor actor, EnvironmentId environment) {
        actor.requireAccount(environment.account());
        actor.requireBuilder();
        return environments
                .find(environment)
                .orElseThrow(() -> new NotAllowed("This is not here, or not yours to see."));
    }

    /** Why the environment takes no edits now. */
    Optional<EditOutcome> closed(Environment environment) {
        return switch (environment.state()) {
            case READY -> structureLocked(environment).map(Function.identity());
            case CREATING -> Optional.of(notReady(environment, "is being made"));
            case REFRESHING -> Optional.of(notReady(environment, "is being refreshed"));
            case DISCARDING -> Optional.of(notReady(environment, "is being discarded"));
        };
    }

    private static EditOutcome notReady(Environment environment, String what) {
        return new EditOutcome.NotReady("“" + environment.name() + "” " + what + " and can't be changed now.");
    }

    private Optional<EditOutcome.StructureLocked> structureLocked(Environment environment) {
        if (!environment.isProduction()) {
            return Optional.empty();
        }
        return environments
                .promotable(environment.id().account())
                .map(sandbox -> new EditOutcome.StructureLocked(
                        "Production is built in the promotable sandbox “" + sandbox.name()
                                + "” as long as there is one: make the change there and promote it.",
                        sandbox.id(),
                        sandbox.name()));
    }

    private static EditOutcome busy(StructureLease.Busy busy) {
        String what = switch (busy.purpose()) {
            case PROMOTION -> "a promotion";
            case RESTORE -> "a restore";
            case BACKUP -> "a backup";
            case SANDBOX_COPY -> "the copy of a sandbox";
            case EDIT -> "another change";
            case IMPORT_TABLE -> "an import into a new table";
            case CONTRACT -> "tidying up";
        };
        return new EditOutcome.Busy(what, busy.holder(), busy.since());
    }
}
