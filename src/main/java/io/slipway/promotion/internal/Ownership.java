package io.slipway.promotion.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.promotion.Run;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who works on a run (INV-10): a row lock held by a dedicated connection. A dead process frees it at once; a stuck one's
 * heartbeat goes stale. Whoever takes over first ends every connection of the old owner and waits until they are gone,
 * because killing a client does not stop its ALTER, and only then looks at what is there.
 */
@Component
class Ownership {

    static final int STALE_AFTER_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration CONNECTIONS_GONE_WITHIN = Duration.ofSeconds(60);
    private static final int LOCK_NOT_FREE = 1205;
    private static final int NO_SUCH_THREAD = 1094;

    private final DedicatedConnections connections;
    private final RunStore runs;
    private final JdbcClient jdbc;
    private final Clock clock;

    Ownership(DedicatedConnections connections, RunStore runs, JdbcClient jdbc, Clock clock) {
        this.connections = connections;
        this.runs = runs;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The right to work on a run, until closed or lost. */
    record Owned(AccountId account, RunId run, long epoch, DedicatedConnection lock) implements AutoCloseable {
        @Override
        public void close() {
            lock.close();
        }
    }

    /** The right to work on a run that is not written yet. */
    record Reserved(RunId run, DedicatedConnection lock) implements AutoCloseable {
        @Override
        public void close() {
            lock.close();
        }
    }

    /**
     * Before a run is written: once it is, every node looks whether somebody works on it, and would take it over, and
     * back, in the moment before whoever starts it does.
     */
    Reserved reserve(EnvironmentId environment) {
        RunId run = runs.next(environment.account());
        return new Reserved(
                run,
                lockRow(environment, run)
                        .orElseThrow(() -> new IllegalStateException("Somebody works on run " + run + " already")));
    }

    /** Gives back what no run was written for. */
    void giveBack(EnvironmentId environment, Reserved reserved) {
        reserved.close();
        runs.forget(environment.account(), reserved.run());
    }

    /** Takes a run that was just written here. */
    Owned takeNew(Run run, Reserved reserved) {
        AccountId account = run.environment().account();
        runs.connection(account, run.id(), reserved.lock().id(), run.epoch());
        return new Owned(account, run.id(), run.epoch(), reserved.lock());
    }

    /** Takes over a run whose owner is dead or stuck; empty: somebody works on it, or another was faster. */
    Optional<Owned> takeOver(Run run) {
        AccountId account = run.environment().account();
        DedicatedConnection lock = lockRow(run.environment(), run.id()).orElse(null);
        if (lock == null && !runs.isStale(account, run.id(), STALE_AFTER_SECONDS)) {
            return Optional.empty();
        }
        boolean owned = false;
        try {
            if (!runs.takeOver(account, run.id(), run.epoch())) {
                return Optional.empty();
            }
            long epoch = run.epoch() + 1;
            endConnections(account, run.id(), epoch);
            if (lock == null) {
                lock = lockRowWaiting(run);
            }
            runs.connection(account, run.id(), lock.id(), epoch);
            owned = true;
            return Optional.of(new Owned(account, run.id(), epoch, lock));
        } finally {
            if (!owned && lock != null) {
                lock.close();
            }
        }
    }

    private DedicatedConnection lockRowWaiting(Run run) {
        Instant giveUp = clock.instant().plus(CONNECTIONS_GONE_WITHIN);
        while (clock.instant().isBefore(giveUp)) {
            Optional<DedicatedConnection> lock = lockRow(run.environment(), run.id());
            if (lock.isPresent()) {
                return lock.get();
            }
            pause();
        }
        throw new IllegalStateException("The old owner of run " + run.id() + " still holds it after its end");
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    private Optional<DedicatedConnection> lockRow(EnvironmentId environment, RunId run) {
        DedicatedConnection connection = connections.open();
        boolean held = false;
        try {
            connection.raw().setAutoCommit(false);
            String statement = AccountSql.resolve(
                    environment, "SELECT run_id FROM {a}.run_owner WHERE run_id = ? FOR UPDATE NOWAIT");
            try (PreparedStatement look = connection.raw().prepareStatement(statement)) {
                look.setLong(1, run.value());
                held = look.executeQuery().next();
            }
            return held ? Optional.of(connection) : Optional.empty();
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCK_NOT_FREE) {
                return Optional.empty();
            }
            throw new IllegalStateException("Run " + run + " can't be taken", e);
        } finally {
            if (!held) {
                connection.close();
            }
        }
    }

    /** Ends what the owners before an epoch had open, and waits until the server has let go of it. */
    private void endConnections(AccountId account, RunId run, long epoch) {
        List<Long> old = runs.connectionsBefore(account, run, epoch);
        old.forEach(this::kill);
        Instant giveUp = clock.instant().plus(CONNECTIONS_GONE_WITHIN);
        while (!old.isEmpty() && alive(old)) {
            if (clock.instant().isAfter(giveUp)) {
                throw new IllegalStateException("Connections " + old + " of run " + run + " do not end");
            }
            pause();
        }
        runs.forgetConnections(account, run, epoch);
    }

    private void kill(long connection) {
        try {
            jdbc.sql("KILL CONNECTION " + connection).update();
        } catch (DataAccessException e) {
            if (io.slipway.common.db.Transactions.errorCode(e) != NO_SUCH_THREAD) {
                throw e;
            }
            LOG.debug("Connection {} was gone already", connection);
        }
    }

    private boolean alive(List<Long> ids) {
        return jdbc.sql("SELECT COUNT(*) FROM information_schema.processlist WHERE id IN (:ids)")
                        .param("ids", ids)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
