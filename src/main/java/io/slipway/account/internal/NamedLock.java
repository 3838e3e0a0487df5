package io.slipway.account.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Keeps two nodes from doing the same slow thing; a node that dies lets go at once. */
@Component
class NamedLock {

    private final DataSource dataSource;

    NamedLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs the work while nobody else holds the name.
     *
     * @throws IllegalStateException when somebody else holds it for longer than the wait
     */
    void holding(String name, Duration wait, Runnable work) {
        try (Connection connection = dataSource.getConnection()) {
            if (!answersOne(connection, "SELECT GET_LOCK(?, " + wait.toSeconds() + ")", name)) {
                throw new IllegalStateException("Somebody else holds " + name + " for too long");
            }
            try {
                work.run();
            } finally {
                answersOne(connection, "SELECT RELEASE_LOCK(?)", name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No lock " + name, e);
        }
    }

    private static boolean answersOne(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getInt(1) == 1;
            }
        }
    }
}
