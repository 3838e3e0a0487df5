package io.slipway.imports.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.imports.ImportPlan;
import io.slipway.records.RecordDraft;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The second going through a file: fills the links that had to wait until all records were there. */
final class LaterLinksWork implements StepWork {

    private final ImportPlan.Rows plan;
    private final Step step;
    private final int width;
    private final RecordIds ids;
    private final CellReader cells;
    private final RecordStore store;
    private final BiFunction<Integer, Collection<Long>, Set<Long>> rejected;

    /**
     * @param rejected which rows of a file were not imported
     */
    LaterLinksWork(
            ImportPlan.Rows plan,
            Step step,
            int width,
            RecordIds ids,
            CellReader cells,
            RecordStore store,
            BiFunction<Integer, Collection<Long>, Set<Long>> rejected) {
        this.plan = plan;
        this.step = step;
        this.width = width;
        this.ids = ids;
        this.cells = cells;
        this.store = store;
        this.rejected = rejected;
    }

    @Override
    public Batch prepare(Definition definition, List<CsvRow> rows, Map<Long, String> refused) {
        BoundRows bound = BoundRows.of(plan, definition);
        Set<Long> without =
                rejected.apply(step.file(), rows.stream().map(CsvRow::number).toList());
        KeyLookup lookup = new KeyLookup(store, definition);
        List<RowReading> readings = new ArrayList<>();
        for (CsvRow row : rows) {
            RowReading reading = RowReading.of(row, width, bound, cells);
            readings.add(reading);
            reading.links().forEach((column, keys) -> keys.forEach(key -> lookup.want(column.key(), key.value())));
            if (bound.match() != null && reading.match() != null) {
                lookup.want(bound.match().field(), reading.match());
            }
        }
        lookup.ask();
        Map<Long, RecordId> records = new HashMap<>();
        readings.forEach(reading -> record(bound, reading, lookup)
                .filter(record -> !without.contains(reading.row().number()))
                .ifPresent(record -> records.put(reading.row().number(), record)));
        Set<RecordId> there = store.findAll(definition, bound.table().id(), records.values()).stream()
                .map(StoredRecord::id)
                .collect(Collectors.toSet());
        Batch batch = new Batch(step.file());
        for (RowReading reading : readings) {
            batch.take();
            RecordId record = records.get(reading.row().number());
            if (record != null && there.contains(record)) {
                add(
                        batch,
                        bound,
                        reading,
                        record,
                        lookup,
                        refused.get(reading.row().number()));
            }
        }
        return batch;
    }

    /** The record a row is about: made by this import, or found by the row's key when records may be changed. */
    private Optional<RecordId> record(BoundRows bound, RowReading reading, KeyLookup lookup) {
        if (bound.match() == null) {
            return Optional.of(ids.of(step.file(), reading.row().number()));
        }
        return reading.match() == null
                ? Optional.empty()
                : lookup.find(bound.match().field(), reading.match());
    }

    private void add(
            Batch batch,
            BoundRows bound,
            RowReading reading,
            RecordId record,
            KeyLookup lookup,
            @Nullable String refusal) {
        if (refusal != null) {
            batch.bad(reading.row(), true, refusal);
            return;
        }
        Map<ResourceId, @Nullable Object> values = new HashMap<>();
        reading.links().forEach((column, keys) -> {
            if (step.columns().contains(column.column())) {
                Object value = LinkValues.of(reading, column, keys, lookup);
                if (value != null || keys.isEmpty() && bound.match() != null && bound.clearEmpty()) {
                    values.put(column.field().id(), value);
                }
            }
        });
        if (!reading.problems().isEmpty()) {
            batch.bad(
                    reading.row(),
                    true,
                    RecordsWork.inWords(reading.problems()) + " The record was imported without this link.");
        }
        if (!values.isEmpty()) {
            batch.write(
                    new RecordDraft.Update(bound.table().id(), record, null, new RecordDraft(values)),
                    Batch.Effect.UPDATED,
                    List.of(reading.row()));
        }
    }
}
