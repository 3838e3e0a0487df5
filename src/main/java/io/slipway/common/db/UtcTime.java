package io.slipway.common.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instants as columns hold them: DATETIME(3) in UTC. Local date-times carry no zone to the driver, so neither the JVM's
 * nor the connection's zone can shift them.
 */
public final class UtcTime {

    private UtcTime() {}

    /** The column's value, cut to milliseconds. */
    public static LocalDateTime toColumn(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    /** The instant of a column's value. */
    public static Instant fromColumn(LocalDateTime value) {
        return value.toInstant(ZoneOffset.UTC);
    }

    /** The instant in a column that is never NULL. */
    public static Instant get(ResultSet row, String column) throws SQLException {
        return fromColumn(row.getObject(column, LocalDateTime.class));
    }

    /** The instant in a column; null for NULL. */
    public static @Nullable Instant getNullable(ResultSet row, String column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : fromColumn(value);
    }
}
