package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.common.json.CanonicalJson;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.ImportState;
import io.slipway.imports.Inspection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of imports and their files, as people see them: drafts, lists, starting, cancelling. */
@Component
class ImportRows {

    private static final String SELECT = "SELECT * FROM {a}.import_job ";

    /** Drafts nobody has touched for {@code :days}; a draft's heartbeat is when somebody last did. */
    static final String UNTOUCHED_DRAFT =
            "state = 'DRAFT' AND COALESCE(heartbeat_at, created_at) < NOW(3) - INTERVAL :days DAY";

    private final AccountSql sql;
    private final Clock clock;

    ImportRows(AccountSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    ImportId insertDraft(EnvironmentId environment, Actor actor, long seed) {
        UserId user = actor.user();
        sql.in(environment.account(), """
                INSERT INTO {a}.import_job (environment, title, state, seed, created_by, created_by_name, created_at)
                VALUES (:environment, '', 'DRAFT', :seed, :by, :name, :now)""")
                .param("environment", environment.number())
                .param("seed", seed)
                .param("by", user == null ? null : user.value())
                .param("name", actor.name())
                .param("now", UtcTime.toColumn(clock.instant()))
                .update();
        return new ImportId(sql.in(environment.account(), "SELECT LAST_INSERT_ID()")
                .query(Long.class)
                .single());
    }

    void insertFile(AccountId account, ImportId id, int number, String name, long size, Inspection inspection) {
        sql.in(account, """
                INSERT INTO {a}.import_file (job, number, file_name, size_bytes, inspection, row_count)
                VALUES (:job, :number, :name, :size, :inspection, :rows)""")
                .param("job", id.value())
                .param("number", number)
                .param("name", name)
                .param("size", size)
                .param("inspection", CanonicalJson.write(inspection))
                .param("rows", inspection.rows())
                .update();
    }

    void updateInspection(AccountId account, ImportId id, int number, Inspection inspection) {
        sql.in(account, """
                UPDATE {a}.import_file SET inspection = :inspection, row_count = :rows
                WHERE job = :job AND number = :number""")
                .param("job", id.value())
                .param("number", number)
                .param("inspection", CanonicalJson.write(inspection))
                .param("rows", inspection.rows())
                .update();
    }

    void deleteFile(AccountId account, ImportId id, int number) {
        sql.in(account, "DELETE FROM {a}.import_file WHERE job = :job AND number = :number")
                .param("job", id.value())
                .param("number", number)
                .update();
        sql.in(
                        account,
                        "UPDATE {a}.import_file SET number = number - 1 WHERE job = :job AND number > :number ORDER BY number")
                .param("job", id.value())
                .param("number", number)
                .update();
    }

    /** Changes a draft's title and forgets its plan; false: it is no draft any more. */
    boolean retitle(AccountId account, ImportId id, String title) {
        return sql.in(
                                account,
                                "UPDATE {a}.import_job SET title = :title, plan = NULL, heartbeat_at = NOW(3) WHERE id = :id AND state = 'DRAFT'")
                        .param("title", title)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void keepPlan(AccountId account, ImportId id, ImportPlan plan) {
        sql.in(
                        account,
                        "UPDATE {a}.import_job SET plan = :plan, heartbeat_at = NOW(3) WHERE id = :id AND state = 'DRAFT'")
                .param("plan", CanonicalJson.write(plan))
                .param("id", id.value())
                .update();
    }

    /** Locks a draft, so that two requests of one person follow each other. */
    boolean lockDraft(AccountId account, ImportId id) {
        return sql.in(account, "SELECT id FROM {a}.import_job WHERE id = :id AND state = 'DRAFT' FOR UPDATE")
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** DRAFT to QUEUED, not yet to be worked on: what the plan adds is still to be made. */
    boolean begin(AccountId account, ImportId id, ImportPlan plan, long work) {
        return sql.in(account, """
                UPDATE {a}.import_job
                SET state = 'QUEUED', structure_ready = FALSE, plan = :plan, work_total = :work, heartbeat_at = NOW(3)
                WHERE id = :id AND state = 'DRAFT'""")
                        .param("plan", CanonicalJson.write(plan))
                        .param("work", work)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** What the plan adds is there: the import may be worked on. */
    boolean ready(AccountId account, ImportId id) {
        return sql.in(account, """
                UPDATE {a}.import_job SET structure_ready = TRUE
                WHERE id = :id AND state = 'QUEUED' AND NOT structure_ready""").param("id", id.value()).update() == 1;
    }

    /** Back to a draft: what the plan adds could not be made. */
    boolean backToDraft(AccountId account, ImportId id) {
        return sql.in(account, """
                UPDATE {a}.import_job SET state = 'DRAFT', work_total = 0
                WHERE id = :id AND state = 'QUEUED' AND NOT structure_ready""").param("id", id.value()).update() == 1;
    }

    boolean cancel(AccountId account, ImportId id) {
        return sql.in(account, """
                UPDATE {a}.import_job SET state = 'CANCELLED', reason = NULL, ended_at = :now
                WHERE id = :id AND state IN ('QUEUED', 'RUNNING', 'PAUSED')""")
                        .param("id", id.value())
                        .param("now", UtcTime.toColumn(clock.instant()))
                        .update()
                == 1;
    }

    /** Removes a draft or an import that is over; false: it is under way. */
    boolean remove(AccountId account, ImportId id) {
        boolean removed = sql.in(account, """
                DELETE FROM {a}.import_job
                WHERE id = :id AND state IN ('DRAFT', 'DONE', 'FAILED', 'CANCELLED')""").param("id", id.value()).update() == 1;
        return removed && removeParts(account, id);
    }

    /** Removes a draft that is untouched for so many days; false: somebody has come back to it. */
    boolean removeDraft(AccountId account, ImportId id, int days) {
        boolean removed = sql.in(account, "DELETE FROM {a}.import_job WHERE id = :id AND " + UNTOUCHED_DRAFT)
                        .param("id", id.value())
                        .param("days", days)
                        .update()
                == 1;
        return removed && removeParts(account, id);
    }

    private boolean removeParts(AccountId account, ImportId id) {
        sql.in(account, "DELETE FROM {a}.import_file WHERE job = :id")
                .param("id", id.value())
                .update();
        sql.in(account, "DELETE FROM {a}.import_bad_row WHERE job = :id")
                .param("id", id.value())
                .update();
        return true;
    }

    Optional<StoredJob> find(AccountId account, ImportId id) {
        return with(
                        account,
                        sql.in(account, SELECT + "WHERE id = :id")
                                .param("id", id.value())
                                .query((row, index) -> head(account, row))
                                .list())
                .stream()
                .findFirst();
    }

    /**
     * Imports newest first. Without those begun for a file that was refused: there is nothing to go on with.
     *
     * @param by whose; null: everybody's
     */
    List<StoredJob> list(EnvironmentId environment, @Nullable UserId by, ImportId before, int limit) {
        return with(
                environment.account(),
                sql.in(environment.account(), SELECT + """
                                        WHERE environment = :environment AND id < :before
                                            AND (:by IS NULL OR created_by = :by)
                                            AND EXISTS (SELECT 1 FROM {a}.import_file AS f WHERE f.job = import_job.id)
                                        ORDER BY id DESC LIMIT :limit""")
                        .param("environment", environment.number())
                        .param("before", before.value())
                        .param("by", by == null ? null : by.value())
                        .param("limit", limit)
                        .query((row, index) -> head(environment.account(), row))
                        .list());
    }

    /** The imports of an account that are under way. */
    List<StoredJob> active(AccountId account) {
        return with(
                account,
                sql.in(account, SELECT + "WHERE state IN ('QUEUED', 'RUNNING', 'PAUSED') ORDER BY id")
                        .query((row, index) -> head(account, row))
                        .list());
    }

    private List<StoredJob> with(AccountId account, List<StoredJob> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        Map<Long, List<ImportJob.File>> files = new HashMap<>();
        sql.in(account, "SELECT * FROM {a}.import_file WHERE job IN (:jobs) ORDER BY job, number")
                .param(
                        "jobs",
                        heads.stream().map(head -> head.job().id().value()).toList())
                .query((row, index) -> files.computeIfAbsent(row.getLong("job"), job -> new ArrayList<>())
                        .add(file(row)))
                .list();
        return heads.stream()
                .map(head -> {
                    ImportJob job = head.job();
                    return new StoredJob(
                            new ImportJob(
                                    job.id(),
                                    job.environment(),
                                    job.title(),
                                    job.state(),
                                    job.reason(),
                                    job.plan(),
                                    files.getOrDefault(job.id().value(), List.of()),
                                    job.workTotal(),
                                    job.workDone(),
                                    job.createdBy(),
                                    job.createdByName(),
                                    job.createdAt(),
                                    job.startedAt(),
                                    job.endedAt()),
                            head.epoch(),
                            head.step(),
                            head.position(),
                            head.seed());
                })
                .toList();
    }

    private static StoredJob head(AccountId account, ResultSet row) throws SQLException {
        String plan = row.getString("plan");
        ImportJob job = new ImportJob(
                new ImportId(row.getLong("id")),
                new EnvironmentId(account, row.getLong("environment")),
                row.getString("title"),
                ImportState.valueOf(row.getString("state")),
                row.getString("reason"),
                plan == null ? null : CanonicalJson.read(plan, ImportPlan.class),
                List.of(),
                row.getLong("work_total"),
                row.getLong("work_done"),
                nullableLong(row, "created_by"),
                row.getString("created_by_name"),
                UtcTime.get(row, "created_at"),
                UtcTime.getNullable(row, "started_at"),
                UtcTime.getNullable(row, "ended_at"));
        return new StoredJob(
                job, row.getLong("epoch"), row.getInt("step"), row.getLong("position"), row.getLong("seed"));
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static ImportJob.File file(ResultSet row) throws SQLException {
        return new ImportJob.File(
                row.getInt("number"),
                row.getString("file_name"),
                row.getLong("size_bytes"),
                CanonicalJson.read(Objects.requireNonNull(row.getString("inspection")), Inspection.class),
                row.getLong("rows_read"),
                row.getLong("created_count"),
                row.getLong("updated_count"),
                row.getLong("bad_count"));
    }
}
