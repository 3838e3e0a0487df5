package io.slipway.environment.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.environment.StructureLease;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** The lease as a row lock of a dedicated connection: the server frees it when the holder's process dies. */
@Component
class JdbcStructureLease implements StructureLease {

    private static final int LOCK_NOT_FREE = 1205;

    private final AccountSql sql;
    private final DedicatedConnections connections;
    private final Clock clock;

    JdbcStructureLease(AccountSql sql, DedicatedConnections connections, Clock clock) {
        this.sql = sql;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public Attempt acquire(EnvironmentId environment, Purpose purpose, String holder, Duration atMost) {
        Instant giveUp = clock.instant().plus(atMost);
        while (true) {
            Attempt attempt = tryAcquire(environment, purpose, holder);
            if (attempt instanceof Held || !clock.instant().isBefore(giveUp)) {
                return attempt;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
    }

    @Override
    public Attempt tryAcquire(EnvironmentId environment, Purpose purpose, String holder) {
        DedicatedConnection connection = connections.open();
        boolean held = false;
        try {
            held = lockRow(connection, environment);
            if (!held) {
                return busy(environment);
            }
            note(environment, purpose, holder);
            return new Held(new ConnectionLease(connection));
        } finally {
            if (!held) {
                connection.close();
            }
        }
    }

    private record ConnectionLease(DedicatedConnection connection) implements Lease {
        @Override
        public long connectionId() {
            return connection.id();
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private boolean lockRow(DedicatedConnection connection, EnvironmentId environment) {
        String statement = AccountSql.resolve(
                environment, "SELECT environment FROM {a}.structure_lease WHERE environment = ? FOR UPDATE NOWAIT");
        try {
            connection.raw().setAutoCommit(false);
            try (PreparedStatement look = connection.raw().prepareStatement(statement)) {
                look.setLong(1, environment.number());
                return look.executeQuery().next();
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCK_NOT_FREE) {
                return false;
            }
            throw new IllegalStateException("The structure lease of " + environment + " can't be asked for", e);
        }
    }

    private void note(EnvironmentId environment, Purpose purpose, String holder) {
        sql.in(
                        environment,
                        "INSERT INTO {a}.structure_lease_note (environment, purpose, holder, since)"
                                + " VALUES (:environment, :purpose, :holder, :since) ON DUPLICATE KEY UPDATE"
                                + " purpose = VALUES(purpose), holder = VALUES(holder), since = VALUES(since)")
                .param("environment", environment.number())
                .param("purpose", purpose.name())
                .param("holder", holder)
                .param("since", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private Busy busy(EnvironmentId environment) {
        return sql.in(
                        environment,
                        "SELECT purpose, holder, since FROM {a}.structure_lease_note WHERE environment = :environment")
                .param("environment", environment.number())
                .query((row, index) -> new Busy(
                        Purpose.valueOf(row.getString("purpose")),
                        row.getString("holder"),
                        row.getObject("since", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .optional()
                .orElseGet(() -> new Busy(Purpose.EDIT, "somebody", clock.instant()));
    }
}
