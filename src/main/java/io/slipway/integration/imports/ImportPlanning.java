package io.slipway.integration.imports;

import io.slipway.account.Actor;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.compare.DefinitionRules;
import io.slipway.environment.Definitions;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Imports;
import io.slipway.imports.Inspection;
import io.slipway.imports.PlanEditor;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes plans of imports of what a call says, on top of what is proposed. */
@Component
class ImportPlanning {

    private final Imports imports;
    private final Definitions definitions;

    ImportPlanning(Imports imports, Definitions definitions) {
        this.imports = imports;
        this.definitions = definitions;
    }

    /**
     * Plans and keeps the plan with the draft.
     *
     * @throws InvalidInput for what names nothing that is there
     */
    PlanAnswer plan(Actor actor, ImportJob job, PlanWanted wanted) {
        Definition now = definitions.current(job.environment());
        ResourceId table = wanted.table() == null
                ? null
                : named(now.all(Table.class), "table", wanted.table()).id();
        ResourceId app = wanted.app() == null
                ? null
                : named(now.all(App.class), "app", wanted.app()).id();
        requireOneFile(job, wanted);
        String appName = wanted.appName() == null ? "Imported" : wanted.appName();
        ImportPlan proposal = imports.propose(actor, job.id(), table, app, appName);
        PlanEditor editor = editor(actor, job, proposal, now);
        if (wanted.zone() != null) {
            editor.zone(zone(wanted.zone()));
        }
        if (job.files().size() == 1 && proposal.files().getFirst() instanceof ImportPlan.Rows) {
            rows(job, wanted, editor);
        }
        imports.keepPlan(actor, job.id(), editor.plan());
        return answer(actor, job, editor);
    }

    /** The plan that is kept. */
    PlanAnswer kept(Actor actor, ImportJob job, ImportPlan plan) {
        return answer(actor, job, editor(actor, job, plan, definitions.current(job.environment())));
    }

    private PlanAnswer answer(Actor actor, ImportJob job, PlanEditor editor) {
        return PlanAnswer.of(job, editor, imports.problems(actor, job.id(), editor.plan()));
    }

    private PlanEditor editor(Actor actor, ImportJob job, ImportPlan plan, Definition now) {
        return new PlanEditor(job, plan, now, () -> imports.nextId(actor, job.environment()));
    }

    private static void requireOneFile(ImportJob job, PlanWanted wanted) {
        boolean aboutOne = wanted.table() != null
                || wanted.matchOn() != null
                || wanted.clearEmpty() != null
                || wanted.columns() != null;
        if (job.files().isEmpty()) {
            throw new InvalidInput("files", "The import has no file yet.");
        }
        if (aboutOne && job.files().size() > 1) {
            throw new InvalidInput(
                    "table",
                    "This import has " + job.files().size()
                            + " files, which make new tables. Import a file alone to say where it goes.");
        }
    }

    private void rows(ImportJob job, PlanWanted wanted, PlanEditor editor) {
        List<Inspection.Column> columns = job.files().getFirst().inspection().columns();
        if (Boolean.FALSE.equals(wanted.newFields())) {
            columns.stream()
                    .filter(column -> editor.field(0, column.index())
                            .filter(field -> editor.isNew(field.id()))
                            .isPresent())
                    .forEach(column -> editor.leaveOut(0, column.index()));
        }
        if (wanted.columns() != null) {
            wanted.columns().forEach((name, target) -> column(columns, name, target, editor));
        }
        if (wanted.matchOn() != null) {
            editor.matchOn(0, field(editor, "matchOn", wanted.matchOn()).id());
        }
        if (wanted.clearEmpty() != null) {
            editor.clearEmpty(0, wanted.clearEmpty());
        }
    }

    private static void column(
            List<Inspection.Column> columns, String name, PlanWanted.@Nullable Target target, PlanEditor editor) {
        String place = "columns/" + name;
        int index = columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        place,
                        "The file has no column “" + name + "”. It has "
                                + String.join(
                                        ", ",
                                        columns.stream()
                                                .map(Inspection.Column::name)
                                                .toList())
                                + "."))
                .index();
        if (target == null) {
            editor.leaveOut(0, index);
            return;
        }
        if (target.field() == null) {
            editor.toNewField(0, index);
        } else {
            editor.toField(0, index, field(editor, place + "/field", target.field()));
        }
        if (target.key() != null) {
            ResourceId leadsTo = editor.field(0, index)
                    .filter(field -> field.kind() instanceof FieldKind.Link)
                    .map(editor::target)
                    .orElseThrow(() -> new InvalidInput(place + "/key", "This column is no link."));
            editor.key(
                    0,
                    index,
                    named(editor.keys(leadsTo).stream(), place + "/key", target.key())
                            .id());
        }
        if (target.leaveEmpty() != null) {
            editor.leaveEmpty(0, index, target.leaveEmpty());
        }
    }

    private static Field field(PlanEditor editor, String place, String said) {
        return named(editor.planned().fields(editor.rows(0).table()).stream(), place, said);
    }

    /** By id, else by name. */
    private static <R extends Resource> R named(Stream<R> all, String place, String said) {
        List<R> known = all.toList();
        String wanted = DefinitionRules.folded(said.strip());
        return known.stream()
                .filter(resource -> resource.id().toString().equals(said))
                .findFirst()
                .or(() -> known.stream()
                        .filter(resource ->
                                DefinitionRules.folded(resource.name()).equals(wanted))
                        .findFirst())
                .orElseThrow(() -> new InvalidInput(
                        place,
                        "There is nothing called “" + said + "” here. There are "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .limit(20)
                                                .map(Resource::name)
                                                .toList())
                                + "."));
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw new InvalidInput("zone", "There is no time zone “" + name + "”; try Europe/Berlin.");
        }
    }
}
