package io.slipway.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * A connection of the pool that asks the server only for what changes something. Around every transaction the framework
 * reads the isolation level, switches auto-commit off and on again and marks readers; each of these would be a round trip
 * of its own, together more than a short transaction's real statements. So the server stays in auto-commit mode, a
 * transaction is begun when its first statement is made, and "read-only" is what JDBC says it is: a hint.
 *
 * <p>A statement that is still open when its transaction ends could be run again, and then nobody would begin the next
 * transaction for it. Only for such callers the mode is switched after all.
 */
final class PooledSession implements InvocationHandler {

    private static final int MANY = 100;

    private final Connection connection;
    private final org.mariadb.jdbc.Connection driver;
    /** Of the transaction under way. */
    private final List<Statement> made = new ArrayList<>();

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
            case "createStatement", "prepareStatement", "prepareCall" -> {
                return make(method, arguments);
            }
            // a savepoint is a statement; and unwrapping lets somebody run one past us
            case "setSavepoint", "unwrap" -> settle();
            case "commit", "rollback" -> {
                if (arguments == null) {
                    return end(method);
                }
            }
            default -> {
                // everything else is the driver's
            }
        }
        return call(method, arguments);
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object make(Method method, Object @Nullable [] arguments) throws Throwable {
        settle();
        Object statement = call(method, arguments);
        if (!autoCommit && statement instanceof Statement each) {
            if (made.size() >= MANY) {
                forgetClosed();
            }
            made.add(each);
        }
        return statement;
    }

    private void forgetClosed() throws SQLException {
        List<Statement> open = new ArrayList<>();
        for (Statement each : made) {
            if (!each.isClosed()) {
                open.add(each);
            }
        }
        made.clear();
        made.addAll(open);
    }

    private @Nullable Object end(Method method) throws Throwable {
        Object result = call(method, null);
        forgetClosed();
        if (!made.isEmpty()) {
            connection.setAutoCommit(false);
            made.clear();
        }
        return result;
    }

    private static <T> T argument(Object @Nullable [] arguments, Class<T> type) {
        if (arguments == null) {
            throw new IllegalArgumentException("Nothing given");
        }
        return type.cast(arguments[0]);
    }

    private void switchAutoCommit(boolean wanted) throws SQLException {
        autoCommit = wanted;
        if (wanted) {
            made.clear();
            if (has(ServerStatus.IN_TRANSACTION)) {
                // JDBC: switching it on commits what is open
                connection.commit();
            }
        }
    }

    private void isolate(int level) throws SQLException {
        if (level != isolation) {
            connection.setTransactionIsolation(level);
            isolation = level;
        }
    }

    /** The driver knows from the server's answers what the server's mode is, and whether a transaction is open. */
    private void settle() throws SQLException {
        if (autoCommit) {
            connection.setAutoCommit(true);
        } else if (has(ServerStatus.AUTOCOMMIT) && !has(ServerStatus.IN_TRANSACTION)) {
            try (Statement begin = connection.createStatement()) {
                begin.execute("START TRANSACTION");
            }
        }
    }

    private boolean has(int status) {
        return (driver.getContext().getServerStatus() & status) != 0;
    }
}
