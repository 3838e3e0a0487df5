package io.slipway.storage.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives records of a table that nobody sees yet their values in some columns, hundreds of records in one statement: one
 * statement for each took four times as long, and with a commit for each sixteen times. A record that is not there is
 * passed over.
 */
final class ColumnFill {

    private static final int ROWS = 500;
    // far below any server's max_allowed_packet, however the values are quoted
    private static final long BYTES = 1024L * 1024;

    private final SqlRunner runner;
    private final String table;
    private final List<String> columns;

    ColumnFill(SqlRunner runner, String table, List<String> columns) {
        this.runner = runner;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /** A record and its values, in the order of the columns. */
    record Row(byte[] id, @Nullable Object[] values) {
        private long bytes() {
            long bytes = 0;
            for (Object value : values) {
                bytes += switch (value) {
                    case String text -> 4L * text.length();
                    case byte[] some -> 2L * some.length;
                    case null, default -> 30;
                };
            }
            return bytes;
        }
    }

    /** Writes all of them. */
    void write(Collection<Row> rows) {
        inStatements(rows, this::writeTogether);
    }

    /** Divides rows into what {@link #writeTogether} takes at once. */
    static void inStatements(Collection<Row> rows, Consumer<List<Row>> work) {
        List<Row> together = new ArrayList<>();
        long bytes = 0;
        for (Row row : rows) {
            together.add(row);
            bytes += row.bytes();
            if (together.size() == ROWS || bytes >= BYTES) {
                work.accept(together);
                together = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!together.isEmpty()) {
            work.accept(together);
        }
    }

    /** One statement: all of them, or, when it fails, none. */
    void writeTogether(List<Row> rows) {
        String first = IntStream.range(0, columns.size())
                .mapToObj(place -> ", ? AS v" + place)
                .collect(Collectors.joining("", "SELECT ? AS id", ""));
        String other = " UNION ALL SELECT ?" + ", ?".repeat(columns.size());
        String assignments = IntStream.range(0, columns.size())
                .mapToObj(place -> "t." + columns.get(place) + " = x.v" + place)
                .collect(Collectors.joining(", "));
        List<@Nullable Object> values = new ArrayList<>(rows.size() * (columns.size() + 1));
        for (Row row : rows) {
            values.add(row.id());
            Collections.addAll(values, row.values());
        }
        runner.run(
                "UPDATE " + table + " t JOIN (" + first + other.repeat(rows.size() - 1) + ") x ON t.id = x.id SET "
                        + assignments,
                values);
    }
}
