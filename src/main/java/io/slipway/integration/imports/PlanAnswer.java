package io.slipway.integration.imports;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Inspection;
import io.slipway.imports.PlanEditor;
import io.slipway.integration.ApiWords;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the columns of an import's files go. */
@Schema(name = "ImportPlan")
record PlanAnswer(
        @Schema(requiredMode = REQUIRED) List<File> files,
        @Schema(requiredMode = REQUIRED) String zone,

        @Schema(requiredMode = REQUIRED, description = "What keeps it from being started")
        List<Problem> problems) {

    /** One file. */
    @Schema(name = "ImportPlanFile")
    record File(
            @Schema(requiredMode = REQUIRED) int file,

            @Schema(
                    requiredMode = REQUIRED,
                    description = "rows: each row is a record; pairs: each row links two records",
                    allowableValues = {"rows", "pairs"})
            String as,

            @Schema(requiredMode = REQUIRED) String table,
            @Schema(requiredMode = REQUIRED) String tableName,

            @Schema(requiredMode = REQUIRED, description = "Whether the import makes the table")
            boolean newTable,

            @Nullable String matchOn,
            @Schema(requiredMode = REQUIRED) boolean clearEmpty,
            @Schema(requiredMode = REQUIRED) List<Column> columns) {}

    /** One column. */
    @Schema(name = "ImportPlanColumn")
    record Column(
            @Schema(requiredMode = REQUIRED) int column,
            @Schema(requiredMode = REQUIRED) String name,

            @Schema(description = "Missing: it is left out") @Nullable
            String field,

            @Nullable String fieldName,
            @Nullable String kind,

            @Schema(requiredMode = REQUIRED, description = "Whether the import makes the field")
            boolean newField,

            @Schema(description = "Of a link: the field its cells name records by") @Nullable
            String key,

            @Nullable Boolean leaveEmpty) {}

    /** What keeps a plan from being started. */
    @Schema(name = "ImportPlanProblem")
    record Problem(
            @Schema(requiredMode = REQUIRED) String place,
            @Schema(requiredMode = REQUIRED) String message) {}

    static PlanAnswer of(ImportJob job, PlanEditor editor, List<InvalidInput> problems) {
        ImportPlan plan = editor.plan();
        List<File> files = new ArrayList<>();
        for (int number = 0; number < plan.files().size(); number++) {
            files.add(file(job, editor, plan, number));
        }
        return new PlanAnswer(
                files,
                plan.zone(),
                problems.stream()
                        .map(problem -> new Problem(problem.place(), String.valueOf(problem.getMessage())))
                        .toList());
    }

    private static File file(ImportJob job, PlanEditor editor, ImportPlan plan, int number) {
        ImportPlan.FilePlan file = plan.files().get(number);
        Definition planned = editor.planned();
        String tableName =
                planned.find(Table.class, file.table()).map(Table::name).orElse("");
        boolean newTable = editor.isNew(file.table());
        return switch (file) {
            case ImportPlan.Rows rows ->
                new File(
                        number,
                        "rows",
                        rows.table().toString(),
                        tableName,
                        newTable,
                        ApiWords.text(rows.matchOn()),
                        rows.clearEmpty(),
                        job.files().get(number).inspection().columns().stream()
                                .map(column -> column(editor, planned, number, column))
                                .toList());
            case ImportPlan.Pairs pairs ->
                new File(
                        number,
                        "pairs",
                        pairs.table().toString(),
                        tableName,
                        newTable,
                        null,
                        false,
                        pairs(job, editor, planned, pairs, number));
        };
    }

    private static List<Column> pairs(
            ImportJob job, PlanEditor editor, Definition planned, ImportPlan.Pairs pairs, int number) {
        List<Column> columns = new ArrayList<>();
        for (Inspection.Column column : job.files().get(number).inspection().columns()) {
            if (column.index() == pairs.column() || column.index() == pairs.targetColumn()) {
                ResourceId key = column.index() == pairs.column() ? pairs.key() : pairs.targetKey();
                columns.add(shown(editor, planned, column, pairs.field(), key, null));
            } else {
                columns.add(new Column(column.index(), column.name(), null, null, null, false, null, null));
            }
        }
        return columns;
    }

    private static Column column(PlanEditor editor, Definition planned, int file, Inspection.Column column) {
        ImportPlan.ColumnPlan plan = editor.column(file, column.index()).orElse(null);
        if (plan == null) {
            return new Column(column.index(), column.name(), null, null, null, false, null, null);
        }
        return switch (plan) {
            case ImportPlan.Value value -> shown(editor, planned, column, value.field(), null, null);
            case ImportPlan.LinkByKey link ->
                shown(editor, planned, column, link.field(), link.key(), link.leaveEmpty());
        };
    }

    private static Column shown(
            PlanEditor editor,
            Definition planned,
            Inspection.Column column,
            ResourceId field,
            @Nullable ResourceId key,
            @Nullable Boolean leaveEmpty) {
        Field found = planned.find(Field.class, field).orElse(null);
        return new Column(
                column.index(),
                column.name(),
                field.toString(),
                found == null ? null : found.name(),
                found == null ? null : found.kind().label(),
                editor.isNew(field),
                ApiWords.text(key),
                leaveEmpty);
    }
}
