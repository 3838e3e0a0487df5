package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of {@code backup}. Every move names the state it leaves. */
@Component
class BackupRows {

    private final AccountSql sql;
    private final Clock clock;

    BackupRows(AccountSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a new backup is. */
    record New(
            BackupId id,
            EnvironmentId environment,
            Backup.Kind kind,
            String name,
            String notes,
            String by,
            @Nullable RunId run) {}

    /** Writes a RUNNING one. */
    void insert(New backup) {
        RunId run = backup.run();
        sql.in(
                        backup.environment(),
                        "INSERT INTO {a}.backup (id, environment, kind, state, name, notes, by_name, run_id, started_at)"
                                + " VALUES (:id, :environment, :kind, 'RUNNING', :name, :notes, :by, :run, :at)")
                .param("id", backup.id().value())
                .param("environment", backup.environment().number())
                .param("kind", backup.kind().name())
                .param("name", backup.name())
                .param("notes", backup.notes())
                .param("by", backup.by())
                .param("run", run == null ? null : run.value())
                .param("at", now())
                .update();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Optional<Backup> find(AccountId account, BackupId id) {
        return sql.in(account, "SELECT * FROM {a}.backup WHERE id = :id")
                .param("id", id.value())
                .query((row, index) -> backup(account, row))
                .optional();
    }

    /** All of the account, newest first. */
    List<Backup> all(AccountId account) {
        return sql.in(account, "SELECT * FROM {a}.backup ORDER BY id DESC")
                .query((row, index) -> backup(account, row))
                .list();
    }

    /** How far a RUNNING one is, for people. */
    void progress(EnvironmentId environment, BackupId id, long revision, long records, long bytes) {
        sql.in(
                        environment,
                        "UPDATE {a}.backup SET revision = :revision, records = :records, size_bytes = :bytes"
                                + " WHERE id = :id AND state = 'RUNNING'")
                .param("revision", revision)
                .param("records", records)
                .param("bytes", bytes)
                .param("id", id.value())
                .update();
    }

    /** RUNNING to SECURED; false: somebody gave it up. */
    boolean secured(EnvironmentId environment, BackupId id, long records) {
        return sql.in(
                                environment,
                                "UPDATE {a}.backup SET state = 'SECURED', records = :records"
                                        + " WHERE id = :id AND state = 'RUNNING'")
                        .param("records", records)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** SECURED to COMPLETE; false: somebody else did. */
    boolean completed(EnvironmentId environment, BackupId id, long records, long bytes, String manifestHash) {
        return sql.in(
                                environment,
                                "UPDATE {a}.backup SET state = 'COMPLETE', records = :records, size_bytes = :bytes,"
                                        + " manifest_hash = :hash, completed_at = :at, verified_at = :at, failure = NULL"
                                        + " WHERE id = :id AND state = 'SECURED'")
                        .param("records", records)
                        .param("bytes", bytes)
                        .param("hash", manifestHash)
                        .param("at", now())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** RUNNING to COMPLETE, of one that came as a file; false: somebody gave it up. */
    boolean arrived(EnvironmentId environment, BackupId id, Manifest manifest, String notes, long bytes, String hash) {
        return sql.in(
                                environment,
                                "UPDATE {a}.backup SET state = 'COMPLETE', name = :name, notes = :notes,"
                                        + " revision = :revision, records = :records, size_bytes = :bytes,"
                                        + " manifest_hash = :hash, completed_at = :at, verified_at = :at, failure = NULL"
                                        + " WHERE id = :id AND state = 'RUNNING'")
                        .param("name", manifest.name())
                        .param("notes", notes)
                        .param("revision", manifest.revision())
                        .param("records", manifest.records())
                        .param("bytes", bytes)
                        .param("hash", hash)
                        .param("at", now())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** RUNNING to FAILED; false: it was not running any more. */
    boolean failed(EnvironmentId environment, BackupId id, String reason) {
        return sql.in(
                                environment,
                                "UPDATE {a}.backup SET state = 'FAILED', failure = :reason, size_bytes = 0, records = 0"
                                        + " WHERE id = :id AND state = 'RUNNING'")
                        .param("reason", reason)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** SECURED to FAILED, of one that no run needs; false: it is not such a one. */
    boolean lost(EnvironmentId environment, BackupId id, String reason) {
        return sql.in(
                                environment,
                                "UPDATE {a}.backup SET state = 'FAILED', failure = :reason, size_bytes = 0, records = 0"
                                        + " WHERE id = :id AND state = 'SECURED' AND run_id IS NULL")
                        .param("reason", reason)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** COMPLETE or FAILED (or a passing copy that is SECURED) to FAILED, before its files go; false: it is neither. */
    boolean condemned(AccountId account, BackupId id) {
        return sql.in(
                                account,
                                "UPDATE {a}.backup SET state = 'FAILED', failure = 'It is being deleted.'"
                                        + " WHERE id = :id AND (state IN ('COMPLETE', 'FAILED')"
                                        + " OR state = 'SECURED' AND kind = 'SANDBOX_COPY')")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void delete(AccountId account, BackupId id) {
        sql.in(account, "DELETE FROM {a}.backup_tail WHERE backup_id = :id")
                .param("id", id.value())
                .update();
        sql.in(account, "DELETE FROM {a}.backup WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    /** What verifying found. */
    void verified(AccountId account, BackupId id, @Nullable String damage) {
        sql.in(
                        account,
                        "UPDATE {a}.backup SET verified_at = :at, failure = :damage"
                                + " WHERE id = :id AND state = 'COMPLETE'")
                .param("at", damage == null ? now() : null)
                .param("damage", damage)
                .param("id", id.value())
                .update();
    }

    /** The checksum of a COMPLETE one's manifest. */
    Optional<String> manifestHash(AccountId account, BackupId id) {
        return sql.in(
                        account,
                        "SELECT manifest_hash FROM {a}.backup WHERE id = :id AND state = 'COMPLETE'"
                                + " AND manifest_hash IS NOT NULL")
                .param("id", id.value())
                .query((row, index) -> row.getString(1))
                .optional();
    }

    private static Backup backup(AccountId account, ResultSet row) throws SQLException {
        long run = row.getLong("run_id");
        return new Backup(
                new BackupId(row.getLong("id")),
                new EnvironmentId(account, row.getLong("environment")),
                Backup.Kind.valueOf(row.getString("kind")),
                Backup.State.valueOf(row.getString("state")),
                row.getString("name"),
                row.getString("notes"),
                row.getString("by_name"),
                run == 0 ? null : new RunId(run),
                row.getObject("started_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                instant(row, "completed_at"),
                row.getLong("revision"),
                row.getLong("records"),
                row.getLong("size_bytes"),
                instant(row, "verified_at"),
                row.getString("failure"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
}
