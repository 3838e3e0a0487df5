package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How one value of a field stands in a column (or in the value column of a side table), and back. */
final class StoredValue {

    private StoredValue() {}

    /** As {@link #read(FieldKind, ResultSet, int)} of a column by its name. */
    static @Nullable Object read(FieldKind kind, ResultSet row, String column) throws SQLException {
        return read(kind, row, row.findColumn(column));
    }

    /** The value in a column of the current row; of a multi-valued field, one of its values. */
    static @Nullable Object read(FieldKind kind, ResultSet row, int column) throws SQLException {
        return switch (kind) {
            case FieldKind.ShortText k -> row.getString(column);
            case FieldKind.LongText k -> row.getString(column);
            case FieldKind.Email k -> row.getString(column);
            case FieldKind.Phone k -> row.getString(column);
            case FieldKind.Url k -> row.getString(column);
            case FieldKind.WholeNumber k -> number(row, column);
            case FieldKind.SingleChoice k -> number(row, column);
            case FieldKind.MultiChoice k -> number(row, column);
            case FieldKind.User k -> number(row, column);
            case FieldKind.AutoNumber k -> number(row, column);
            case FieldKind.DecimalNumber k -> row.getBigDecimal(column);
            case FieldKind.Money k -> row.getBigDecimal(column);
            case FieldKind.Percent k -> row.getBigDecimal(column);
            case FieldKind.Date k -> row.getObject(column, LocalDate.class);
            case FieldKind.DateTime k -> instant(row, column);
            case FieldKind.Time k -> row.getObject(column, LocalTime.class);
            case FieldKind.YesNo k -> bool(row, column);
            case FieldKind.Link k -> record(row, column);
        };
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    private static @Nullable Boolean bool(ResultSet row, int column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : Boolean.valueOf(value);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable RecordId record(ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? null : RecordId.of(value);
    }

    /** The value as a statement's parameter; null stays null. */
    static @Nullable Object parameter(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case RecordId id -> id.bytes();
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Boolean bool -> bool;
            case BigDecimal decimal -> decimal;
            default -> value;
        };
    }
}
