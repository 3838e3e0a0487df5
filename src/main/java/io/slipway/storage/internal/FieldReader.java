package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.TableLayout;
import io.slipway.storage.ColumnType;
import io.slipway.storage.PhysicalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reads the values of single fields of one table generation, record by record, in ascending id order. */
final class FieldReader {

    /** Ids after {@code after} (exclusive; null: from the first) up to {@code upTo} (inclusive). */
    record Range(byte @Nullable [] after, byte[] upTo) {
        String condition(String column) {
            return after == null ? column + " <= ?" : column + " > ? AND " + column + " <= ?";
        }

        Object[] parameters() {
            return after == null ? new Object[] {upTo} : new Object[] {after, upTo};
        }
    }

    private final JdbcOperations jdbc;
    private final EnvironmentId environment;
    private final Definition definition;
    private final TableLayout layout;

    FieldReader(JdbcOperations jdbc, Definition definition, ResourceId table) {
        this.jdbc = jdbc;
        this.environment = definition.environment();
        this.definition = definition;
        this.layout = definition.layout(table);
    }

    String table() {
        return PhysicalNames.in(environment, PhysicalNames.table(layout.table(), layout.generation()));
    }

    /** The next range of at most {@code size} records, or null at the end. */
    @Nullable
    Range next(byte @Nullable [] after, int size) {
        String from = after == null ? "" : " WHERE id > ?";
        Object[] parameters = after == null ? new Object[] {size} : new Object[] {after, size};
        List<byte[]> last = jdbc.query(
                "SELECT MAX(id) FROM (SELECT id FROM " + table() + from + " ORDER BY id LIMIT ?) part",
                (row, index) -> row.getBytes(1) == null ? new byte[0] : row.getBytes(1),
                parameters);
        return last.isEmpty() || last.get(0).length == 0 ? null : new Range(after, last.get(0));
    }

    /** How many records the table has. */
    long records() {
        Long count = jdbc.queryForObject("SELECT COUNT(*) FROM " + table(), Long.class);
        return count == null ? 0 : count;
    }

    /** How many records have a value in the field. */
    long withValue(Field field) {
        long generation = generation(field);
        String statement = ColumnType.of(field, definition).side()
                ? "SELECT COUNT(DISTINCT record_id) FROM "
                        + PhysicalNames.in(environment, PhysicalNames.side(field.id(), generation))
                : "SELECT COUNT(" + PhysicalNames.column(field.id(), generation) + ") FROM " + table();
        Long count = jdbc.queryForObject(statement, Long.class);
        return count == null ? 0 : count;
    }

    private long generation(Field field) {
        Long generation = layout.columns().get(field.id());
        if (generation == null) {
            throw new IllegalStateException("Field " + field.id() + " has no live generation");
        }
        return generation;
    }

    /** The values there are in a range; lists for fields with side tables. */
    SortedMap<RecordId, Object> read(Field field, Range range) {
        return read(field, range.condition("id"), range.parameters());
    }

    /** The values there are for some records. */
    SortedMap<RecordId, Object> read(Field field, List<RecordId> ids) {
        return read(field, in("id", ids.size()), parameters(ids));
    }

    static String in(String column, int size) {
        return column + " IN (" + String.join(",", java.util.Collections.nCopies(size, "?")) + ")";
    }

    static Object[] parameters(List<RecordId> ids) {
        return ids.stream().map(RecordId::bytes).toArray();
    }

    private SortedMap<RecordId, Object> read(Field field, String condition, Object[] parameters) {
        SortedMap<RecordId, Object> values = new TreeMap<>();
        if (ColumnType.of(field, definition).side()) {
            String side = PhysicalNames.in(environment, PhysicalNames.side(field.id(), generation(field)));
            String statement = "SELECT record_id, value FROM " + side + " WHERE "
                    + condition.replace("id ", "record_id ") + " ORDER BY record_id, ord";
            RowCallbackHandler collect = row -> {
                Object value = StoredValue.read(field.kind(), row, "value");
                if (value != null) {
                    list(values, RecordId.of(row.getBytes(1))).add(value);
                }
            };
            jdbc.query(statement, collect, parameters);
            return values;
        }
        String column = PhysicalNames.column(field.id(), generation(field));
        RowCallbackHandler collect = row -> {
            Object value = StoredValue.read(field.kind(), row, column);
            if (value != null) {
                values.put(RecordId.of(row.getBytes(1)), value);
            }
        };
        jdbc.query(
                "SELECT id, " + column + " FROM " + table() + " WHERE " + condition + " AND " + column + " IS NOT NULL",
                collect,
                parameters);
        return values;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<RecordId, Object> values, RecordId id) {
        return (List<Object>) values.computeIfAbsent(id, key -> new ArrayList<Object>());
    }
}
