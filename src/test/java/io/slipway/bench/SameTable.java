package io.slipway.bench;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Definition;
import io.slipway.definition.TableLayout;
import io.slipway.embedded.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The big table once more, as somebody would make it by hand: the same columns, rows and index, with numbers for ids.
 * Directus works on it, and plain JDBC.
 */
final class SameTable {

    static final List<String> COLUMNS =
            List.of("f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11");

    private static final String PLACES = """
            CREATE TABLE places (
                id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(100) NULL
            )""";
    private static final String BIG = """
            CREATE TABLE big (
                id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                f0 VARCHAR(100) NULL, f1 VARCHAR(100) NULL, f2 VARCHAR(100) NULL, f3 VARCHAR(100) NULL,
                f4 TEXT NULL, f5 BIGINT NULL, f6 BIGINT NULL, f7 DECIMAL(19, 2) NULL, f8 DATE NULL, f9 DATETIME(3) NULL,
                f10 TINYINT(1) NULL, f11 INT UNSIGNED NULL,
                KEY big_f11 (f11),
                CONSTRAINT big_f11_fk FOREIGN KEY (f11) REFERENCES places (id) ON DELETE SET NULL
            )""";

    private SameTable() {}

    static Connection connect(EmbeddedMariaDb database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(Directus.SCHEMA) + "&useServerPrepStmts=true", database.user(), database.password());
    }

    static void makeSchema(EmbeddedMariaDb database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE " + Directus.SCHEMA + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        }
    }

    /**
     * Makes the table and fills it from ours, in the same order.
     *
     * @return its rows
     */
    static int make(EmbeddedMariaDb database, BigTable big, Definition definition) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(PLACES);
            statement.execute(BIG);
            statement.execute("CREATE TEMPORARY TABLE numbers (uuid BINARY(16) PRIMARY KEY, id INT UNSIGNED NOT NULL)");
            connection.setAutoCommit(false);
            numberPlaces(connection, big.places);
            statement.execute("INSERT INTO places (id, name) SELECT id, CONCAT('place ', id) FROM numbers");
            statement.execute("SET foreign_key_checks = 0");
            int rows = statement.executeUpdate(copy(big, definition));
            connection.commit();
            statement.execute("ANALYZE TABLE big, places");
            return rows;
        }
    }

    private static void numberPlaces(Connection connection, List<RecordId> places) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO numbers VALUES (?, ?)")) {
            for (int i = 0; i < places.size(); i++) {
                insert.setBytes(1, places.get(i).bytes());
                insert.setInt(2, i + 1);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String copy(BigTable big, Definition definition) {
        TableLayout layout = definition.layout(big.table);
        StringJoiner columns = new StringJoiner(", ");
        for (ResourceId field : big.fieldIds()) {
            columns.add(
                    field.equals(big.link)
                            ? "n.id"
                            : "t.c_" + field + "_" + layout.columns().get(field));
        }
        return AccountSql.resolve(
                big.production,
                "INSERT INTO big (" + String.join(", ", COLUMNS) + ") SELECT STRAIGHT_JOIN " + columns + " FROM {e}.t_"
                        + big.table + "_" + layout.generation() + " t LEFT JOIN numbers n ON n.uuid = t.c_" + big.link
                        + "_" + layout.columns().get(big.link) + " ORDER BY t.id");
    }

    /** An INSERT of so many rows. */
    static String insert(int rows) {
        String row = COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
        return "INSERT INTO big (" + String.join(", ", COLUMNS) + ") VALUES "
                + String.join(", ", java.util.Collections.nCopies(rows, row));
    }

    /** Reads all of a page and returns how many rows it had. */
    static int page(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            int rows = 0;
            while (row.next()) {
                for (int column = 1; column <= COLUMNS.size() + 1; column++) {
                    row.getString(column);
                }
                rows++;
            }
            return rows;
        }
    }
}
