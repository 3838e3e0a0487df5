package io.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.slipway.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectConnectionsTest {

    @Test
    void everySessionIsStrictReadCommittedAndInUtc() throws SQLException {
        try (Connection connection = TestDatabase.connections().open()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(ask(connection, "SELECT @@time_zone")).isEqualTo("+00:00");
            assertThat(ask(connection, "SELECT @@sql_mode")).contains("STRICT_TRANS_TABLES");
            assertThat(ask(connection, "SELECT @@tx_isolation")).isEqualTo("READ-COMMITTED");
        }
    }

    @Test
    void aSessionThatDoesNotTakeTheSettingsIsRefusedAndClosed() throws SQLException {
        Connection swallowing = mock();
        Statement statement = mock();
        ResultSet row = mock();
        when(swallowing.createStatement()).thenReturn(statement);
        when(statement.executeQuery(anyString())).thenReturn(row);
        when(row.next()).thenReturn(true, true, false);
        when(row.getString(1)).thenReturn("tx_isolation", "time_zone");
        when(row.getString(2)).thenReturn("READ-COMMITTED", "SYSTEM");
        assertThatThrownBy(() -> SessionSettings.apply(swallowing))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("time_zone 'SYSTEM'")
                .hasMessageContaining("proxy");
        verify(swallowing).close();
    }

    @Test
    void timesAreStoredInUtc() throws SQLException {
        Instant moment = Instant.parse("2026-03-29T01:30:00.123Z");
        LocalDateTime local = LocalDateTime.parse("2026-03-29T01:30:00.123");
        String stored = "2026-03-29 01:30:00.123";
        try (Connection connection =
                TestDatabase.connections(TestDatabase.newSchema()).open()) {
            run(connection, "CREATE TABLE t (a DATETIME(3), b DATETIME(3), c DATETIME(3)) CHARACTER SET utf8mb4");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
                insert.setObject(1, moment);
                insert.setTimestamp(2, Timestamp.from(moment));
                insert.setObject(3, local);
                insert.execute();
            }
            for (String column : List.of("a", "b", "c")) {
                assertThat(ask(connection, "SELECT CAST(" + column + " AS CHAR) FROM t"))
                        .isEqualTo(stored);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT a, b, c FROM t")) {
                row.next();
                assertThat(row.getObject(1, Instant.class)).isEqualTo(moment);
                assertThat(row.getTimestamp(2).toInstant()).isEqualTo(moment);
                assertThat(row.getObject(3, LocalDateTime.class)).isEqualTo(local);
            }
        }
    }

    @Test
    void aBatchOfUpdatesTellsWhatEachOneChanged() throws SQLException {
        try (Connection connection =
                TestDatabase.connections(TestDatabase.newSchema()).open()) {
            run(connection, "CREATE TABLE t (id INT PRIMARY KEY, n INT) CHARACTER SET utf8mb4");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, 0)")) {
                for (int id = 1; id <= 3; id++) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE t SET n = n + 1 WHERE id = ?")) {
                for (int id = 2; id <= 4; id++) {
                    update.setInt(1, id);
                    update.addBatch();
                }
                assertThat(update.executeBatch()).containsExactly(1, 1, 0);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
