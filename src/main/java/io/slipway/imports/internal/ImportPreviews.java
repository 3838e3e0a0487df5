package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.account.PersonDirectory;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.definition.value.ValueText;
import io.slipway.environment.Definitions;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Imports;
import io.slipway.imports.PreviewRow;
import io.slipway.records.Records;
import io.slipway.storage.RecordStore;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The first rows of a file as a plan would import them, worked out as the import itself does. */
@Component
class ImportPreviews {

    private final Definitions definitions;
    private final PlannedStructure structure;
    private final UploadedFiles files;
    private final RecordStore store;
    private final PersonDirectory people;
    private final Records records;

    ImportPreviews(
            Definitions definitions,
            PlannedStructure structure,
            UploadedFiles files,
            RecordStore store,
            PersonDirectory people,
            Records records) {
        this.definitions = definitions;
        this.structure = structure;
        this.files = files;
        this.store = store;
        this.people = people;
        this.records = records;
    }

    /** What links lead to is looked at only where the actor may see it: a preview tells nobody which records are there. */
    List<PreviewRow> of(Actor actor, ImportJob job, ImportPlan plan, int number) {
        ImportJob.File file = job.files().get(number);
        List<CsvRow> rows = first(job, file);
        return definitions.reading(job.environment(), current -> {
            Definition planned = structure.planned(current, plan);
            ZoneId zone = ZoneId.of(plan.zone());
            CellReader cells = new CellReader(job.environment().account(), people, zone);
            int width = file.inspection().columns().size();
            return switch (plan.files().get(number)) {
                case ImportPlan.Rows each ->
                    rows(rows, each, unchecked(actor, current, plan), current, planned, width, cells, zone);
                case ImportPlan.Pairs pairs -> pairs(rows, pairs, planned);
            };
        });
    }

    /** Tables whose records come in with the same import, or are hidden from the actor. */
    private Set<ResourceId> unchecked(Actor actor, Definition current, ImportPlan plan) {
        Set<ResourceId> unchecked = new HashSet<>();
        plan.files().forEach(file -> unchecked.add(file.table()));
        current.all(Table.class)
                .filter(table -> !records.permission(actor, current, table.id()).see())
                .forEach(table -> unchecked.add(table.id()));
        return unchecked;
    }

    private List<CsvRow> first(ImportJob job, ImportJob.File file) {
        List<CsvRow> first = new ArrayList<>();
        try (CsvRows rows = CsvRows.open(
                files.path(job.environment().account(), job.id(), file.number()),
                file.inspection().format())) {
            while (first.size() < Imports.PREVIEW_ROWS && rows.hasNext()) {
                first.add(rows.next());
            }
        }
        return first;
    }

    private List<PreviewRow> rows(
            List<CsvRow> rows,
            ImportPlan.Rows plan,
            Set<ResourceId> unchecked,
            Definition current,
            Definition planned,
            int width,
            CellReader cells,
            ZoneId zone) {
        BoundRows bound = BoundRows.of(plan, planned);
        List<RowReading> readings = rows.stream()
                .map(row -> RowReading.of(row, width, bound, cells))
                .toList();
        KeyLookup lookup = new KeyLookup(store, planned);
        readings.forEach(reading -> reading.links().forEach((column, keys) -> {
            if (!unchecked.contains(column.target())) {
                keys.forEach(key -> lookup.want(column.key(), key.value()));
            }
        }));
        Taken taken = new Taken(bound, current);
        readings.forEach(reading -> taken.want(reading, lookup));
        lookup.ask();
        List<PreviewRow> shown = new ArrayList<>();
        for (RowReading reading : readings) {
            reading.links().forEach((column, keys) -> {
                if (!unchecked.contains(column.target())) {
                    LinkValues.of(reading, column, keys, lookup);
                }
            });
            noteMissing(bound, planned, reading);
            taken.note(reading, lookup);
            shown.add(new PreviewRow(reading.row().number(), shown(planned, reading, zone), reading.problems()));
        }
        return shown;
    }

    /** What the record service will say of a new record. */
    private static void noteMissing(BoundRows bound, Definition planned, RowReading reading) {
        if (bound.match() != null || !reading.problems().isEmpty()) {
            return;
        }
        for (BoundRows.ValueColumn column : bound.values()) {
            Field field = column.field();
            if (field.required()
                    && field.defaultValue() == null
                    && reading.values().get(field.id()) == null) {
                reading.problem(column.column(), field, "A value is needed.");
            }
        }
        for (BoundRows.LinkColumn column : bound.links()) {
            if (column.field().required()
                    && reading.links().getOrDefault(column, List.of()).isEmpty()) {
                reading.problem(column.column(), column.field(), "A record is needed.");
            }
        }
    }

    private Map<ResourceId, String> shown(Definition planned, RowReading reading, ZoneId zone) {
        Map<ResourceId, String> shown = new HashMap<>();
        reading.values().forEach((id, value) -> {
            if (value != null) {
                shown.put(id, shown(planned.get(Field.class, id), value, planned, zone));
            }
        });
        reading.links().forEach((column, keys) -> {
            if (!keys.isEmpty()) {
                shown.put(
                        column.field().id(),
                        planned.get(Table.class, column.target()).name() + " "
                                + keys.stream().map(RowReading.Key::text).collect(Collectors.joining(", ")));
            }
        });
        return shown;
    }

    private String shown(Field field, Object value, Definition planned, ZoneId zone) {
        if (field.kind() instanceof FieldKind.User && value instanceof Long user) {
            return people.name(planned.environment().account(), new UserId(user))
                    .orElse("");
        }
        return ValueText.show(field, value, zone, Locale.ENGLISH);
    }

    private List<PreviewRow> pairs(List<CsvRow> rows, ImportPlan.Pairs plan, Definition planned) {
        PairsWork.Bound bound = PairsWork.Bound.of(plan, planned);
        return rows.stream()
                .map(row -> new PreviewRow(
                        row.number(),
                        Map.of(
                                bound.key().id(), row.cell(plan.column()),
                                bound.targetKey().id(), row.cell(plan.targetColumn())),
                        List.of()))
                .toList();
    }
}
