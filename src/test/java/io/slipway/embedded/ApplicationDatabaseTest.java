package io.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.slipway.testing.IntegrationTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ApplicationDatabaseTest {

    @Autowired
    DataSource pool;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scheduler scheduler;

    @Test
    void thePoolHandsOutCheckedConnections() throws SQLException {
        assertThat(pool).isInstanceOf(HikariDataSource.class);
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(connection.getCatalog()).isEqualTo("slipway");
        }
        assertThat(jdbc.sql("SELECT CONCAT(@@time_zone, ' ', @@tx_isolation)")
                        .query(String.class)
                        .single())
                .isEqualTo("+00:00 READ-COMMITTED");
        assertThat(jdbc.sql("SELECT @@sql_mode").query(String.class).single()).contains("STRICT_TRANS_TABLES");
    }

    @Test
    void theServerParsesWhatThePoolSaysAgainOnlyOnce() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            long before = prepared(connection);
            for (int i = 0; i < 5; i++) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT ? + 41")) {
                    statement.setInt(1, i);
                    try (ResultSet row = statement.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.getInt(1)).isEqualTo(41 + i);
                    }
                }
            }
            assertThat(prepared(connection)).isEqualTo(before + 1);
        }
    }

    /** How many statements the server has prepared in the connection's session. */
    private static long prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")) {
            row.next();
            return row.getLong(2);
        }
    }

    @Test
    void theScheduleIsKeptInTheDatabaseAndSharedByAllNodes() throws Exception {
        assertThat(scheduler.getMetaData().isJobStoreClustered()).isTrue();
        assertThat(scheduler.getMetaData().isJobStoreSupportsPersistence()).isTrue();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM QRTZ_TRIGGERS")
                        .query(Integer.class)
                        .single())
                .isNotNegative();
    }

    @Test
    void everyTableOfTheInstallationStatesItsCharacterSet() {
        assertThat(jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'slipway'"
                                + " AND table_name <> 'flyway_schema_history' AND table_collation NOT LIKE 'utf8mb4%'"
                                + " AND table_collation NOT LIKE 'ascii%'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
