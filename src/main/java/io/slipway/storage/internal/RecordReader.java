package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.value.ValueRules;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads records by their ids, with or without locks. */
@Component
class RecordReader {

    /** Longer lists of ids make statements that MariaDB plans badly. */
    static final int CHUNK = 1000;

    private final SqlRunner sql;
    private final StatementTexts texts;

    RecordReader(SqlRunner sql, StatementTexts texts) {
        this.sql = sql;
        this.texts = texts;
    }

    /** How rows are locked while they are read. */
    enum Lock {
        NONE,
        SHARED,
        EXCLUSIVE
    }

    /** The records that exist, in ascending id order, which is also the order of locking. */
    List<StoredRecord> byIds(StoredTable table, Collection<RecordId> ids, Lock lock) {
        RecordMapper mapper = new RecordMapper(List.copyOf(table.fields().values()));
        String text = texts.of(
                table,
                List.of("records", lock),
                () -> locked(
                        sql.dsl()
                                .select(mapper.columns("t"))
                                .from(table.as("t"))
                                .where(StatementTexts.amongIds(StoredTable.idIn("t")))
                                .orderBy(StoredTable.idIn("t")),
                        lock));
        List<StoredRecord> found = new ArrayList<>();
        for (List<RecordId> chunk : chunks(new TreeSet<>(ids))) {
            found.addAll(sql.list(StatementTexts.withIds(text, chunk.size()), bytes(chunk), mapper));
        }
        return withSides(table, List.copyOf(table.fields().values()), found);
    }

    /** Which of the ids exist, in ascending order. */
    List<RecordId> existing(StoredTable table, Collection<RecordId> ids, Lock lock) {
        String text = texts.of(
                table,
                List.of("ids", lock),
                () -> locked(
                        sql.dsl()
                                .select(StoredTable.ID)
                                .from(table.table())
                                .where(StatementTexts.amongIds(StoredTable.ID))
                                .orderBy(StoredTable.ID),
                        lock));
        List<RecordId> found = new ArrayList<>();
        for (List<RecordId> chunk : chunks(new TreeSet<>(ids))) {
            found.addAll(sql.list(
                    StatementTexts.withIds(text, chunk.size()),
                    bytes(chunk),
                    (row, index) -> RecordId.of(row.getBytes(1))));
        }
        return found;
    }

    private static Select<?> locked(SelectForUpdateStep<?> select, Lock lock) {
        return switch (lock) {
            case NONE -> select;
            case SHARED -> select.forShare();
            case EXCLUSIVE -> select.forUpdate();
        };
    }

    /** The next records in ascending id order; after null: the first. */
    List<StoredRecord> after(StoredTable table, @Nullable RecordId last, int limit) {
        RecordMapper mapper = new RecordMapper(List.copyOf(table.fields().values()));
        List<StoredRecord> found = sql.list(
                sql.dsl()
                        .select(mapper.columns("t"))
                        .from(table.as("t"))
                        .where(
                                last == null
                                        ? DSL.noCondition()
                                        : StoredTable.idIn("t").gt(last.bytes()))
                        .orderBy(StoredTable.idIn("t"))
                        .limit(limit),
                mapper);
        return withSides(table, List.copyOf(table.fields().values()), found);
    }

    /** The records with the values of those fields that are in side tables. */
    List<StoredRecord> withSides(StoredTable table, Collection<StoredField> fields, List<StoredRecord> records) {
        List<StoredField> sides = fields.stream().filter(StoredField::side).toList();
        if (sides.isEmpty() || records.isEmpty()) {
            return records;
        }
        Map<RecordId, Map<ResourceId, Object>> values = new HashMap<>();
        records.forEach(record -> values.put(record.id(), new HashMap<>(record.values())));
        for (StoredField field : sides) {
            lists(field, values.keySet()).forEach((id, list) -> {
                Object inOrder = ValueRules.normalise(field.field(), list);
                if (inOrder != null) {
                    Objects.requireNonNull(values.get(id)).put(field.id(), inOrder);
                }
            });
        }
        return records.stream()
                .map(record -> new StoredRecord(
                        record.id(),
                        record.version(),
                        record.createdAt(),
                        record.createdBy(),
                        record.updatedAt(),
                        record.updatedBy(),
                        Objects.requireNonNull(values.get(record.id()))))
                .toList();
    }

    private Map<RecordId, List<Object>> lists(StoredField field, Collection<RecordId> ids) {
        Map<RecordId, List<Object>> lists = new LinkedHashMap<>();
        for (List<RecordId> chunk : chunks(ids)) {
            sql.list(
                    sql.dsl()
                            .select(StoredField.SIDE_RECORD, StoredField.SIDE_VALUE)
                            .from(field.sideTable("s"))
                            .where(StoredField.SIDE_RECORD.in(bytes(chunk)))
                            .orderBy(StoredField.SIDE_RECORD, StoredField.SIDE_ORD),
                    (row, index) -> lists.computeIfAbsent(RecordId.of(row.getBytes(1)), id -> new ArrayList<>())
                            .add(Objects.requireNonNull(StoredValue.read(field.kind(), row, 2))));
        }
        return lists;
    }

    static List<byte[]> bytes(Collection<RecordId> ids) {
        return ids.stream().map(RecordId::bytes).toList();
    }

    /** A collection in parts of at most {@value #CHUNK}. */
    static <T> List<List<T>> chunks(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(from + CHUNK, list.size())));
        }
        return chunks;
    }
}
