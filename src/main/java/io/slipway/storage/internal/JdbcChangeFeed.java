package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import io.slipway.storage.ChangeFeed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The change feed in the table {@code feed} of each environment's schema. */
@Component
class JdbcChangeFeed implements ChangeFeed {

    private static final String LAST_POSITION = "SELECT last_position FROM {a}.feed_sequencer WHERE environment = ?";
    private static final int ROWS_PER_INSERT = 200;
    private static final int CHUNK = 2000;
    private static final RecordId WHOLE_TABLE = RecordId.of(new byte[16]);

    private final AccountSql sql;
    private final SqlRunner runner;
    private final Transactions transactions;
    private final Clock clock;

    JdbcChangeFeed(AccountSql sql, SqlRunner runner, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.runner = runner;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void append(EnvironmentId environment, Collection<NewEntry> entries) {
        List<NewEntry> all = List.copyOf(entries);
        for (int from = 0; from < all.size(); from += ROWS_PER_INSERT) {
            insert(environment, all.subList(from, Math.min(from + ROWS_PER_INSERT, all.size())));
        }
    }

    /** Plain VALUES: an INSERT ... SELECT would hold the table's AUTO-INC lock and so stop the other writers. */
    private void insert(EnvironmentId environment, List<NewEntry> entries) {
        String rows = String.join(", ", Collections.nCopies(entries.size(), "(?, ?, ?, ?, ?)"));
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Object> values = new ArrayList<>();
        for (NewEntry entry : entries) {
            RecordId record = entry.kind() == Kind.REBASED ? WHOLE_TABLE : entry.record();
            values.addAll(
                    List.of(entry.table().value(), record.bytes(), entry.kind().name(), text(entry.fields()), now));
        }
        runner.run(
                AccountSql.resolve(
                        environment, "INSERT INTO {e}.feed (table_id, record_id, kind, fields, at) VALUES " + rows),
                values);
    }

    @Override
    public long sequence(EnvironmentId environment) {
        while (true) {
            Step step = transactions.once(() -> sequenceSome(environment));
            if (!step.more()) {
                return step.last();
            }
        }
    }

    private record Step(long last, boolean more) {}

    /**
     * Gives positions to the first of those that have none. Read without locks, so never waits for a writer: what a
     * writer has not yet committed is simply not there and gets a later position. The update finds its rows by their
     * numbers and nothing else: a scan would wait for the rows that writers hold.
     */
    private Step sequenceSome(EnvironmentId environment) {
        long last = lockedLastPosition(environment);
        List<Long> waiting = sql.in(
                        environment, "SELECT seq FROM {e}.feed WHERE position IS NULL ORDER BY seq LIMIT " + CHUNK)
                .query((row, index) -> row.getLong(1))
                .list();
        if (waiting.isEmpty()) {
            return new Step(last, false);
        }
        sql.in(
                        environment,
                        "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, seq BIGINT PATH '$')) AS waiting"
                                + " STRAIGHT_JOIN {e}.feed FORCE INDEX (PRIMARY) ON feed.seq = waiting.seq"
                                + " SET feed.position = ? + waiting.place")
                .params(waiting.toString(), last)
                .update();
        long now = last + waiting.size();
        sql.in(environment, "UPDATE {a}.feed_sequencer SET last_position = ? WHERE environment = ?")
                .params(now, environment.number())
                .update();
        return new Step(now, waiting.size() == CHUNK);
    }

    private long lockedLastPosition(EnvironmentId environment) {
        return lastPosition(environment, LAST_POSITION + " FOR UPDATE");
    }

    private long lastPosition(EnvironmentId environment) {
        return lastPosition(environment, LAST_POSITION);
    }

    private long lastPosition(EnvironmentId environment, String select) {
        return sql.in(environment, select)
                .param(environment.number())
                .query((row, index) -> row.getLong(1))
                .single();
    }

    @Override
    public List<Entry> after(EnvironmentId environment, long position, int limit) {
        List<Entry> entries = read(environment, position, limit);
        if (entries.isEmpty()) {
            // In this order: what has a position by now is there to be read.
            if (lastPosition(environment) > position) {
                entries = read(environment, position, limit);
                requireWhole(environment, position, entries);
            }
            return entries;
        }
        requireWhole(environment, position, entries);
        return entries;
    }

    /** Positions have no gaps, so a gap at the beginning shows that entries were dropped. */
    private static void requireWhole(EnvironmentId environment, long position, List<Entry> entries) {
        if (entries.isEmpty() || entries.getFirst().position() != position + 1) {
            throw new Trimmed(environment, position);
        }
    }

    private List<Entry> read(EnvironmentId environment, long position, int limit) {
        return sql.in(
                        environment,
                        "SELECT position, table_id, record_id, kind, fields FROM {e}.feed"
                                + " WHERE position > ? ORDER BY position LIMIT ?")
                .params(position, limit)
                .query(JdbcChangeFeed::entry)
                .list();
    }

    @Override
    public Map<Long, Instant> times(EnvironmentId environment, Collection<Long> positions) {
        Map<Long, Instant> times = new HashMap<>();
        if (!positions.isEmpty()) {
            sql.in(environment, "SELECT position, at FROM {e}.feed WHERE position IN (:positions)")
                    .param("positions", List.copyOf(positions))
                    .query(row -> {
                        times.put(row.getLong("position"), UtcTime.get(row, "at"));
                    });
        }
        return times;
    }

    private static Entry entry(ResultSet row, int index) throws SQLException {
        return new Entry(
                row.getLong("position"),
                new ResourceId(row.getLong("table_id")),
                RecordId.of(row.getBytes("record_id")),
                Kind.valueOf(row.getString("kind")),
                fields(row.getString("fields")));
    }

    private static String text(Set<ResourceId> fields) {
        return new TreeSet<>(fields).stream().map(ResourceId::toString).collect(Collectors.joining(","));
    }

    private static Set<ResourceId> fields(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(",")).map(ResourceId::parse).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void mark(EnvironmentId environment, String reader, long position) {
        transactions.once(() -> {
            // Trimming holds the same row: it sees this mark, or this sees what it has dropped.
            lockedLastPosition(environment);
            after(environment, position, 1);
            return sql.in(
                            environment,
                            "INSERT INTO {a}.feed_reader (environment, reader, position, updated_at)"
                                    + " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                                    + " position = VALUE(position), updated_at = VALUE(updated_at)")
                    .params(
                            environment.number(),
                            reader,
                            position,
                            LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        });
    }

    @Override
    public void forget(EnvironmentId environment, String reader) {
        sql.in(environment, "DELETE FROM {a}.feed_reader WHERE environment = ? AND reader = ?")
                .params(environment.number(), reader)
                .update();
    }

    @Override
    public int trim(EnvironmentId environment, long keep) {
        long last = sequence(environment);
        int dropped = 0;
        while (true) {
            int some = transactions.once(() -> trimSome(environment, last - keep));
            dropped += some;
            if (some < CHUNK) {
                return dropped;
            }
        }
    }

    private int trimSome(EnvironmentId environment, long last) {
        lockedLastPosition(environment);
        return sql.in(
                        environment,
                        "DELETE FROM {e}.feed WHERE position <= LEAST(?, COALESCE((SELECT MIN(position)"
                                + " FROM {a}.feed_reader WHERE environment = ?), ?)) ORDER BY position LIMIT " + CHUNK)
                .params(last, environment.number(), last)
                .update();
    }
}
