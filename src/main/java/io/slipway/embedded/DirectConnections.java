package io.slipway.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/**
 * Opens a new connection at each call, with the same session settings as everywhere. The pool fills itself from here;
 * work that must own its connections, such as a promotion run or a backup's snapshot, takes them from here directly and
 * closes them itself.
 */
public final class DirectConnections {

    private static final Driver DRIVER = new Driver();

    private final String url;
    private final String user;
    private final String password;

    public DirectConnections(String url, String user, String password) {
        this.url = withDefaults(url);
        this.user = user;
        this.password = password;
    }

    /** The address in use, with the parameters that have been added. */
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** A connection of the caller's own, in auto-commit mode; the caller closes it. */
    public Connection open() throws SQLException {
        return open(url);
    }

    /**
     * The same for a pool, which says the same few things over and over: the server parses each of them once per
     * connection. Each takes some kilobytes there, so only so many are kept; the statements of runs and backups are said
     * once, and are not worth it.
     */
    Connection openForPool() throws SQLException {
        return open(with(with(url, "useServerPrepStmts", "true"), "prepStmtCacheSize", "150"));
    }

    private Connection open(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = DRIVER.connect(url, properties);
        if (connection == null) {
            throw new SQLException("Not an address of MariaDB: " + url);
        }
        return SessionSettings.apply(connection);
    }

    /**
     * A connection as the framework's transactions should have it: it asks the server only for what changes something.
     * While it is used, nobody may switch the given one's own auto-commit.
     */
    public static Connection forTransactions(Connection connection) throws SQLException {
        return PooledSession.over(connection);
    }

    /**
     * Batches of INSERT go out in bulk by the driver's own default ({@code useBulkStmtsForInserts}); the same for UPDATE
     * and DELETE would cost their counts, so it stays off. The driver writes an {@code Instant} in the zone of the JVM,
     * which is why the application runs in UTC.
     */
    private static String withDefaults(String url) {
        return with(with(url, "connectTimeout", "10000"), "tcpKeepAlive", "true");
    }

    private static String with(String url, String name, String value) {
        if (url.contains("?" + name + "=") || url.contains("&" + name + "=")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + name + "=" + value;
    }
}
