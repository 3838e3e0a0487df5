package io.slipway.backup.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.environment.Gates.GateBusy;
import io.slipway.storage.ChangeFeed;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The moments in which no write is in flight, because the gate's row is exclusively held (INV-6). */
@Component
class CleanCut {

    private static final Logger log = LoggerFactory.getLogger(CleanCut.class);
    private static final int ATTEMPTS = 60;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final Gates gates;
    private final ChangeFeed feed;
    private final Transactions transactions;

    CleanCut(Gates gates, ChangeFeed feed, Transactions transactions) {
        this.gates = gates;
        this.feed = feed;
        this.transactions = transactions;
    }

    /**
     * A cut.
     *
     * @param position the last position of the change feed before it
     */
    record Cut(long revision, long position) {}

    /**
     * Opens the same snapshot on all connections: they see what was committed at the cut until their transactions end.
     *
     * @param reader its mark in the feed is set to the cut
     */
    Cut snapshot(EnvironmentId environment, String reader, List<DedicatedConnection> connections) {
        long started = System.nanoTime();
        Cut cut = held(environment, gate -> {
            long position = feed.sequence(environment);
            connections.forEach(CleanCut::open);
            feed.mark(environment, reader, position);
            return new Cut(gate.revision(), position);
        });
        log.debug(
                "Snapshot of {} at position {} on {} connections in {} ms",
                environment,
                cut.position(),
                connections.size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return cut;
    }

    private static void open(DedicatedConnection connection) {
        try (Statement statement = connection.raw().createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        } catch (SQLException e) {
            throw new IllegalStateException("No snapshot can be opened: " + e.getMessage(), e);
        }
    }

    /** Does short work in one transaction that holds the gate's row exclusively; tries again while writers hold it. */
    <T extends @Nullable Object> T held(EnvironmentId environment, Function<Gate, T> work) {
        // what waits for a position gets it before, so that little is left to do while writers wait
        feed.sequence(environment);
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.once(() -> work.apply(gates.exclusivelyLocked(environment)));
            } catch (RuntimeException e) {
                boolean again = e instanceof GateBusy || Transactions.isCausedByOthers(e);
                if (!again || attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(20L * attempt, LONGEST_PAUSE_MILLIS)));
            }
        }
    }
}
