package io.slipway.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * A connection of the pool that asks the server only for what changes something. Around every transaction the framework
 * reads the isolation level, switches auto-commit off and on again and marks readers; each of these would be a round trip
 * of its own, together more than a short transaction's real statements. So auto-commit is switched when the next
 * statement is made and then only if it has to be, which a pool used for transactions nearly never needs, and
 * "read-only" is what JDBC says it is: a hint.
 */
final class PooledSession implements InvocationHandler {

    private final Connection connection;
    private final org.mariadb.jdbc.Connection driver;
    private boolean autoCommit;
    private boolean readOnly;
    private int isolation;

    private PooledSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(org.mariadb.jdbc.Connection.class);
        this.autoCommit = connection.getAutoCommit();
        this.isolation = connection.getTransactionIsolation();
    }

    /** Of a connection that nobody else has: closes it when that does not work. */
    static Connection of(Connection connection) throws SQLException {
        try {
            return over(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static Connection over(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                PooledSession.class.getClassLoader(), new Class<?>[] {Connection.class}, new PooledSession(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "setAutoCommit" -> {
                switchAutoCommit(argument(arguments, Boolean.class));
                return null;
            }
            case "isReadOnly" -> {
                return readOnly;
            }
            case "setReadOnly" -> {
                readOnly = argument(arguments, Boolean.class);
                return null;
            }
            case "getTransactionIsolation" -> {
                return isolation;
            }
            case "setTransactionIsolation" -> {
                isolate(argument(arguments, Integer.class));
                return null;
            }
            // what can run a statement, or lets somebody run one past us
            case "createStatement", "prepareStatement", "prepareCall", "setSavepoint", "unwrap" -> settle();
            default -> {
                // everything else is the driver's
            }
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T argument(Object @Nullable [] arguments, Class<T> type) {
        if (arguments == null) {
            throw new IllegalArgumentException("Nothing given");
        }
        return type.cast(arguments[0]);
    }

    private void switchAutoCommit(boolean wanted) throws SQLException {
        autoCommit = wanted;
        boolean inTransaction = (driver.getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) != 0;
        if (wanted && inTransaction) {
            // JDBC: switching it on commits what is open
            settle();
        }
    }

    private void isolate(int level) throws SQLException {
        if (level != isolation) {
            connection.setTransactionIsolation(level);
            isolation = level;
        }
    }

    /** The driver knows from the server's answers what the server's mode is, and sends nothing when it is right. */
    private void settle() throws SQLException {
        connection.setAutoCommit(autoCommit);
    }
}
