package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.builder.Builder;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.environment.Definitions;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Makes the tables and fields a plan adds, in one edit: all of them or none, and never twice. */
@Component
class PlannedStructure {

    private final Builder builder;
    private final Definitions definitions;
    private final ImportRows jobs;

    PlannedStructure(Builder builder, Definitions definitions, ImportRows jobs) {
        this.builder = builder;
        this.definitions = definitions;
        this.jobs = jobs;
    }

    /** The definition as it would be with what a plan adds; its new tables have no layout. */
    Definition planned(Definition current, ImportPlan plan) {
        Map<ResourceId, Resource> resources = new TreeMap<>(current.resources());
        wanted(current, plan).forEach(resource -> resources.put(resource.id(), resource));
        return current.with(current.revision(), resources, current.layouts().values());
    }

    /** Why nothing can be added here at all; empty: something can. */
    Optional<String> fixed(Actor actor, EnvironmentId environment) {
        return actor.isBuilder()
                ? builder.locked(actor, environment).map(EditOutcome.StructureLocked::reason)
                : Optional.of(
                        "Only an App Admin or a Super Admin can add tables and fields; use those that are there.");
    }

    /** What keeps a plan's additions from being made; places are {@code addition.<id>}. */
    List<InvalidInput> problems(Actor actor, EnvironmentId environment, ImportPlan plan) {
        if (isMade(definitions.current(environment), plan)) {
            return List.of();
        }
        Optional<String> fixed = fixed(actor, environment);
        if (fixed.isPresent()) {
            return List.of(new InvalidInput("plan", fixed.get()));
        }
        return inWords(builder.preview(actor, environment, edit(definitions.current(environment), plan))
                .problems());
    }

    /**
     * Makes what a plan adds, unless it is there.
     *
     * @throws InvalidInput when that is not possible
     */
    void make(Actor actor, EnvironmentId environment, ImportPlan plan) {
        Definition current = definitions.current(environment);
        if (isMade(current, plan)) {
            return;
        }
        switch (builder.edit(actor, environment, edit(current, plan))) {
            case EditOutcome.Done done -> {}
            case EditOutcome.NothingChanged nothing -> {}
            case EditOutcome.Refused refused ->
                throw inWords(refused.problems()).getFirst();
            case EditOutcome.ChangedMeanwhile changed -> throw new InvalidInput("plan", changed.message());
            case EditOutcome.StructureLocked locked -> throw new InvalidInput("plan", locked.reason());
            case EditOutcome.Busy busy ->
                throw new InvalidInput(
                        "plan",
                        "Tables can't be added at the moment: " + busy.what() + " by " + busy.who()
                                + " is under way. Try again in a moment.");
            case EditOutcome.NotReady notReady -> throw new InvalidInput("plan", notReady.reason());
            case EditOutcome.DataStopsIt data ->
                throw new InvalidInput("plan", "Records that are there stand in the way of the new fields.");
        }
    }

    /** An import whose starter died while its tables were made: they are there, or it is a draft again. */
    void settleAbandoned(AccountId account, ImportId id) {
        jobs.find(account, id).ifPresent(stored -> {
            ImportPlan plan = stored.job().plan();
            if (plan != null && isMade(definitions.current(stored.job().environment()), plan)) {
                jobs.ready(account, id);
            } else {
                jobs.backToDraft(account, id);
            }
        });
    }

    private static boolean isMade(Definition current, ImportPlan plan) {
        return plan.additions().stream()
                .allMatch(addition -> current.find(addition.id()).isPresent());
    }

    private static Edit edit(Definition current, ImportPlan plan) {
        return Edit.of(
                wanted(current, plan).stream().map(DefinitionChange.Put::new).toArray(DefinitionChange[]::new));
    }

    /** What is to be put: the additions, apps that are there with more tables, and forms and views with more fields. */
    private static List<Resource> wanted(Definition current, ImportPlan plan) {
        List<Resource> wanted = new ArrayList<>();
        Set<ResourceId> tables = new HashSet<>();
        for (Resource addition : plan.additions()) {
            wanted.add(
                    addition instanceof App app
                            ? current.find(App.class, app.id())
                                    .map(there -> joined(there, app))
                                    .orElse(app)
                            : addition);
            if (addition instanceof Field field
                    && current.find(Table.class, field.table()).isPresent()) {
                tables.add(field.table());
            }
        }
        tables.forEach(table -> wanted.addAll(shown(current, table, plan)));
        return wanted;
    }

    private static App joined(App there, App more) {
        List<ResourceId> tables = new ArrayList<>(there.tables());
        tables.addAll(more.tables());
        List<ResourceId> views = new ArrayList<>(there.views());
        views.addAll(more.views());
        return new App(there.id(), there.name(), there.description(), there.icon(), tables, views);
    }

    /** The first form and view of a table that is there, with the new fields at their end. */
    private static List<Resource> shown(Definition current, ResourceId table, ImportPlan plan) {
        List<Field> fields = plan.additions().stream()
                .filter(addition -> addition instanceof Field field
                        && field.table().equals(table)
                        && current.find(field.id()).isEmpty())
                .map(Field.class::cast)
                .toList();
        List<Resource> shown = new ArrayList<>();
        current.forms(table).stream().findFirst().ifPresent(form -> {
            List<Form.Item> items = new ArrayList<>(form.items());
            fields.forEach(field -> items.add(new Form.Item(field.id(), false, "")));
            shown.add(new Form(form.id(), table, form.name(), items));
        });
        current.views(table).stream().findFirst().ifPresent(view -> {
            List<ResourceId> columns = new ArrayList<>(view.columns());
            fields.forEach(field -> columns.add(field.id()));
            shown.add(new View(view.id(), table, view.name(), columns, view.filters(), view.sorts(), view.form()));
        });
        return shown;
    }

    private static List<InvalidInput> inWords(List<EditOutcome.Problem> problems) {
        return problems.stream()
                .map(problem -> new InvalidInput(
                        problem.resource() == null ? "plan" : "addition." + problem.resource(), problem.message()))
                .toList();
    }
}
