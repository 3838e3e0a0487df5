package io.slipway.promotion.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.RunState;
import org.jspecify.annotations.Nullable;

/** A run's row as some node wrote it that is not this one. */
public record RunRow(
        long id,
        RunState state,
        boolean locked,
        boolean unlocked,
        @Nullable String exemptSession) {

    /** Of a run that has not locked anybody. */
    public static RunRow in(RunState state) {
        return new RunRow(1, state, false, false, null);
    }

    /** With the gate closed. */
    public RunRow locked(boolean now) {
        return new RunRow(id, state, now, unlocked, exemptSession);
    }

    /** With a session that keeps its page. */
    public RunRow exempting(String session) {
        return new RunRow(id, state, locked, unlocked, session);
    }

    /** With the gate opened again. */
    public RunRow unlocked(RunState now) {
        return new RunRow(id, now, true, true, exemptSession);
    }

    /** Writes it, in place of what was there. */
    public void write(AccountSql sql, EnvironmentId production) {
        sql.in(
                        production,
                        "REPLACE INTO {a}.run (id, kind, environment, state, epoch, plan, plan_hash, started_by,"
                                + " started_by_name, started_by_email, exempt_session, started_at, heartbeat_at,"
                                + " locked_at, unlocked_at, expected_end, ended_at)"
                                + " VALUES (:id, 'PROMOTION', :environment, :state, 1,"
                                + " '{\"productionHead\":1,\"sandboxHead\":1,\"rules\":{}}', 'x', 1, 'Ada',"
                                + " 'ada@example.com', :session, NOW(3), NOW(3) + INTERVAL 1 DAY,"
                                + " IF(:locked, NOW(3), NULL), IF(:unlocked, NOW(3), NULL),"
                                + " IF(:locked, NOW(3) + INTERVAL 10 SECOND, NULL), IF(:ended, NOW(3), NULL))")
                .param("id", id)
                .param("environment", production.number())
                .param("state", state.name())
                .param("session", exemptSession)
                .param("locked", locked)
                .param("unlocked", unlocked)
                .param("ended", state.isFinal())
                .update();
    }
}
