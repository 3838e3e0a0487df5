package io.slipway.environment.internal;

import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Gates as rows of {@code gate}. */
@Component
class JdbcGates implements Gates {

    private static final String LOOK =
            "SELECT writes_open, revision, epoch, closed_by FROM {a}.gate WHERE environment = ?";
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int STATEMENT_TIMEOUT = 1969;

    private final AccountSql sql;

    JdbcGates(AccountSql sql) {
        this.sql = sql;
    }

    @Override
    public Gate peek(EnvironmentId environment) {
        return look(environment, LOOK);
    }

    @Override
    public Gate shareLocked(EnvironmentId environment) {
        return look(environment, LOOK + " LOCK IN SHARE MODE");
    }

    @Override
    public Gate shareLockedAtOnce(EnvironmentId environment) {
        return bounded(environment, LOOK + " LOCK IN SHARE MODE NOWAIT");
    }

    @Override
    public Gate exclusivelyLocked(EnvironmentId environment) {
        // innodb_lock_wait_timeout counts whole seconds; a statement's own limit does not.
        return bounded(environment, "SET STATEMENT max_statement_time = 0.2 FOR " + LOOK + " FOR UPDATE");
    }

    private Gate bounded(EnvironmentId environment, String statement) {
        try {
            return look(environment, statement);
        } catch (DataAccessException e) {
            int code = Transactions.errorCode(e);
            if (code == STATEMENT_TIMEOUT || code == LOCK_WAIT_TIMEOUT) {
                throw new GateBusy(e);
            }
            throw e;
        }
    }

    private Gate look(EnvironmentId environment, String statement) {
        return sql.in(environment, statement)
                .param(environment.number())
                .query((row, index) -> gate(row))
                .optional()
                .orElseThrow(() -> new NotAllowed("This environment is not here, or not yours to see."));
    }

    static Gate gate(ResultSet row) throws SQLException {
        long run = row.getLong("closed_by");
        return new Gate(
                row.getBoolean("writes_open"),
                row.getLong("revision"),
                row.getLong("epoch"),
                run == 0 ? null : new RunId(run));
    }

    @Override
    public Gate close(EnvironmentId environment, RunId by) {
        return change(environment, "writes_open = FALSE, closed_by = " + by.value());
    }

    @Override
    public Gate open(EnvironmentId environment) {
        return change(environment, "writes_open = TRUE, closed_by = NULL");
    }

    @Override
    public Gate advance(EnvironmentId environment, long revision) {
        return change(environment, "revision = " + revision);
    }

    private Gate change(EnvironmentId environment, String assignment) {
        sql.in(
                        environment,
                        "UPDATE {a}.gate SET " + assignment + ", epoch = epoch + 1 WHERE environment = :environment")
                .param("environment", environment.number())
                .update();
        return peek(environment);
    }
}
