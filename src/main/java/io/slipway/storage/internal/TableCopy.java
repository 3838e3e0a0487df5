package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.definition.value.Conversion;
import io.slipway.definition.value.ConversionRule;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.UniqueKey;
import io.slipway.definition.value.ValueRules;
import io.slipway.storage.ColumnType;
import io.slipway.storage.Evolution.DataRefused;
import io.slipway.storage.Evolution.Rebuild;
import io.slipway.storage.PhysicalNames;
import io.slipway.storage.RecordStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Fills a new generation of a table from the live one: first all records in chunks, then, again and again, those that
 * users changed meanwhile. {@code INSERT ... SELECT} under READ COMMITTED locks no user's row. Each chunk is one transaction,
 * short enough that nothing of the server waits for its end.
 *
 * <p>Unique keys stay empty while copying, because two records read at different times may seem to have one value; they
 * are filled afterwards, and what collides then is tried again in the last round, where a collision is real.
 */
final class TableCopy {

    private static final String SYSTEM = "id, version, created_at, created_by, updated_at, updated_by";
    private static final int CHUNK = 2_000;

    private final JdbcOperations jdbc;
    private final SqlRunner runner;
    private final Transactions transactions;
    private final RecordStore records;
    private final Definition current;
    private final Map<ResourceId, ? extends Resource> target;
    private final Rebuild step;
    private final TableLayout to;
    private final FieldReader source;
    private final Set<RecordId> keyless = new TreeSet<>();

    TableCopy(
            JdbcOperations jdbc,
            SqlRunner runner,
            Transactions transactions,
            RecordStore records,
            Definition current,
            Map<ResourceId, ? extends Resource> target,
            Rebuild step,
            TableLayout to) {
        this.jdbc = jdbc;
        this.runner = runner;
        this.transactions = transactions;
        this.records = records;
        this.current = current;
        this.target = target;
        this.step = step;
        this.to = to;
        this.source = new FieldReader(jdbc, current, step.table());
    }

    private EnvironmentId environment() {
        return current.environment();
    }

    private String newTable() {
        return PhysicalNames.in(environment(), PhysicalNames.table(to.table(), to.generation()));
    }

    private String column(Field field) {
        Long generation = to.columns().get(field.id());
        if (generation == null) {
            throw new IllegalStateException("Field " + field.id() + " has no generation in the new layout");
        }
        return PhysicalNames.column(field.id(), generation);
    }

    private String side(Field field) {
        Long generation = to.columns().get(field.id());
        if (generation == null) {
            throw new IllegalStateException("Field " + field.id() + " has no generation in the new layout");
        }
        return PhysicalNames.in(environment(), PhysicalNames.side(field.id(), generation));
    }

    /** Copies the chunk of records after an id; returns the last id copied, or null at the end. */
    byte @Nullable [] copyChunk(byte @Nullable [] after) {
        FieldReader.Range range = source.next(after, CHUNK);
        if (range == null) {
            return null;
        }
        inOneTransaction(
                () -> copy(range.condition("id"), range.parameters(), field -> source.read(field, range), Map.of()));
        return range.upTo();
    }

    /** One commit for a chunk instead of one for each statement; part of the flip's own in its last round. */
    private void inOneTransaction(Runnable work) {
        transactions.once(() -> {
            work.run();
            return true;
        });
    }

    /** Takes over records as they are now, whatever happened to them. */
    void takeOver(List<RecordId> ids) {
        inOneTransaction(() -> takeOverNow(ids));
        if (!to.keys().isEmpty()) {
            keyless.addAll(ids);
        }
    }

    private void takeOverNow(List<RecordId> ids) {
        Map<ResourceId, Map<RecordId, Object>> numbered = numbersGiven(ids);
        Object[] parameters = FieldReader.parameters(ids);
        jdbc.update("DELETE FROM " + newTable() + " WHERE " + FieldReader.in("id", ids.size()), parameters);
        for (ResourceId id : step.converted().keySet()) {
            Field field = TableDdl.field(target, id);
            if (ColumnType.of(field, target).side()) {
                jdbc.update(
                        "DELETE FROM " + side(field) + " WHERE " + FieldReader.in("record_id", ids.size()), parameters);
            }
        }
        copy(FieldReader.in("id", ids.size()), parameters, field -> source.read(field, ids), numbered);
    }

    /** Numbers given to records in an earlier round stay theirs. */
    private Map<ResourceId, Map<RecordId, Object>> numbersGiven(List<RecordId> ids) {
        Map<ResourceId, Map<RecordId, Object>> given = new HashMap<>();
        for (Field field : newAutoNumbers()) {
            Map<RecordId, Object> numbers = new HashMap<>();
            RowCallbackHandler collect = row -> numbers.put(RecordId.of(row.getBytes(1)), row.getLong(2));
            jdbc.query(
                    "SELECT id, " + column(field) + " FROM " + newTable() + " WHERE "
                            + FieldReader.in("id", ids.size()),
                    collect,
                    FieldReader.parameters(ids));
            given.put(field.id(), numbers);
        }
        return given;
    }

    private List<Field> newAutoNumbers() {
        List<Field> fields = new ArrayList<>();
        for (ResourceId id : step.added()) {
            Field field = TableDdl.field(target, id);
            if (field.kind() instanceof FieldKind.AutoNumber) {
                fields.add(field);
            }
        }
        return fields;
    }

    private interface Reading {
        SortedMap<RecordId, Object> of(Field field);
    }

    private void copy(
            String condition, Object[] parameters, Reading old, Map<ResourceId, Map<RecordId, Object>> numbered) {
        List<String> targets = new ArrayList<>(List.of(SYSTEM));
        List<String> sources = new ArrayList<>(List.of(SYSTEM));
        for (Field field : ExpansionPlanner.fieldsOf(target, step.table())) {
            Long live = current.layout(step.table()).columns().get(field.id());
            boolean rewritten = step.converted().containsKey(field.id());
            if (live != null && !rewritten && !ColumnType.of(field, target).side()) {
                targets.add(column(field));
                sources.add(PhysicalNames.column(field.id(), live));
            }
        }
        jdbc.update(
                "INSERT INTO " + newTable() + " (" + String.join(", ", targets) + ") SELECT "
                        + String.join(", ", sources) + " FROM " + source.table() + " WHERE " + condition,
                parameters);
        convert(old);
        for (Field field : newAutoNumbers()) {
            number(field, condition, parameters, numbered.getOrDefault(field.id(), Map.of()));
        }
    }

    /** What is converted into columns goes into all of them at once, record by record. */
    private void convert(Reading old) {
        List<Field> plain = new ArrayList<>();
        for (ResourceId id : step.converted().keySet()) {
            Field after = TableDdl.field(target, id);
            if (!ColumnType.of(after, target).side()) {
                plain.add(after);
            }
        }
        SortedMap<RecordId, ColumnFill.Row> rows = new TreeMap<>();
        step.converted().forEach((id, rule) -> {
            Field before = current.get(Field.class, id);
            Field after = TableDdl.field(target, id);
            SortedMap<RecordId, Object> converted = new TreeMap<>();
            old.of(before).forEach((record, value) -> {
                Object one = converted(before, after, rule, record, value);
                if (one != null) {
                    converted.put(record, one);
                }
            });
            int place = plain.indexOf(after);
            if (place < 0) {
                intoSide(after, converted);
            } else {
                converted.forEach((record, value) -> rows.computeIfAbsent(
                                        record,
                                        key -> new ColumnFill.Row(key.bytes(), new @Nullable Object[plain.size()]))
                                .values()[place] =
                        StoredValue.parameter(value));
            }
        });
        if (!rows.isEmpty()) {
            new ColumnFill(runner, newTable(), plain.stream().map(this::column).toList()).write(rows.values());
        }
    }

    private void intoSide(Field after, SortedMap<RecordId, Object> converted) {
        List<Object[]> rows = new ArrayList<>();
        converted.forEach((record, values) -> {
            int order = 0;
            for (Object one : (List<?>) values) {
                rows.add(new Object[] {record.bytes(), StoredValue.parameter(one), order++});
            }
        });
        if (!rows.isEmpty()) {
            // the record may be gone by now; then the next round removes these rows
            jdbc.batchUpdate("INSERT IGNORE INTO " + side(after) + " (record_id, value, ord) VALUES (?, ?, ?)", rows);
        }
    }

    private static @Nullable Object converted(
            Field before, Field after, ConversionRule rule, RecordId record, Object value) {
        return switch (Conversion.convert(before.kind(), after.kind(), value, rule)) {
            case Parsed.Ok ok -> {
                String problem = ok.value() == null && !after.required()
                        ? null
                        : ValueRules.check(after, ok.value()).orElse(null);
                if (problem != null) {
                    throw new DataRefused(after.id(), record, problem);
                }
                yield ok.value();
            }
            case Parsed.Bad bad -> throw new DataRefused(after.id(), record, bad.reason());
        };
    }

    private void number(Field field, String condition, Object[] parameters, Map<RecordId, Object> given) {
        List<RecordId> ids = jdbc.query(
                "SELECT id FROM " + newTable() + " WHERE " + condition + " ORDER BY id",
                (row, index) -> RecordId.of(row.getBytes(1)),
                parameters);
        List<RecordId> fresh = ids.stream().filter(id -> !given.containsKey(id)).toList();
        Definition definition =
                current.with(current.revision(), target, current.layouts().values());
        long next = fresh.isEmpty() ? 0 : records.takeAutoNumbers(definition, field.id(), fresh.size());
        List<ColumnFill.Row> rows = new ArrayList<>();
        for (RecordId id : ids) {
            Object number = given.containsKey(id) ? given.get(id) : Long.valueOf(next++);
            rows.add(new ColumnFill.Row(id.bytes(), new @Nullable Object[] {number}));
        }
        new ColumnFill(runner, newTable(), List.of(column(field))).write(rows);
    }

    /** Fills all unique keys once; what collides is kept for the last round. */
    void fillAllKeys() {
        if (to.keys().isEmpty()) {
            return;
        }
        byte[] after = null;
        while (true) {
            List<byte[]> ids = jdbc.query(
                    "SELECT id FROM " + newTable() + (after == null ? "" : " WHERE id > ?") + " ORDER BY id LIMIT "
                            + CHUNK,
                    (row, index) -> row.getBytes(1),
                    after == null ? new Object[0] : new Object[] {after});
            if (ids.isEmpty()) {
                return;
            }
            List<RecordId> chunk = ids.stream().map(RecordId::of).toList();
            keyless.addAll(fillKeys(chunk).keySet());
            after = ids.get(ids.size() - 1);
        }
    }

    /** Tries the keys of records taken over lately. */
    void fillOpenKeys() {
        if (!keyless.isEmpty()) {
            Map<RecordId, ResourceId> collided = fillKeys(List.copyOf(keyless));
            keyless.clear();
            keyless.addAll(collided.keySet());
        }
    }

    /** In the last round a collision is real. What was open stays so: the transaction may be rolled back and run again. */
    void requireAllKeys() {
        Map<RecordId, ResourceId> collided = fillKeys(List.copyOf(keyless));
        collided.forEach((record, field) -> {
            throw new DataRefused(
                    field,
                    record,
                    "Another record has the same value in \""
                            + TableDdl.field(target, field).name() + "\", which is to be unique.");
        });
    }

    private Map<RecordId, ResourceId> fillKeys(List<RecordId> ids) {
        Map<RecordId, ResourceId> collided = new HashMap<>();
        for (int start = 0; start < ids.size(); start += CHUNK) {
            List<RecordId> part = ids.subList(start, Math.min(ids.size(), start + CHUNK));
            inOneTransaction(
                    () -> to.keys().forEach((field, generation) -> fillKeys(field, generation, part, collided)));
        }
        return collided;
    }

    private void fillKeys(ResourceId id, long generation, List<RecordId> ids, Map<RecordId, ResourceId> collided) {
        Field field = TableDdl.field(target, id);
        List<ColumnFill.Row> rows = new ArrayList<>();
        RowCallbackHandler collect = row -> {
            Object value = StoredValue.read(field.kind(), row, column(field));
            byte[] key = value == null ? null : UniqueKey.of(field.kind(), value);
            if (key != null) {
                rows.add(new ColumnFill.Row(row.getBytes(1), new @Nullable Object[] {key}));
            }
        };
        String these = FieldReader.in("id", ids.size());
        jdbc.query(
                "SELECT id, " + column(field) + " FROM " + newTable() + " WHERE " + these,
                collect,
                FieldReader.parameters(ids));
        String column = PhysicalNames.key(id, generation);
        // cleared first: records that swapped their values must not collide with each other
        jdbc.update(
                "UPDATE " + newTable() + " SET " + column + " = NULL WHERE " + these + " AND " + column
                        + " IS NOT NULL",
                FieldReader.parameters(ids));
        ColumnFill fill = new ColumnFill(runner, newTable(), List.of(column));
        ColumnFill.inStatements(rows, together -> {
            try {
                fill.writeTogether(together);
            } catch (DuplicateKeyException e) {
                // nothing of it is written: which of them collide is found one by one
                together.forEach(row -> fillAlone(fill, row, id, collided));
            }
        });
    }

    private static void fillAlone(
            ColumnFill fill, ColumnFill.Row row, ResourceId field, Map<RecordId, ResourceId> collided) {
        try {
            fill.writeTogether(List.of(row));
        } catch (DuplicateKeyException e) {
            collided.put(RecordId.of(row.id()), field);
        }
    }

    /** How many records the new generation has. */
    long records() {
        Long count = jdbc.queryForObject("SELECT COUNT(*) FROM " + newTable(), Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public String toString() {
        return "copy of table " + step.table() + " into generation " + to.generation()
                + (keyless.isEmpty() ? "" : ", " + keyless.size() + " keys open");
    }
}
