package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.records.Records;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is wrong with a plan, before anything is made. */
@Component
class ImportPlanCheck {

    private final Records records;
    private final PlannedStructure structure;

    ImportPlanCheck(Records records, PlannedStructure structure) {
        this.records = records;
        this.structure = structure;
    }

    /**
     * All that is wrong.
     *
     * @param current the definition that is in force
     */
    List<InvalidInput> problems(Actor actor, ImportJob job, ImportPlan plan, Definition current) {
        List<InvalidInput> problems = new ArrayList<>();
        if (job.files().isEmpty()) {
            return List.of(new InvalidInput("file", "Choose a file first."));
        }
        if (plan.files().size() != job.files().size()) {
            return List.of(new InvalidInput("plan", "The files have changed since; look at them again."));
        }
        try {
            ZoneId.of(plan.zone());
        } catch (DateTimeException e) {
            problems.add(new InvalidInput("zone", "There is no time zone “" + Words.cut(plan.zone(), 60) + "”."));
        }
        problems.addAll(structure.problems(actor, job.environment(), plan));
        Definition planned = structure.planned(current, plan);
        for (int i = 0; i < plan.files().size(); i++) {
            checkFile(actor, job.files().get(i), plan, current, planned, problems);
        }
        return problems;
    }

    private void checkFile(
            Actor actor,
            ImportJob.File file,
            ImportPlan plan,
            Definition current,
            Definition planned,
            List<InvalidInput> problems) {
        String place = "file." + file.number();
        ImportPlan.FilePlan filePlan = plan.files().get(file.number());
        int before = problems.size();
        checkPermission(actor, filePlan, current, place, problems);
        if (problems.size() > before) {
            return;
        }
        try {
            switch (filePlan) {
                case ImportPlan.Rows rows -> {
                    checkRows(file, rows, plan, planned, place, problems);
                    checkTargets(actor, rows, current, planned, place, problems);
                }
                case ImportPlan.Pairs pairs -> {
                    PairsWork.Bound.of(pairs, planned);
                    checkColumn(file, pairs.column(), place, problems);
                    checkColumn(file, pairs.targetColumn(), place, problems);
                }
            }
        } catch (InvalidInput e) {
            problems.add(new InvalidInput(place, Objects.requireNonNullElse(e.getMessage(), "")));
        }
    }

    /** Tables that are only planned are the builder's, who may do everything. */
    private void checkPermission(
            Actor actor, ImportPlan.FilePlan plan, Definition current, String place, List<InvalidInput> problems) {
        if (current.find(Table.class, plan.table()).isEmpty()) {
            return;
        }
        Permission permission = records.permission(actor, current, plan.table());
        boolean edits =
                plan instanceof ImportPlan.Pairs || plan instanceof ImportPlan.Rows rows && rows.matchOn() != null;
        boolean creates = plan instanceof ImportPlan.Rows;
        String name =
                permission.see() ? "“" + current.get(Table.class, plan.table()).name() + "”" : "this table";
        if (creates && !permission.create()) {
            problems.add(new InvalidInput(place, "Your role does not let you create records in " + name + "."));
        } else if (edits && !permission.edit()) {
            problems.add(new InvalidInput(place, "Your role does not let you edit records of " + name + "."));
        }
    }

    /** Whoever may not see records must not learn from an import which there are. */
    private void checkTargets(
            Actor actor,
            ImportPlan.Rows rows,
            Definition current,
            Definition planned,
            String place,
            List<InvalidInput> problems) {
        for (ImportPlan.ColumnPlan column : rows.columns()) {
            if (column instanceof ImportPlan.LinkByKey link) {
                ResourceId target = Step.target(planned, link.field());
                boolean hidden = current.find(Table.class, target).isPresent()
                        && !records.permission(actor, current, target).see();
                if (hidden) {
                    problems.add(new InvalidInput(
                            place + ".column." + column.column(),
                            "Your role does not let you see the records this links to."));
                }
            }
        }
    }

    private static void checkColumn(ImportJob.File file, int column, String place, List<InvalidInput> problems) {
        if (column < 0 || column >= file.inspection().columns().size()) {
            problems.add(new InvalidInput(place, "The file has no column " + (column + 1) + "."));
        }
    }

    private static void checkRows(
            ImportJob.File file,
            ImportPlan.Rows rows,
            ImportPlan plan,
            Definition planned,
            String place,
            List<InvalidInput> problems) {
        if (rows.columns().isEmpty()) {
            problems.add(new InvalidInput(place, "Choose at least one column to import."));
        }
        Set<ResourceId> filled = new HashSet<>();
        for (ImportPlan.ColumnPlan column : rows.columns()) {
            checkColumn(file, column.column(), place, problems);
            if (!filled.add(column.field())) {
                String name = planned.find(Field.class, column.field())
                        .map(Field::name)
                        .orElse("");
                problems.add(new InvalidInput(
                        place + ".column." + column.column(),
                        "Two columns go to “" + name + "”; choose another field."));
            }
        }
        BoundRows.of(rows, planned);
        checkRequired(rows, plan, planned, file, filled, place, problems);
    }

    private static void checkRequired(
            ImportPlan.Rows rows,
            ImportPlan plan,
            Definition planned,
            ImportJob.File file,
            Set<ResourceId> filled,
            String place,
            List<InvalidInput> problems) {
        Set<Integer> later = new HashSet<>();
        Step.of(plan, planned).stream()
                .filter(step -> step.kind() == Step.Kind.LINKS && step.file() == file.number())
                .forEach(step -> later.addAll(step.columns()));
        for (Field field : planned.fields(rows.table())) {
            if (!field.required() || field.kind() instanceof FieldKind.AutoNumber) {
                continue;
            }
            if (!filled.contains(field.id()) && field.defaultValue() == null && rows.matchOn() == null) {
                problems.add(new InvalidInput(
                        place, "“" + field.name() + "” needs a value in every record; choose a column for it."));
            }
            rows.columns().stream()
                    .filter(column -> column.field().equals(field.id()) && later.contains(column.column()))
                    .forEach(column -> problems.add(new InvalidInput(
                            place + ".column." + column.column(),
                            "“" + field.name() + "” links to records that come in with the same import, so it can't be"
                                    + " required at first. Make it not required, import, then require it.")));
        }
    }
}
