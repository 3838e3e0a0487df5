package io.slipway.promotion.internal;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.AcrossAccounts;
import io.slipway.common.db.Counters;
import io.slipway.common.db.Transactions;
import io.slipway.common.json.CanonicalJson;
import io.slipway.promotion.Plan;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.sandbox.RunsNearby;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The rows of runs. Every change of one names the state and the epoch it leaves; times are the database's. */
@Component
class RunStore {

    // in seconds since 1970; exact to a second or two
    private static final String SERVER_START = "(SELECT UNIX_TIMESTAMP() - VARIABLE_VALUE"
            + " FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME')";

    private static final String EXPECTED_END = ", expected_end = NOW(3) + INTERVAL 10 SECOND";

    private final AccountSql sql;
    private final AcrossAccounts across;
    private final Transactions transactions;
    private final Counters counters;

    RunStore(AccountSql sql, AcrossAccounts across, Transactions transactions, Counters counters) {
        this.sql = sql;
        this.across = across;
        this.transactions = transactions;
        this.counters = counters;
    }

    /** The number of a run that is about to be written, and a row that its owner can lock before anybody sees the run. */
    RunId next(AccountId account) {
        RunId id = new RunId(counters.next(account, "run"));
        sql.in(account, "INSERT INTO {a}.run_owner (run_id) VALUES (:id)")
                .param("id", id.value())
                .update();
        return id;
    }

    /** Takes a number back whose run was not written. */
    void forget(AccountId account, RunId id) {
        sql.in(account, "DELETE FROM {a}.run_owner WHERE run_id = :id AND run_id NOT IN (SELECT id FROM {a}.run)")
                .param("id", id.value())
                .update();
    }

    /** Writes a new run; false: the target has one that is not over. */
    boolean insert(
            RunId id,
            Run.Kind kind,
            EnvironmentId target,
            @Nullable EnvironmentId sandbox,
            @Nullable BackupId backup,
            Plan plan,
            Actor.Person by,
            @Nullable String exemptSession) {
        try {
            transactions.once(() -> {
                sql.in(
                                target,
                                "INSERT INTO {a}.run (id, kind, environment, sandbox, backup_id, state, epoch, plan,"
                                        + " plan_hash, started_by, started_by_name, started_by_email, exempt_session,"
                                        + " started_at, heartbeat_at) VALUES (:id, :kind, :environment, :sandbox,"
                                        + " :backup, 'CHECKING', 1, :plan, :hash, :by, :name, :email, :session,"
                                        + " NOW(3), NOW(3))")
                        .param("id", id.value())
                        .param("kind", kind.name())
                        .param("environment", target.number())
                        .param("sandbox", sandbox == null ? null : sandbox.number())
                        .param("backup", backup == null ? null : backup.value())
                        .param("plan", CanonicalJson.write(plan))
                        .param("hash", plan.hash())
                        .param("by", by.user().value())
                        .param("name", by.name())
                        .param("email", by.email())
                        .param("session", exemptSession)
                        .update();
                return true;
            });
        } catch (DuplicateKeyException e) {
            return false;
        }
        return true;
    }

    Optional<Run> find(AccountId account, RunId id) {
        return sql.in(account, "SELECT * FROM {a}.run WHERE id = :id")
                .param("id", id.value())
                .query((row, index) -> run(account, row))
                .optional();
    }

    Run get(AccountId account, RunId id) {
        return find(account, id).orElseThrow(() -> new IllegalStateException("There is no run " + id));
    }

    List<Run> all(AccountId account) {
        return sql.in(account, "SELECT * FROM {a}.run ORDER BY id DESC LIMIT 500")
                .query((row, index) -> run(account, row))
                .list();
    }

    /** By the column with an index, so that it costs the same however many runs there were. */
    List<Run> unfinished(AccountId account) {
        return sql.in(account, "SELECT * FROM {a}.run WHERE active_target IS NOT NULL ORDER BY id")
                .query((row, index) -> run(account, row))
                .list();
    }

    /** Of accounts, those that have runs that are not over. */
    List<AccountId> withUnfinished(Collection<AccountId> accounts) {
        return across.where(accounts, "EXISTS (SELECT 1 FROM {a}.run WHERE active_target IS NOT NULL)");
    }

    /** The last run that locked an environment. */
    Optional<Run> lastLocking(EnvironmentId environment) {
        return sql.in(
                        environment,
                        "SELECT * FROM {a}.run WHERE environment = :environment AND locked_at IS NOT NULL"
                                + " ORDER BY id DESC LIMIT 1")
                .param("environment", environment.number())
                .query((row, index) -> run(environment.account(), row))
                .optional();
    }

    /** All restores of production, with the revision they put in force. */
    List<RunsNearby.Restore> restores(EnvironmentId production) {
        return sql.in(
                        production,
                        "SELECT id, flipped_revision FROM {a}.run WHERE kind = 'RESTORE' AND environment = :environment")
                .param("environment", production.number())
                .query((row, index) -> new RunsNearby.Restore(
                        new RunId(row.getLong("id")),
                        optional(row, "flipped_revision") == 0 ? null : optional(row, "flipped_revision")))
                .list();
    }

    @Nullable
    String exemptSession(AccountId account, RunId id) {
        return sql.in(account, "SELECT exempt_session FROM {a}.run WHERE id = :id")
                .param("id", id.value())
                .query((row, index) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** Locks the run's row and makes sure it is in a state and still this epoch's. */
    boolean lock(AccountId account, RunId id, RunState state, long epoch) {
        return sql.in(account, "SELECT id FROM {a}.run WHERE id = :id AND state = :state AND epoch = :epoch FOR UPDATE")
                .param("id", id.value())
                .param("state", state.name())
                .param("epoch", epoch)
                .query((row, index) -> row.getLong(1))
                .optional()
                .isPresent();
    }

    /** The guarded move; false: somebody else has it, or it is elsewhere. */
    boolean move(AccountId account, RunId id, RunState from, RunState to, long epoch) {
        return move(account, id, from, to, epoch, Also.NOTHING);
    }

    boolean move(AccountId account, RunId id, RunState from, RunState to, long epoch, Also also) {
        if (!from.next().contains(to)) {
            throw new IllegalStateException("A run never moves from " + from + " to " + to);
        }
        String ended = to.isFinal() ? ", ended_at = NOW(3)" : "";
        // from here on people and programs are told of the lock, and until when
        String announced = to == RunState.LOCKING ? EXPECTED_END : "";
        return update(
                account,
                id,
                epoch,
                "state = '" + to + "'" + ended + announced + also.assignment,
                "AND state = '" + from + "'");
    }

    /** What is written into the run's row with a move, because it becomes true with it. */
    enum Also {
        NOTHING(""),
        LOCKED(", locked_at = NOW(3)" + EXPECTED_END),
        UNLOCKED(", unlocked_at = COALESCE(unlocked_at, NOW(3))");

        private final String assignment;

        Also(String assignment) {
            this.assignment = assignment;
        }
    }

    boolean markUnlocked(AccountId account, RunId id, long epoch) {
        return update(account, id, epoch, "unlocked_at = NOW(3)", "AND unlocked_at IS NULL AND locked_at IS NOT NULL");
    }

    boolean heartbeat(AccountId account, RunId id, long epoch) {
        return update(account, id, epoch, "heartbeat_at = NOW(3)", "");
    }

    private boolean update(AccountId account, RunId id, long epoch, String assignment, String condition) {
        return sql.in(account, "UPDATE {a}.run SET " + assignment + " WHERE id = :id AND epoch = :epoch " + condition)
                        .param("id", id.value())
                        .param("epoch", epoch)
                        .update()
                == 1;
    }

    boolean fail(AccountId account, RunId id, long epoch, String failure) {
        return sql.in(
                                account,
                                "UPDATE {a}.run SET failure = COALESCE(failure, :failure)"
                                        + " WHERE id = :id AND epoch = :epoch")
                        .param("failure", failure)
                        .param("id", id.value())
                        .param("epoch", epoch)
                        .update()
                == 1;
    }

    void safetyBackup(AccountId account, RunId id, long epoch, BackupId backup) {
        sql.in(account, "UPDATE {a}.run SET safety_backup = :backup WHERE id = :id AND epoch = :epoch")
                .param("backup", backup.value())
                .param("id", id.value())
                .param("epoch", epoch)
                .update();
    }

    void flipped(AccountId account, RunId id, @Nullable Long revision) {
        sql.in(account, "UPDATE {a}.run SET flipped_revision = :revision WHERE id = :id")
                .param("revision", revision)
                .param("id", id.value())
                .update();
    }

    /** The target's revision the flip made; empty while it has not committed. */
    Optional<Long> flippedRevision(AccountId account, RunId id) {
        long revision = sql.in(account, "SELECT COALESCE(flipped_revision, 0) FROM {a}.run WHERE id = :id")
                .param("id", id.value())
                .query((row, index) -> row.getLong(1))
                .single();
        return revision == 0 ? Optional.empty() : Optional.of(revision);
    }

    boolean askToCancel(AccountId account, RunId id) {
        return sql.in(
                                account,
                                "UPDATE {a}.run SET cancel_asked = TRUE WHERE id = :id"
                                        + " AND state IN ('CHECKING', 'PREPARING')")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Takes over: only one of several gets the next epoch. */
    boolean takeOver(AccountId account, RunId id, long seenEpoch) {
        return update(account, id, seenEpoch, "epoch = epoch + 1, heartbeat_at = NOW(3)", "AND ended_at IS NULL");
    }

    /** Whether the run's owner has not been heard of for a while, by the database's clock. */
    boolean isStale(AccountId account, RunId id, int seconds) {
        return sql.in(
                        account,
                        "SELECT heartbeat_at < NOW(3) - INTERVAL " + seconds + " SECOND FROM {a}.run WHERE id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void connection(AccountId account, RunId id, long connection, long epoch) {
        sql.in(
                        account,
                        "INSERT INTO {a}.run_connection (run_id, connection_id, epoch, server_start)"
                                + " VALUES (:id, :connection, :epoch, " + SERVER_START + ")"
                                + " ON DUPLICATE KEY UPDATE epoch = VALUES(epoch), server_start = VALUES(server_start)")
                .param("id", id.value())
                .param("connection", connection)
                .param("epoch", epoch)
                .update();
    }

    List<Long> connectionsBefore(AccountId account, RunId id, long epoch) {
        return sql.in(
                        account,
                        "SELECT connection_id FROM {a}.run_connection WHERE run_id = :id AND epoch < :epoch"
                                + " AND ABS(server_start - " + SERVER_START + ") <= 2")
                .param("id", id.value())
                .param("epoch", epoch)
                .query((row, index) -> Long.valueOf(row.getLong(1)))
                .list();
    }

    void forgetConnections(AccountId account, RunId id, long beforeEpoch) {
        sql.in(account, "DELETE FROM {a}.run_connection WHERE run_id = :id AND epoch < :epoch")
                .param("id", id.value())
                .param("epoch", beforeEpoch)
                .update();
    }

    private static Run run(AccountId account, ResultSet row) throws SQLException {
        return new Run(
                new RunId(row.getLong("id")),
                Run.Kind.valueOf(row.getString("kind")),
                new EnvironmentId(account, row.getLong("environment")),
                optional(row, "sandbox") == 0 ? null : new EnvironmentId(account, optional(row, "sandbox")),
                optional(row, "backup_id") == 0 ? null : new BackupId(optional(row, "backup_id")),
                RunState.valueOf(row.getString("state")),
                row.getLong("epoch"),
                CanonicalJson.read(row.getString("plan"), Plan.class),
                row.getLong("started_by"),
                row.getString("started_by_name"),
                row.getString("started_by_email"),
                time(row, "started_at"),
                timeOrNull(row, "expected_end"),
                timeOrNull(row, "locked_at"),
                timeOrNull(row, "unlocked_at"),
                timeOrNull(row, "ended_at"),
                row.getString("failure"),
                optional(row, "safety_backup") == 0 ? null : new BackupId(optional(row, "safety_backup")),
                row.getBoolean("cancel_asked"));
    }

    private static long optional(ResultSet row, String column) throws SQLException {
        return row.getLong(column);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
