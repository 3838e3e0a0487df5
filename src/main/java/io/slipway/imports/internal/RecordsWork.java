package io.slipway.imports.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.PreviewRow.Problem;
import io.slipway.records.RecordDraft;
import io.slipway.storage.RecordStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each row makes or changes a record; links that lead in circles are left to {@link LaterLinksWork}. */
final class RecordsWork implements StepWork {

    private final ImportPlan.Rows plan;
    private final Step step;
    private final int width;
    private final RecordIds ids;
    private final CellReader cells;
    private final RecordStore store;

    RecordsWork(ImportPlan.Rows plan, Step step, int width, RecordIds ids, CellReader cells, RecordStore store) {
        this.plan = plan;
        this.step = step;
        this.width = width;
        this.ids = ids;
        this.cells = cells;
        this.store = store;
    }

    @Override
    public Batch prepare(Definition definition, List<CsvRow> rows, Map<Long, String> refused) {
        BoundRows bound = BoundRows.of(plan, definition);
        List<RowReading> readings = new ArrayList<>();
        KeyLookup lookup = new KeyLookup(store, definition);
        Set<ByteBuffer> matches = new HashSet<>();
        for (CsvRow row : rows) {
            RowReading reading = RowReading.of(row, width, bound, cells);
            if (reading.match() != null && !matches.add(reading.match())) {
                // A second row about the same record sees what the first one did: in the next batch.
                break;
            }
            readings.add(reading);
            want(lookup, bound, reading);
        }
        lookup.ask();
        Batch batch = new Batch(step.file());
        for (RowReading reading : readings) {
            batch.take();
            add(batch, bound, reading, lookup, refused.get(reading.row().number()));
        }
        return batch;
    }

    private void want(KeyLookup lookup, BoundRows bound, RowReading reading) {
        reading.links().forEach((column, keys) -> {
            if (!step.columns().contains(column.column())) {
                keys.forEach(key -> lookup.want(column.key(), key.value()));
            }
        });
        if (bound.match() != null && reading.match() != null) {
            lookup.want(bound.match().field(), reading.match());
        }
    }

    private void add(Batch batch, BoundRows bound, RowReading reading, KeyLookup lookup, @Nullable String refusal) {
        CsvRow row = reading.row();
        if (refusal != null) {
            batch.bad(row, false, refusal);
            return;
        }
        Map<ResourceId, @Nullable Object> values = new HashMap<>(reading.values());
        reading.links().forEach((column, keys) -> {
            if (!step.columns().contains(column.column())) {
                values.put(column.field().id(), LinkValues.of(reading, column, keys, lookup));
            }
        });
        if (!reading.problems().isEmpty()) {
            batch.bad(row, false, inWords(reading.problems()));
            return;
        }
        RecordId there = bound.match() == null || reading.match() == null
                ? null
                : lookup.find(bound.match().field(), reading.match()).orElse(null);
        if (there == null) {
            // An empty cell is no wish: the field's default goes in.
            values.values().removeIf(value -> value == null);
            batch.write(
                    new RecordDraft.Create(
                            bound.table().id(), ids.of(step.file(), row.number()), new RecordDraft(values)),
                    Batch.Effect.CREATED,
                    List.of(row));
        } else {
            if (!bound.clearEmpty()) {
                values.values().removeIf(value -> value == null);
            }
            batch.write(
                    new RecordDraft.Update(bound.table().id(), there, null, new RecordDraft(values)),
                    Batch.Effect.UPDATED,
                    List.of(row));
        }
    }

    static String inWords(List<Problem> problems) {
        return problems.stream().map(Problem::message).collect(Collectors.joining(" "));
    }
}
