package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.sandbox.SandboxWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of {@code sandbox_work}. */
@Component
class SandboxWorkRows {

    private static final int STEP_LIMIT = 300;

    /** One row. */
    record Row(
            EnvironmentId environment,
            SandboxWork work,
            DataChoice data,
            @Nullable BackupId backup,
            int attempts,
            boolean done) {

        /** Whether something is still to be done about it. */
        boolean isOpen() {
            return !work.isFailed();
        }
    }

    private final AccountSql sql;
    private final Clock clock;

    SandboxWorkRows(AccountSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<Row> find(EnvironmentId environment) {
        return sql.in(environment, "SELECT * FROM {a}.sandbox_work WHERE environment = :environment")
                .param("environment", environment.number())
                .query((row, index) -> row(environment.account(), row))
                .optional();
    }

    List<Row> all(AccountId account) {
        return sql.in(account, "SELECT * FROM {a}.sandbox_work")
                .query((row, index) -> row(account, row))
                .list();
    }

    private static Row row(AccountId account, ResultSet row) throws SQLException {
        long backup = row.getLong("backup_id");
        return new Row(
                new EnvironmentId(account, row.getLong("environment")),
                new SandboxWork(
                        SandboxWork.Kind.valueOf(row.getString("kind")),
                        row.getString("step"),
                        row.getString("failure"),
                        row.getString("by_name"),
                        UtcTime.get(row, "started_at")),
                DataChoice.valueOf(row.getString("data_choice")),
                backup == 0 ? null : new BackupId(backup),
                row.getInt("attempts"),
                row.getBoolean("done"));
    }

    /** Asks for work; takes the place of earlier work, but keeps in mind what that has left to clear up. */
    void ask(EnvironmentId environment, SandboxWork.Kind kind, DataChoice data, Actor by) {
        sql.in(environment, """
                INSERT INTO {a}.sandbox_work
                    (environment, kind, data_choice, step, attempts, by_user, by_name, started_at)
                VALUES (:environment, :kind, :data, 'Waiting to begin', 0, :user, :name, :at)
                ON DUPLICATE KEY UPDATE kind = VALUES(kind), data_choice = VALUES(data_choice), step = VALUES(step),
                    failure = NULL, done = FALSE, attempts = 0, by_user = VALUES(by_user),
                    by_name = VALUES(by_name), started_at = VALUES(started_at)""")
                .param("environment", environment.number())
                .param("kind", kind.name())
                .param("data", data.name())
                .param("user", Optional.ofNullable(by.user()).map(UserId::value).orElse(null))
                .param("name", by.name())
                .param("at", UtcTime.toColumn(clock.instant()))
                .update();
    }

    /** Begins one more attempt. */
    void begin(EnvironmentId environment) {
        set(environment, "attempts = attempts + 1, failure = :value", null);
    }

    void step(EnvironmentId environment, String step) {
        set(environment, "step = :value", cut(step));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= STEP_LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, STEP_LIMIT - 1)) + "…";
    }

    void fail(EnvironmentId environment, String reason) {
        set(environment, "failure = :value", reason);
    }

    void backup(EnvironmentId environment, @Nullable BackupId backup) {
        set(environment, "backup_id = :value", backup == null ? null : backup.value());
    }

    private void set(EnvironmentId environment, String assignment, @Nullable Object value) {
        sql.in(environment, "UPDATE {a}.sandbox_work SET " + assignment + " WHERE environment = :environment")
                .param("value", value)
                .param("environment", environment.number())
                .update();
    }

    /** A failed attempt is to be made again, from the start; false: it has not failed. */
    boolean retry(EnvironmentId environment) {
        return sql.in(
                                environment,
                                "UPDATE {a}.sandbox_work SET failure = NULL, attempts = 0, step = 'Waiting to begin'"
                                        + " WHERE environment = :environment AND failure IS NOT NULL")
                        .param("environment", environment.number())
                        .update()
                == 1;
    }

    /** It is in force; part of the transaction that makes it so. */
    void done(EnvironmentId environment) {
        set(environment, "done = :value", true);
    }

    /** Forgets work that is done, unless something new was asked for meanwhile. */
    void forgetDone(EnvironmentId environment) {
        delete(environment, "done");
    }

    /** Forgets that something failed. */
    void forgetFailed(EnvironmentId environment) {
        delete(environment, "failure IS NOT NULL");
    }

    /** Forgets all of a sandbox that is not there any more. */
    void forget(EnvironmentId environment) {
        delete(environment, "TRUE");
    }

    private void delete(EnvironmentId environment, String condition) {
        sql.in(environment, "DELETE FROM {a}.sandbox_work WHERE environment = :environment AND " + condition)
                .param("environment", environment.number())
                .update();
    }
}
