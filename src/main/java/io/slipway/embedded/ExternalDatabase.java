package io.slipway.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at an external database before anything is built on it: what is wrong is said in two sentences at the start and
 * not by the first promotion.
 */
final class ExternalDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalDatabase.class);

    private static final String GRANTS = "Grant its user what docker/grants.sql lists, then start again.";
    private static final String PROBE = "slipway_probe";

    private ExternalDatabase() {}

    /**
     * Connects once and tries what Slipway will need.
     *
     * @throws DatabaseStartException when the server can't be reached, refuses the user, is too old, is no MariaDB, or
     *     does not let the user make schemas
     */
    static void check(DirectConnections connections) {
        try (Connection connection = connections.open()) {
            checkVersion(connection);
            checkSchemas(connection);
            warnOfMissingGrants(connection);
        } catch (SQLException e) {
            throw new DatabaseStartException(problem(connections, e), action(e), e);
        }
    }

    private static void checkVersion(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        int minor = connection.getMetaData().getDatabaseMinorVersion();
        if (!product.toLowerCase(Locale.ROOT).contains("mariadb") || major < 10 || (major == 10 && minor < 11)) {
            throw new DatabaseStartException(
                    "The database is " + product + " " + major + "." + minor + ".",
                    "Slipway needs MariaDB 10.11, 11.4 or newer.");
        }
    }

    private static void checkSchemas(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + PROBE);
            statement.execute("DROP SCHEMA IF EXISTS " + PROBE);
        } catch (SQLException e) {
            throw new DatabaseStartException(
                    "The database does not let Slipway make schemas: " + e.getMessage(), GRANTS, e);
        }
    }

    /** Grants may also come through roles, which are not followed here; so this warns and does not refuse. */
    private static void warnOfMissingGrants(Connection connection) throws SQLException {
        StringBuilder grants = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                grants.append(rows.getString(1).toUpperCase(Locale.ROOT)).append('\n');
            }
        }
        boolean everything = grants.indexOf("ALL PRIVILEGES ON *.*") >= 0;
        boolean mayEndConnections = grants.indexOf("CONNECTION ADMIN") >= 0 || grants.indexOf("SUPER") >= 0;
        if (!everything && (!mayEndConnections || grants.indexOf("PROCESS") < 0)) {
            LOG.warn(
                    "The database user seems to lack PROCESS or CONNECTION ADMIN: a run of a node that died could not be"
                            + " taken over. {}",
                    GRANTS);
        }
    }

    private static String problem(DirectConnections connections, SQLException e) {
        String where = connections.url().replaceFirst("\\?.*", "");
        if (refusesUser(e)) {
            return "The database at " + where + " refuses the user '" + connections.user() + "': " + e.getMessage();
        }
        return "The database at " + where + " can't be used: " + e.getMessage();
    }

    private static String action(SQLException e) {
        if (refusesUser(e)) {
            return "Check slipway.database.user and slipway.database.password (SLIPWAY_DATABASE_USER, _PASSWORD), and that"
                    + " the user may sign in from this machine.";
        }
        return "Check slipway.database.url (SLIPWAY_DATABASE_URL), that the server is running and that the schema named"
                + " in the address exists.";
    }

    private static boolean refusesUser(SQLException e) {
        return "28000".equals(e.getSQLState());
    }
}
