package io.slipway.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.mariadb.jdbc.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How to find out whether a port leads to our own server, on our own data. */
record ServerDoor(ServerFolder folder, ServerState state) {

    private static final Logger log = LoggerFactory.getLogger(ServerDoor.class);

    /** A connection of the caller's own, with short patience. */
    Connection connect(int toPort) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedMariaDb.USER);
        properties.setProperty("password", state.password());
        properties.setProperty("connectTimeout", "2000");
        properties.setProperty("socketTimeout", "5000");
        Connection connection =
                new Driver().connect("jdbc:mariadb://127.0.0.1:" + toPort + "/?sslMode=disable", properties);
        if (connection == null) {
            throw new SQLException("The driver does not know its own address");
        }
        return connection;
    }

    /** Whether our server answers there. */
    boolean answers(int candidate) {
        if (candidate <= 0) {
            return false;
        }
        try (Connection connection = connect(candidate)) {
            return servesOurData(connection);
        } catch (SQLException silent) {
            return false;
        }
    }

    boolean servesOurData(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@datadir")) {
            return row.next()
                    && Path.of(row.getString(1))
                            .normalize()
                            .equals(folder.data().normalize());
        }
    }

    void shutDownBySql(int itsPort) {
        try (Connection connection = connect(itsPort);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException expectedToBreakOff) {
            log.debug("The server hung up on being told to stop", expectedToBreakOff);
        }
    }
}
