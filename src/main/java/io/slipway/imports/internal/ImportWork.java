package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Definitions;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.ImportState;
import io.slipway.records.Records;
import io.slipway.storage.RecordStore;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Works on a claimed import until it is over, has to wait, or is no longer ours. */
@Component
class ImportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    private final ImportRows jobs;
    private final ImportWorkRows rows;
    private final UploadedFiles files;
    private final Records records;
    private final RecordStore store;
    private final Definitions definitions;
    private final ImportHold hold;
    private final People people;
    private final PersonDirectory directory;
    private final ObjectProvider<ImportObserver> observers;

    ImportWork(
            ImportRows jobs,
            ImportWorkRows rows,
            UploadedFiles files,
            Records records,
            RecordStore store,
            Definitions definitions,
            ImportHold hold,
            People people,
            PersonDirectory directory,
            ObjectProvider<ImportObserver> observers) {
        this.jobs = jobs;
        this.rows = rows;
        this.files = files;
        this.records = records;
        this.store = store;
        this.definitions = definitions;
        this.hold = hold;
        this.people = people;
        this.directory = directory;
        this.observers = observers;
    }

    /**
     * Goes on with an import from where it is.
     *
     * @param stopping whether this process is about to end
     */
    void go(ImportClaim claim, BooleanSupplier stopping) {
        try {
            requireNotRestored(claim);
            work(claim, stopping);
            end(claim, ImportState.DONE, null);
        } catch (ImportRun.Waits waits) {
            rows.leave(claim, ImportState.PAUSED, waits.getMessage());
        } catch (ImportClaim.Lost lost) {
            LOG.info("{}", lost.getMessage());
        } catch (ImportRun.Stopped | NotAllowed | InvalidInput stopped) {
            end(claim, ImportState.FAILED, stopped.getMessage());
        } catch (RuntimeException e) {
            if (isPassing(e) || stopping.getAsBoolean()) {
                // Our heartbeat ends, and then it is taken up again from its last batch.
                LOG.warn(
                        "Import {} of {} was interrupted and will be taken up again",
                        claim.id(),
                        claim.environment(),
                        e);
            } else {
                fail(claim, e);
            }
        }
    }

    /** Whether the database, not the import, was at fault. */
    private static boolean isPassing(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException
                || Transactions.isCausedByOthers(e);
    }

    private void fail(ImportClaim claim, RuntimeException e) {
        if (hold.isGone(claim.environment())) {
            end(claim, ImportState.FAILED, "The sandbox was discarded.");
            return;
        }
        LOG.error("Import {} of {} failed", claim.id(), claim.environment(), e);
        end(
                claim,
                ImportState.FAILED,
                "Something unexpected went wrong; the log of the server says what. The rows before are imported.");
    }

    private void end(ImportClaim claim, ImportState state, @Nullable String reason) {
        if (rows.leave(claim, state, reason)) {
            files.discardAll(claim.environment().account(), claim.id());
        }
    }

    private void work(ImportClaim claim, BooleanSupplier stopping) {
        AccountId account = claim.environment().account();
        StoredJob stored = jobs.find(account, claim.id()).orElseThrow(() -> new ImportClaim.Lost(claim));
        ImportJob job = stored.job();
        ImportPlan plan = Objects.requireNonNull(job.plan(), "An import that runs has a plan");
        List<Step> steps = Step.of(plan, definitions.current(claim.environment()));
        ImportRun run = new ImportRun(
                claim,
                records,
                definitions,
                rows,
                hold,
                () -> actor(job),
                stopping,
                observers.stream().toList());
        CellReader cells = new CellReader(account, directory, ZoneId.of(plan.zone()));
        for (int index = stored.step(); index < steps.size(); index++) {
            Step step = steps.get(index);
            long done = index == stored.step() ? stored.position() : 0;
            ImportJob.File file = job.files().get(step.file());
            StepWork work =
                    work(claim, stored, plan, step, file.inspection().columns().size(), cells);
            try (CsvRows csv = CsvRows.open(
                    files.path(account, claim.id(), step.file()),
                    file.inspection().format())) {
                run.go(step, index, done, csv, work);
            }
            rows.nextStep(claim, index);
        }
    }

    private StepWork work(
            ImportClaim claim, StoredJob stored, ImportPlan plan, Step step, int width, CellReader cells) {
        RecordIds ids = new RecordIds(stored.job().createdAt(), stored.seed());
        return switch (plan.files().get(step.file())) {
            case ImportPlan.Rows each ->
                switch (step.kind()) {
                    case ROWS -> new RecordsWork(each, step, width, ids, cells, store);
                    case LINKS ->
                        new LaterLinksWork(
                                each,
                                step,
                                width,
                                ids,
                                cells,
                                store,
                                (file, numbers) -> rows.rejected(claim, file, numbers));
                    case PAIRS -> throw new IllegalStateException("A file of rows has no pairs");
                };
            case ImportPlan.Pairs pairs -> new PairsWork(pairs, step.file(), width, cells, store);
        };
    }

    /** The person who started the import, with the permissions they have now. */
    private Actor actor(ImportJob job) {
        AccountId account = job.environment().account();
        Long id = job.createdBy();
        if (id == null) {
            return new Actor.House(account, job.createdByName());
        }
        Person person = people.get(new Actor.House(account, "Imports"), new UserId(id));
        if (!person.enabled()) {
            throw new ImportRun.Stopped(person.name() + ", who started this import, can no longer sign in.");
        }
        return person.actor();
    }

    /** What a restore has put back is without the rows that were through: going on would leave a hole. */
    private void requireNotRestored(ImportClaim claim) {
        ImportJob job = jobs.find(claim.environment().account(), claim.id())
                .orElseThrow(() -> new ImportClaim.Lost(claim))
                .job();
        boolean begun = job.workDone() > 0 && job.startedAt() != null;
        if (begun && hold.wasRestoredSince(job.environment(), Objects.requireNonNull(job.startedAt()))) {
            throw new ImportRun.Stopped("Production was restored from a backup while this import was under way, which"
                    + " took back the rows imported until then. Start it again.");
        }
    }
}
