package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.storage.StoredRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads records from rows whose first columns are {@link #columns}. The values of side tables come with a second statement.
 *
 * @param fields the fields in columns that are read
 */
record RecordMapper(List<StoredField> fields) implements RowMapper<StoredRecord> {

    private static final List<String> FIXED =
            List.of("id", "version", "created_at", "created_by", "updated_at", "updated_by");

    RecordMapper {
        fields = fields.stream().filter(field -> !field.side()).toList();
    }

    /** What to select from the table under an alias. */
    List<Field<?>> columns(String alias) {
        List<Field<?>> columns = new ArrayList<>();
        FIXED.forEach(name -> columns.add(DSL.field(DSL.name(alias, name))));
        fields.forEach(field -> columns.add(field.in(alias)));
        return columns;
    }

    @Override
    public StoredRecord mapRow(ResultSet row, int index) throws SQLException {
        Map<ResourceId, Object> values = new HashMap<>();
        int column = FIXED.size();
        for (StoredField field : fields) {
            Object value = StoredValue.read(field.kind(), row, ++column);
            if (value != null) {
                values.put(field.id(), value);
            }
        }
        return new StoredRecord(
                RecordId.of(row.getBytes(1)),
                row.getLong(2),
                instant(row, 3),
                person(row, 4),
                instant(row, 5),
                person(row, 6),
                values);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Long person(ResultSet row, int column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(id);
    }
}
