package io.slipway.imports.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.AcrossAccounts;
import io.slipway.common.db.UtcTime;
import io.slipway.common.json.CanonicalJson;
import io.slipway.imports.BadRow;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The rows of imports as workers move them: claims, progress, bad rows. All moves name what they leave. */
@Component
class ImportWorkRows {

    /** An owner silent for so long is taken for dead. */
    static final int DEAD_AFTER_SECONDS = 10;

    private static final int MOST_STORED_CHARACTERS = 1_000_000;

    private final AccountSql sql;
    private final AcrossAccounts across;
    private final Clock clock;

    ImportWorkRows(AccountSql sql, AcrossAccounts across, Clock clock) {
        this.sql = sql;
        this.across = across;
        this.clock = clock;
    }

    /** Of accounts, those that have imports somebody has to work on, or does. */
    List<AccountId> withUnfinished(Collection<AccountId> accounts) {
        return across.where(
                accounts, "EXISTS (SELECT 1 FROM {a}.import_job WHERE state IN ('PAUSED', 'QUEUED', 'RUNNING'))");
    }

    /** The imports nobody works on: queued, paused, or left by an owner that is silent. */
    List<Waiting> waiting(AccountId account) {
        return sql.in(account, """
                SELECT id, environment, state, epoch, structure_ready, position = 0 AND step = 0 AS unbegun
                FROM {a}.import_job
                WHERE state = 'PAUSED'
                   OR state = 'QUEUED' AND (structure_ready OR heartbeat_at < NOW(3) - INTERVAL :dead SECOND)
                   OR state = 'RUNNING' AND heartbeat_at < NOW(3) - INTERVAL :dead SECOND
                ORDER BY id""")
                .param("dead", DEAD_AFTER_SECONDS)
                .query((row, index) -> new Waiting(
                        new ImportClaim(
                                new EnvironmentId(account, row.getLong("environment")),
                                new ImportId(row.getLong("id")),
                                row.getLong("epoch")),
                        ImportState.valueOf(row.getString("state")),
                        row.getBoolean("structure_ready"),
                        row.getBoolean("unbegun")))
                .list();
    }

    /**
     * An import nobody works on.
     *
     * @param structureReady whether what its plan adds is there
     * @param unbegun whether nothing of it is imported yet
     */
    record Waiting(ImportClaim claim, ImportState state, boolean structureReady, boolean unbegun) {}

    /** Takes an import; null: somebody else was quicker. */
    @Nullable
    ImportClaim claim(Waiting waiting, String owner) {
        ImportClaim found = waiting.claim();
        int moved = sql.in(found.environment().account(), """
                UPDATE {a}.import_job
                SET state = 'RUNNING', reason = NULL, owner = :owner, epoch = epoch + 1, heartbeat_at = NOW(3),
                    started_at = COALESCE(started_at, :now)
                WHERE id = :id AND state = :state AND epoch = :epoch""")
                .param("owner", owner)
                .param("now", UtcTime.toColumn(clock.instant()))
                .param("id", found.id().value())
                .param("state", waiting.state().name())
                .param("epoch", found.epoch())
                .update();
        return moved == 1 ? new ImportClaim(found.environment(), found.id(), found.epoch() + 1) : null;
    }

    /** Says that the owner lives. */
    void heartbeat(ImportClaim claim) {
        guarded(claim, "UPDATE {a}.import_job SET heartbeat_at = NOW(3)").update();
    }

    /** Moves an import out of RUNNING; false: it is no longer ours. */
    boolean leave(ImportClaim claim, ImportState to, @Nullable String reason) {
        return guarded(claim, """
                UPDATE {a}.import_job SET state = :to, reason = :reason, owner = NULL, ended_at = :ended""")
                        .param("to", to.name())
                        .param("reason", reason)
                        .param("ended", to.isFinal() ? UtcTime.toColumn(clock.instant()) : null)
                        .update()
                == 1;
    }

    /** Puts an import on hold that nobody works on. */
    void hold(Waiting waiting, String reason) {
        sql.in(waiting.claim().environment().account(), """
                UPDATE {a}.import_job SET state = 'PAUSED', reason = :reason, owner = NULL, epoch = epoch + 1
                WHERE id = :id AND state = :state AND epoch = :epoch AND (state <> 'PAUSED' OR reason <> :reason)""")
                .param("reason", reason)
                .param("id", waiting.claim().id().value())
                .param("state", waiting.state().name())
                .param("epoch", waiting.claim().epoch())
                .update();
    }

    /** Ends an import that nobody works on and nobody can go on with. */
    void fail(Waiting waiting, String reason) {
        sql.in(waiting.claim().environment().account(), """
                UPDATE {a}.import_job SET state = 'FAILED', reason = :reason, owner = NULL, ended_at = :now
                WHERE id = :id AND state = :state AND epoch = :epoch""")
                .param("reason", reason)
                .param("now", UtcTime.toColumn(clock.instant()))
                .param("id", waiting.claim().id().value())
                .param("state", waiting.state().name())
                .param("epoch", waiting.claim().epoch())
                .update();
    }

    /**
     * Writes down how far an import is, in the transaction of the records.
     *
     * @throws ImportClaim.Lost when it is no longer ours, or no longer where we thought; then nothing may be written
     */
    void advance(ImportClaim claim, Progress progress) {
        int moved = sql.in(claim.environment().account(), """
                UPDATE {a}.import_job
                SET position = position + :rows, work_done = work_done + :rows, heartbeat_at = NOW(3)
                WHERE id = :id AND state = 'RUNNING' AND epoch = :epoch AND step = :step AND position = :position""")
                .param("rows", progress.rows())
                .param("id", claim.id().value())
                .param("epoch", claim.epoch())
                .param("step", progress.step())
                .param("position", progress.position())
                .update();
        if (moved != 1) {
            throw new ImportClaim.Lost(claim);
        }
        sql.in(claim.environment().account(), """
                UPDATE {a}.import_file
                SET rows_read = rows_read + :read, created_count = created_count + :created,
                    updated_count = updated_count + :updated, bad_count = bad_count + :bad
                WHERE job = :job AND number = :number""")
                .param("read", progress.firstTime() ? progress.rows() : 0)
                .param("created", progress.created())
                .param("updated", progress.updated())
                .param("bad", progress.bad().size())
                .param("job", claim.id().value())
                .param("number", progress.file())
                .update();
        progress.bad().forEach(row -> insertBad(claim, progress.step(), row));
    }

    /**
     * How far a batch brings an import.
     *
     * @param position rows of the step that were done before
     * @param firstTime whether the step goes through the file for the first time
     */
    record Progress(
            int step,
            long position,
            int file,
            int rows,
            boolean firstTime,
            int created,
            int updated,
            List<BadRow> bad) {}

    /** Begins the next step. */
    void nextStep(ImportClaim claim, int step) {
        boolean moved = guarded(
                                claim,
                                "UPDATE {a}.import_job SET step = step + 1, position = 0, heartbeat_at = NOW(3)",
                                " AND step = :step")
                        .param("step", step)
                        .update()
                == 1;
        if (!moved) {
            throw new ImportClaim.Lost(claim);
        }
    }

    private void insertBad(ImportClaim claim, int step, BadRow row) {
        sql.in(claim.environment().account(), """
                INSERT INTO {a}.import_bad_row (job, file, row_place, step, line, incomplete, reason, cells)
                VALUES (:job, :file, :row, :step, :line, :incomplete, :reason, :cells)""")
                .param("job", claim.id().value())
                .param("file", row.file())
                .param("row", row.row())
                .param("step", step)
                .param("line", row.line())
                .param("incomplete", row.incomplete())
                .param("reason", row.reason())
                .param("cells", cells(row.cells()))
                .update();
    }

    /** A row of more than a million characters is kept shortened: it is for looking at, and the person has the file. */
    private static String cells(List<String> cells) {
        long size = cells.stream().mapToLong(String::length).sum();
        int most = size <= MOST_STORED_CHARACTERS ? Integer.MAX_VALUE : MOST_STORED_CHARACTERS / cells.size();
        return CanonicalJson.write(cells.stream()
                .map(cell -> cell.length() <= most ? cell : Words.cut(cell, Math.max(2, most)))
                .toList());
    }

    List<BadRow> badRows(AccountId account, ImportId id, long offset, int limit) {
        return sql.in(account, """
                SELECT * FROM {a}.import_bad_row WHERE job = :job
                ORDER BY file, row_place, step LIMIT :limit OFFSET :offset""")
                .param("job", id.value())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> bad(row))
                .list();
    }

    List<BadRow.Listed> badRowsAfter(AccountId account, ImportId id, BadRow.@Nullable Place after, int limit) {
        return sql.in(account, """
                SELECT * FROM {a}.import_bad_row
                WHERE job = :job AND (file, row_place, step) > (:file, :row, :step)
                ORDER BY file, row_place, step LIMIT :limit""")
                .param("job", id.value())
                .param("file", after == null ? -1 : after.file())
                .param("row", after == null ? 0 : after.row())
                .param("step", after == null ? 0 : after.step())
                .param("limit", limit)
                .query((row, index) -> {
                    BadRow bad = bad(row);
                    return new BadRow.Listed(bad, new BadRow.Place(bad.file(), bad.row(), row.getInt("step")));
                })
                .list();
    }

    private static BadRow bad(ResultSet row) throws SQLException {
        return new BadRow(
                row.getInt("file"),
                row.getLong("row_place"),
                row.getLong("line"),
                row.getBoolean("incomplete"),
                row.getString("reason"),
                CanonicalJson.read(row.getString("cells"), new TypeReference<List<String>>() {}));
    }

    /** How many bad rows an import has. */
    long countBad(ImportClaim claim) {
        return sql.in(claim.environment().account(), "SELECT SUM(bad_count) FROM {a}.import_file WHERE job = :job")
                .param("job", claim.id().value())
                .query(Long.class)
                .single();
    }

    /** Which of these rows of a file were not imported. */
    Set<Long> rejected(ImportClaim claim, int file, Collection<Long> rows) {
        return new HashSet<>(sql.in(claim.environment().account(), """
                SELECT row_place FROM {a}.import_bad_row
                WHERE job = :job AND file = :file AND NOT incomplete AND row_place IN (:rows)""")
                .param("job", claim.id().value())
                .param("file", file)
                .param("rows", rows)
                .query(Long.class)
                .list());
    }

    private JdbcClient.StatementSpec guarded(ImportClaim claim, String update) {
        return guarded(claim, update, "");
    }

    private JdbcClient.StatementSpec guarded(ImportClaim claim, String update, String also) {
        return sql.in(
                        claim.environment().account(),
                        update + " WHERE id = :id AND state = 'RUNNING' AND epoch = :epoch" + also)
                .param("id", claim.id().value())
                .param("epoch", claim.epoch());
    }
}
