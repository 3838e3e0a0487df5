package io.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pooled connection is asked for is what the server does, though it is told less often. */
class PooledSessionTest {

    private DirectConnections connections;
    private Connection session;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        connections = TestDatabase.connections(TestDatabase.newSchema());
        session = PooledSession.of(connections.open());
        other = connections.open();
        run(other, "CREATE TABLE t (id INT PRIMARY KEY) CHARACTER SET utf8mb4");
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        other.close();
    }

    @Test
    void whatATransactionWritesIsThereWithItsCommit() throws SQLException {
        session.setAutoCommit(false);
        run(session, "INSERT INTO t VALUES (1)");
        assertThat(rows()).isZero();
        session.commit();
        assertThat(rows()).isEqualTo(1);
        run(session, "INSERT INTO t VALUES (2)");
        assertThat(rows()).isEqualTo(1);
        session.rollback();
        session.setAutoCommit(true);
        run(session, "INSERT INTO t VALUES (3)");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void switchingAutoCommitOnCommitsWhatIsOpen() throws SQLException {
        session.setAutoCommit(false);
        run(session, "INSERT INTO t VALUES (1)");
        session.setAutoCommit(true);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aStatementKeptOpenIsInATransactionAfterTheCommitToo() throws SQLException {
        session.setAutoCommit(false);
        try (PreparedStatement insert = session.prepareStatement("INSERT INTO t VALUES (?)")) {
            insert.setInt(1, 1);
            insert.execute();
            session.commit();
            insert.setInt(1, 2);
            insert.execute();
            assertThat(rows()).isEqualTo(1);
            session.rollback();
        }
        assertThat(rows()).isEqualTo(1);
        session.setAutoCommit(true);
        run(session, "INSERT INTO t VALUES (3)");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void transactionsAndStatementsByThemselvesAlternateWithoutSwitchingTheMode() throws SQLException {
        long before = counted("Com_set_option");
        for (int id = 1; id <= 5; id++) {
            assertThat(counted("Com_begin")).isEqualTo(id - 1);
            session.setAutoCommit(false);
            run(session, "INSERT INTO t VALUES (" + id + ")");
            session.commit();
            session.setAutoCommit(true);
        }
        assertThat(counted("Com_set_option")).isEqualTo(before);
        assertThat(rows()).isEqualTo(5);
    }

    private long counted(String what) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE '" + what + "'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private long rows() throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
