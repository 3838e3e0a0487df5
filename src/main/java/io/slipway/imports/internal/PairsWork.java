package io.slipway.imports.internal;

import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.UniqueKey;
import io.slipway.imports.ImportPlan;
import io.slipway.records.RecordDraft;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Each row links two records that are there: one more link in a many-to-many field. Links that are there stay. */
final class PairsWork implements StepWork {

    private final ImportPlan.Pairs plan;
    private final int file;
    private final int width;
    private final CellReader cells;
    private final RecordStore store;

    PairsWork(ImportPlan.Pairs plan, int file, int width, CellReader cells, RecordStore store) {
        this.plan = plan;
        this.file = file;
        this.width = width;
        this.cells = cells;
        this.store = store;
    }

    /** The plan with the fields a definition has for it. */
    record Bound(Field field, Field key, Field targetKey) {

        /**
         * @throws InvalidInput when a table or field is not there (any more), or is no many-to-many link
         */
        static Bound of(ImportPlan.Pairs plan, Definition definition) {
            Field field = BoundRows.field(definition, plan.table(), plan.field());
            Relationship relationship = field.kind() instanceof FieldKind.Link link
                    ? definition.get(Relationship.class, link.relationship())
                    : null;
            if (relationship == null || relationship.cardinality() != Cardinality.MANY_TO_MANY) {
                throw new InvalidInput(
                        "plan", "“" + field.name() + "” is not a many-to-many link, so it can't be filled from pairs.");
            }
            return new Bound(
                    field,
                    BoundRows.key(definition, plan.table(), plan.key()),
                    BoundRows.key(definition, relationship.to(), plan.targetKey()));
        }
    }

    @Override
    public Batch prepare(Definition definition, List<CsvRow> rows, Map<Long, String> refused) {
        Bound bound = Bound.of(plan, definition);
        KeyLookup lookup = new KeyLookup(store, definition);
        List<Pair> pairs = new ArrayList<>();
        for (CsvRow row : rows) {
            Pair pair = read(row, bound);
            pairs.add(pair);
            if (pair.problem() == null) {
                lookup.want(bound.key(), pair.from());
                lookup.want(bound.targetKey(), pair.to());
            }
        }
        lookup.ask();
        Batch batch = new Batch(file);
        Map<RecordId, List<Pair>> byRecord = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            batch.take();
            String problem = problem(pair, bound, lookup, refused.get(pair.row().number()));
            if (problem == null) {
                RecordId record = lookup.find(bound.key(), pair.from()).orElseThrow();
                byRecord.computeIfAbsent(record, id -> new ArrayList<>()).add(pair);
            } else {
                batch.bad(pair.row(), false, problem);
            }
        }
        write(batch, definition, bound, lookup, byRecord);
        return batch;
    }

    private static @Nullable String problem(Pair pair, Bound bound, KeyLookup lookup, @Nullable String refusal) {
        if (refusal != null) {
            return refusal;
        }
        return pair.problem() == null ? missing(pair, bound, lookup) : pair.problem();
    }

    private void write(
            Batch batch, Definition definition, Bound bound, KeyLookup lookup, Map<RecordId, List<Pair>> byRecord) {
        Map<RecordId, StoredRecord> stored = new HashMap<>();
        store.findAll(definition, plan.table(), byRecord.keySet()).forEach(record -> stored.put(record.id(), record));
        byRecord.forEach((id, pairs) -> {
            StoredRecord record = stored.get(id);
            if (record == null) {
                pairs.forEach(pair -> batch.bad(pair.row(), false, "The record was deleted meanwhile."));
                return;
            }
            Set<RecordId> links = new TreeSet<>(links(record, bound.field()));
            boolean more = false;
            for (Pair pair : pairs) {
                more |= links.add(lookup.find(bound.targetKey(), pair.to()).orElseThrow());
            }
            if (more) {
                batch.write(
                        new RecordDraft.Update(
                                plan.table(),
                                id,
                                record.version(),
                                new RecordDraft(Map.of(bound.field().id(), List.copyOf(links)))),
                        Batch.Effect.UPDATED,
                        pairs.stream().map(Pair::row).toList());
            }
        });
    }

    private static List<RecordId> links(StoredRecord record, Field field) {
        return record.value(field.id()) instanceof List<?> many
                ? many.stream().map(RecordId.class::cast).toList()
                : List.of();
    }

    private static @Nullable String missing(Pair pair, Bound bound, KeyLookup lookup) {
        if (lookup.find(bound.key(), pair.from()).isEmpty()) {
            return "There is no record whose “" + bound.key().name() + "” is “" + Words.cut(pair.fromText(), 60) + "”.";
        }
        return lookup.find(bound.targetKey(), pair.to()).isPresent()
                ? null
                : "There is no record to link to whose “" + bound.targetKey().name() + "” is “"
                        + Words.cut(pair.toText(), 60) + "”.";
    }

    private Pair read(CsvRow row, Bound bound) {
        String from = row.cell(plan.column()).strip();
        String to = row.cell(plan.targetColumn()).strip();
        if (row.cells().size() != width) {
            return Pair.bad(row, "The row has " + row.cells().size() + " cells, but there are " + width + " columns.");
        }
        Optional<ByteBuffer> fromKey = key(bound.key(), from);
        Optional<ByteBuffer> toKey = key(bound.targetKey(), to);
        if (fromKey.isEmpty() || toKey.isEmpty()) {
            boolean first = fromKey.isEmpty();
            String text = Words.cut(first ? from : to, 60);
            return Pair.bad(
                    row,
                    text.isEmpty()
                            ? "A row names two records; one of them is missing."
                            : "“" + text + "” is no value of “" + (first ? bound.key() : bound.targetKey()).name()
                                    + "”.");
        }
        return new Pair(row, from, fromKey.get(), to, toKey.get(), null);
    }

    private Optional<ByteBuffer> key(Field key, String text) {
        return cells.read(key.kind(), text) instanceof Parsed.Ok ok && ok.value() != null
                ? Optional.ofNullable(UniqueKey.of(key.kind(), ok.value())).map(ByteBuffer::wrap)
                : Optional.empty();
    }

    /** A row's two keys, or what is wrong with it. */
    private record Pair(
            CsvRow row,
            String fromText,
            ByteBuffer from,
            String toText,
            ByteBuffer to,
            @Nullable String problem) {

        private static final ByteBuffer NONE = ByteBuffer.allocate(0);

        static Pair bad(CsvRow row, String problem) {
            return new Pair(row, "", NONE, "", NONE, problem);
        }
    }
}
