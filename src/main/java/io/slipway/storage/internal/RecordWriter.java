package io.slipway.storage.internal;

import static io.slipway.storage.internal.StoredTable.CREATED_AT;
import static io.slipway.storage.internal.StoredTable.CREATED_BY;
import static io.slipway.storage.internal.StoredTable.ID;
import static io.slipway.storage.internal.StoredTable.UPDATED_AT;
import static io.slipway.storage.internal.StoredTable.UPDATED_BY;
import static io.slipway.storage.internal.StoredTable.VERSION;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.value.UniqueKey;
import io.slipway.storage.RecordStore.Change;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Writes records into one physical table and its side tables. */
@Component
class RecordWriter {

    private static final List<Field<?>> FIXED = List.of(ID, VERSION, CREATED_AT, CREATED_BY, UPDATED_AT, UPDATED_BY);

    private final SqlRunner sql;
    private final StatementTexts texts;

    RecordWriter(SqlRunner sql, StatementTexts texts) {
        this.sql = sql;
        this.texts = texts;
    }

    void insert(StoredTable table, List<StoredRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        List<StoredField> fields = List.copyOf(table.fields().values());
        String statement = texts.of(table, "insert", () -> insertion(table, fields));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (StoredRecord record : records) {
            List<@Nullable Object> row = new ArrayList<>(Arrays.<@Nullable Object>asList(
                    record.id().bytes(),
                    record.version(),
                    StoredValue.parameter(record.createdAt()),
                    record.createdBy(),
                    StoredValue.parameter(record.updatedAt()),
                    record.updatedBy()));
            row.addAll(values(fields, record));
            rows.add(row);
        }
        try {
            sql.runEach(statement, rows);
        } catch (DuplicateKeyException e) {
            throw Duplicates.explained(e);
        }
        insertSides(fields, records);
    }

    private Query insertion(StoredTable table, List<StoredField> fields) {
        List<Field<?>> columns = new ArrayList<>(FIXED);
        columns.addAll(columns(fields));
        return sql.dsl()
                .insertInto(table.table())
                .columns(columns)
                .values(columns.stream().map(column -> DSL.param()).toArray());
    }

    void update(StoredTable table, List<Change> changes) {
        Map<Set<ResourceId>, List<Change>> alike = new LinkedHashMap<>();
        changes.forEach(change -> alike.computeIfAbsent(change.changed(), fields -> new ArrayList<>())
                .add(change));
        alike.forEach((changed, same) -> update(table, changed, same));
    }

    private void update(StoredTable table, Set<ResourceId> changed, List<Change> changes) {
        List<StoredField> fields =
                new TreeSet<>(changed).stream().map(table::field).toList();
        String statement = texts.of(table, changed, () -> change(table, fields));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<StoredRecord> records = changes.stream().map(Change::after).toList();
        for (StoredRecord record : records) {
            List<@Nullable Object> row = new ArrayList<>(Arrays.<@Nullable Object>asList(
                    record.version(), StoredValue.parameter(record.updatedAt()), record.updatedBy()));
            row.addAll(values(fields, record));
            row.add(record.id().bytes());
            rows.add(row);
        }
        try {
            sql.runEach(statement, rows);
        } catch (DuplicateKeyException e) {
            throw Duplicates.explained(e);
        }
        List<RecordId> ids = records.stream().map(StoredRecord::id).toList();
        fields.stream().filter(StoredField::side).forEach(field -> deleteSide(field, ids));
        insertSides(fields, records);
    }

    private Query change(StoredTable table, List<StoredField> fields) {
        Map<Field<?>, Object> assignments = new LinkedHashMap<>();
        List.of(VERSION, UPDATED_AT, UPDATED_BY).forEach(column -> assignments.put(column, DSL.param()));
        columns(fields).forEach(column -> assignments.put(column, DSL.param()));
        return sql.dsl().update(table.table()).set(assignments).where(ID.eq(DSL.param("id", byte[].class)));
    }

    void releaseKeys(StoredTable table, Collection<ResourceId> uniqueFields, Collection<RecordId> ids) {
        Map<Field<?>, Object> assignments = new LinkedHashMap<>();
        for (ResourceId id : new TreeSet<>(uniqueFields)) {
            String key = table.field(id).key();
            if (key != null) {
                assignments.put(column(key), DSL.inline((Object) null));
            }
        }
        if (assignments.isEmpty()) {
            return;
        }
        for (List<RecordId> chunk : RecordReader.chunks(new TreeSet<>(ids))) {
            sql.run(sql.dsl().update(table.table()).set(assignments).where(ID.in(RecordReader.bytes(chunk))));
        }
    }

    void delete(StoredTable table, Collection<RecordId> ids) {
        Collection<RecordId> ascending = new TreeSet<>(ids);
        for (List<RecordId> chunk : RecordReader.chunks(ascending)) {
            sql.run(sql.dsl().deleteFrom(table.table()).where(ID.in(RecordReader.bytes(chunk))));
        }
        table.fields().values().stream().filter(StoredField::side).forEach(field -> deleteSide(field, ascending));
    }

    private void deleteSide(StoredField field, Collection<RecordId> ids) {
        for (List<RecordId> chunk : RecordReader.chunks(ids)) {
            sql.run(sql.dsl()
                    .deleteFrom(DSL.table(DSL.name(field.schema(), field.column())))
                    .where(StoredField.SIDE_RECORD.in(RecordReader.bytes(chunk))));
        }
    }

    private void insertSides(List<StoredField> fields, List<StoredRecord> records) {
        for (StoredField field : fields) {
            if (!field.side()) {
                continue;
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (StoredRecord record : records) {
                if (record.value(field.id()) instanceof Collection<?> many) {
                    int place = 0;
                    for (Object value : many) {
                        rows.add(Arrays.<@Nullable Object>asList(
                                record.id().bytes(), StoredValue.parameter(value), place++));
                    }
                }
            }
            if (!rows.isEmpty()) {
                sql.runEach(
                        sql.dsl()
                                .insertInto(DSL.table(DSL.name(field.schema(), field.column())))
                                .columns(StoredField.SIDE_RECORD, StoredField.SIDE_VALUE, StoredField.SIDE_ORD)
                                .values(
                                        DSL.param("record", byte[].class),
                                        DSL.param("value", Object.class),
                                        DSL.param("ord", Integer.class))
                                .getSQL(ParamType.INDEXED),
                        rows);
            }
        }
    }

    /** Columns and key columns of fields; {@link #values} has their values in the same order. */
    private static List<Field<?>> columns(List<StoredField> fields) {
        List<Field<?>> columns = new ArrayList<>();
        for (StoredField field : fields) {
            if (!field.side()) {
                columns.add(column(field.column()));
            }
            if (field.key() != null) {
                columns.add(column(field.key()));
            }
        }
        return columns;
    }

    private static List<@Nullable Object> values(List<StoredField> fields, StoredRecord record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (StoredField field : fields) {
            Object value = record.value(field.id());
            if (!field.side()) {
                values.add(StoredValue.parameter(value));
            }
            if (field.key() != null) {
                values.add(UniqueKey.of(field.kind(), value));
            }
        }
        return values;
    }

    private static Field<Object> column(String name) {
        return DSL.field(DSL.name(name), Object.class);
    }
}
