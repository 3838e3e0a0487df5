package io.slipway.common.db;

import io.slipway.embedded.DirectConnections;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A database connection of one piece of work, outside the pool: its id is known, so it can be ended from outside, and
 * what it holds is freed by the server when the process dies.
 */
public final class DedicatedConnection implements AutoCloseable {

    private final DataSource pool;
    private final Connection connection;
    private final long id;

    DedicatedConnection(DataSource pool, Connection connection, long id) {
        this.pool = pool;
        this.connection = connection;
        this.id = id;
    }

    /** The server's id of this connection. */
    public long id() {
        return id;
    }

    /** The connection itself, for whoever needs it raw. */
    public Connection raw() {
        return connection;
    }

    /**
     * Makes every statement and transaction of this thread use this connection instead of the pool's, until the returned
     * binding is closed. Meanwhile {@link #raw()} is not to be used.
     */
    public Binding bind() {
        try {
            Connection session = DirectConnections.forTransactions(connection);
            TransactionSynchronizationManager.bindResource(pool, new ConnectionHolder(session));
        } catch (SQLException e) {
            throw new IllegalStateException("The dedicated connection can't be used: " + e.getMessage(), e);
        }
        return () -> TransactionSynchronizationManager.unbindResource(pool);
    }

    /** A thread's use of a dedicated connection. */
    public interface Binding extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The dedicated connection does not close", e);
        }
    }
}
