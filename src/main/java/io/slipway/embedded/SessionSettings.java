package io.slipway.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How every session with MariaDB begins, whatever the server's defaults are: READ COMMITTED, UTC, strict SQL. What was
 * set is read back, because a proxy between us and the server may swallow it, and wrong data would be the result.
 */
final class SessionSettings {

    static final String TIME_ZONE = "+00:00";
    static final String SQL_MODE =
            "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    // one wait must not outlast the time a call is tried again for (common.db.Transactions)
    private static final int LOCK_WAIT_SECONDS = 5;

    private static final String READ_BACK = "SHOW SESSION VARIABLES WHERE Variable_name IN"
            + " ('time_zone', 'sql_mode', 'tx_isolation', 'transaction_isolation', 'character_set_client')";

    private SessionSettings() {}

    /** Applies the settings to a fresh connection; closes it and throws when they did not take. */
    static Connection apply(Connection connection) throws SQLException {
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION time_zone = '" + TIME_ZONE + "', sql_mode = '" + SQL_MODE
                        + "', innodb_lock_wait_timeout = " + LOCK_WAIT_SECONDS);
                verify(statement);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void verify(Statement statement) throws SQLException {
        Map<String, String> actual = new HashMap<>();
        try (ResultSet row = statement.executeQuery(READ_BACK)) {
            while (row.next()) {
                actual.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2));
            }
        }
        String isolation = actual.getOrDefault("transaction_isolation", actual.getOrDefault("tx_isolation", ""));
        expect("transaction isolation", "READ-COMMITTED", isolation);
        expect("time_zone", TIME_ZONE, actual.getOrDefault("time_zone", ""));
        expect("character_set_client", "utf8mb4", actual.getOrDefault("character_set_client", ""));
        String mode = actual.getOrDefault("sql_mode", "");
        if (!setOf(mode).containsAll(setOf(SQL_MODE))) {
            expect("sql_mode", SQL_MODE, mode);
        }
    }

    private static Set<String> setOf(String modes) {
        return new HashSet<>(Arrays.asList(modes.split(",")));
    }

    private static void expect(String what, String wanted, String actual) throws SQLException {
        if (!wanted.equals(actual)) {
            throw new SQLException("The database session has " + what + " '" + actual + "' although '" + wanted
                    + "' was asked for. Is a proxy in between that drops session settings?");
        }
    }
}
