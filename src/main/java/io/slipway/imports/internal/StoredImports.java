package io.slipway.imports.internal;

import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.imports.AlreadyStarted;
import io.slipway.imports.BadRow;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.ImportState;
import io.slipway.imports.Imports;
import io.slipway.imports.Inspection;
import io.slipway.imports.PreviewRow;
import io.slipway.records.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Imports from upload to start, and what people see of them afterwards. */
@Service
class StoredImports implements Imports {

    private static final String NOT_HERE = "This is not here, or not yours to see.";
    private static final int MOST_NAME = 200;
    private static final int MOST_SHOWN = 500;
    private static final ImportId NONE_BEFORE = new ImportId(Long.MAX_VALUE);

    private final ImportRows jobs;
    private final ImportWorkRows work;
    private final UploadedFiles files;
    private final CsvInspector inspector;
    private final ImportPreviews previews;
    private final KeyEvidence evidence;
    private final ImportPlanCheck check;
    private final ImportWorkers workers;
    private final PlannedStructure structure;
    private final Records records;
    private final Definitions definitions;
    private final Environments environments;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final SecureRandom random = new SecureRandom();

    StoredImports(
            ImportRows jobs,
            ImportWorkRows work,
            UploadedFiles files,
            CsvInspector inspector,
            ImportPreviews previews,
            KeyEvidence evidence,
            ImportPlanCheck check,
            ImportWorkers workers,
            PlannedStructure structure,
            Records records,
            Definitions definitions,
            Environments environments,
            Accounts accounts,
            AuditTrail audit,
            Transactions transactions) {
        this.jobs = jobs;
        this.work = work;
        this.files = files;
        this.inspector = inspector;
        this.previews = previews;
        this.evidence = evidence;
        this.check = check;
        this.workers = workers;
        this.structure = structure;
        this.records = records;
        this.definitions = definitions;
        this.environments = environments;
        this.accounts = accounts;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public ImportId begin(Actor actor, EnvironmentId environment) {
        requireImporter(actor, environment);
        return transactions.once(() -> jobs.insertDraft(environment, actor, random.nextLong()));
    }

    @Override
    public ImportJob addFile(Actor actor, ImportId id, String fileName, InputStream content) {
        StoredJob draft = draft(actor, id);
        AccountId account = actor.account();
        if (draft.job().files().size() >= MOST_FILES) {
            throw new InvalidInput("file", "At most " + MOST_FILES + " files can be imported together.");
        }
        Path part = files.receive(account, content);
        try {
            Inspection inspection = inspector.inspect(part);
            long size = Files.size(part);
            transactions.once(() -> {
                requireDraft(account, id);
                int number = jobs.find(account, id).orElseThrow().job().files().size();
                jobs.insertFile(account, id, number, name(fileName), size, inspection);
                retitle(account, id);
                files.keep(part, account, id, number);
                return number;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file can't be read", e);
        } finally {
            files.discard(part);
        }
        return get(actor, id).job();
    }

    @Override
    public ImportJob reread(Actor actor, ImportId id, int file, CsvFormat format) {
        StoredJob draft = draft(actor, id);
        requireFile(draft, file);
        try {
            Inspection inspection = inspector.inspect(files.path(actor.account(), id, file), format);
            transactions.once(() -> {
                requireDraft(actor.account(), id);
                jobs.updateInspection(actor.account(), id, file, inspection);
                return retitle(actor.account(), id);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file can't be read", e);
        }
        return get(actor, id).job();
    }

    @Override
    public ImportJob removeFile(Actor actor, ImportId id, int file) {
        StoredJob draft = draft(actor, id);
        requireFile(draft, file);
        transactions.once(() -> {
            requireDraft(actor.account(), id);
            jobs.deleteFile(actor.account(), id, file);
            files.moveUp(actor.account(), id, file, draft.job().files().size() - 1);
            return retitle(actor.account(), id);
        });
        return get(actor, id).job();
    }

    private boolean retitle(AccountId account, ImportId id) {
        List<ImportJob.File> all = jobs.find(account, id).orElseThrow().job().files();
        String first = all.isEmpty() ? "" : all.getFirst().name();
        return jobs.retitle(account, id, all.size() < 2 ? first : first + " and " + (all.size() - 1) + " more");
    }

    @Override
    public ImportPlan propose(
            Actor actor, ImportId id, @Nullable ResourceId into, @Nullable ResourceId app, String appName) {
        ImportJob job = draft(actor, id).job();
        Definition definition = definitions.current(job.environment());
        String zone = accounts.settings(actor).timeZone().getId();
        if (into != null) {
            if (job.files().size() != 1 || definition.find(Table.class, into).isEmpty()) {
                throw new InvalidInput("file", "Choose one file for the table.");
            }
            requireSeen(actor, definition, into);
            return Mapping.into(definition, job, into, zone);
        }
        actor.requireBuilder();
        App target = app == null ? null : definition.get(App.class, app);
        return Proposal.newTables(
                definition,
                job,
                target,
                appName,
                zone,
                (file, column, key) -> evidence.holds(job, file, column, key, ZoneId.of(zone)),
                () -> definitions.nextId(job.environment()));
    }

    @Override
    public void keepPlan(Actor actor, ImportId id, ImportPlan plan) {
        draft(actor, id);
        jobs.keepPlan(actor.account(), id, plan);
    }

    @Override
    public Optional<String> impossible(Actor actor, EnvironmentId environment) {
        try {
            requireImporter(actor, environment);
            return Optional.empty();
        } catch (NotAllowed e) {
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), NOT_HERE));
        }
    }

    @Override
    public Optional<String> structureFixed(Actor actor, EnvironmentId environment) {
        requireEnvironment(actor, environment);
        return structure.fixed(actor, environment);
    }

    @Override
    public ResourceId nextId(Actor actor, EnvironmentId environment) {
        requireEnvironment(actor, environment);
        actor.requireBuilder();
        return definitions.nextId(environment);
    }

    @Override
    public List<InvalidInput> problems(Actor actor, ImportId id, ImportPlan plan) {
        ImportJob job = draft(actor, id).job();
        return check.problems(actor, job, plan, definitions.current(job.environment()));
    }

    @Override
    public List<PreviewRow> preview(Actor actor, ImportId id, ImportPlan plan, int file) {
        StoredJob draft = draft(actor, id);
        requireFile(draft, file);
        return previews.of(actor, draft.job(), plan, file);
    }

    @Override
    public ImportJob start(Actor actor, ImportId id, ImportPlan plan) {
        ImportJob job = draft(actor, id).job();
        AccountId account = actor.account();
        Definition current = definitions.current(job.environment());
        List<InvalidInput> problems = check.problems(actor, job, plan, current);
        if (!problems.isEmpty()) {
            throw problems.getFirst();
        }
        if (!jobs.begin(account, id, plan, totalWork(job, plan, structure.planned(current, plan)))) {
            throw new AlreadyStarted("plan");
        }
        try {
            structure.make(actor, job.environment(), plan);
        } catch (RuntimeException e) {
            jobs.backToDraft(account, id);
            throw e;
        }
        jobs.ready(account, id);
        workers.lookSoon(account);
        audit.record(actor, "import.started", job.title(), "Into " + job.environment() + ", " + job.rows() + " rows");
        return get(actor, id).job();
    }

    private static long totalWork(ImportJob job, ImportPlan plan, Definition planned) {
        return Step.of(plan, planned).stream()
                .mapToLong(step -> job.files().get(step.file()).inspection().rows())
                .sum();
    }

    @Override
    public boolean cancel(Actor actor, ImportId id) {
        ImportJob job = get(actor, id).job();
        boolean cancelled = jobs.cancel(actor.account(), id);
        if (cancelled) {
            files.discardAll(actor.account(), id);
            audit.record(actor, "import.cancelled", job.title(), "In " + job.environment());
        }
        return cancelled;
    }

    @Override
    public void remove(Actor actor, ImportId id) {
        get(actor, id);
        if (!transactions.once(() -> jobs.remove(actor.account(), id))) {
            throw new InvalidInput("import", "This import is under way; cancel it first.");
        }
        files.discardAll(actor.account(), id);
    }

    @Override
    public Optional<ImportJob> find(Actor actor, ImportId id) {
        return jobs.find(actor.account(), id).map(StoredJob::job).filter(job -> isTheirs(actor, job));
    }

    @Override
    public List<ImportJob> list(Actor actor, EnvironmentId environment) {
        return listBefore(actor, environment, NONE_BEFORE, MOST_SHOWN);
    }

    @Override
    public List<ImportJob> listBefore(Actor actor, EnvironmentId environment, ImportId before, int limit) {
        requireEnvironment(actor, environment);
        UserId user = actor.user();
        if (!actor.isBuilder() && user == null) {
            return List.of();
        }
        return jobs.list(environment, actor.isBuilder() ? null : user, before, limit).stream()
                .map(StoredJob::job)
                .toList();
    }

    @Override
    public List<BadRow.Listed> badRowsAfter(Actor actor, ImportId id, BadRow.@Nullable Place after, int limit) {
        get(actor, id);
        return work.badRowsAfter(actor.account(), id, after, limit);
    }

    @Override
    public List<BadRow> badRows(Actor actor, ImportId id, long offset, int limit) {
        get(actor, id);
        return work.badRows(actor.account(), id, offset, limit);
    }

    @Override
    public void writeBadRows(Actor actor, ImportId id, int file, OutputStream to) {
        StoredJob job = get(actor, id);
        requireFile(job, file);
        BadRowsCsv.write(job.job().files().get(file), after -> work.badRowsAfter(actor.account(), id, after, 500), to);
    }

    private StoredJob get(Actor actor, ImportId id) {
        return jobs.find(actor.account(), id)
                .filter(found -> isTheirs(actor, found.job()))
                .orElseThrow(() -> new NotAllowed(NOT_HERE));
    }

    private StoredJob draft(Actor actor, ImportId id) {
        StoredJob found = get(actor, id);
        requireImporter(actor, found.job().environment());
        if (found.job().state() != ImportState.DRAFT) {
            throw new AlreadyStarted("import");
        }
        return found;
    }

    private void requireDraft(AccountId account, ImportId id) {
        if (!jobs.lockDraft(account, id)) {
            throw new AlreadyStarted("import");
        }
    }

    private static void requireFile(StoredJob job, int file) {
        if (file < 0 || file >= job.job().files().size()) {
            throw new NotAllowed(NOT_HERE);
        }
    }

    private static boolean isTheirs(Actor actor, ImportJob job) {
        return actor.isBuilder()
                || actor.user() != null
                        && Objects.equals(job.createdBy(), actor.user().value());
    }

    /** Builders import anywhere; others where they may create records, in production only. */
    private void requireImporter(Actor actor, EnvironmentId environment) {
        Environment found = requireEnvironment(actor, environment);
        if (actor.isBuilder()) {
            return;
        }
        Definition definition = definitions.current(environment);
        boolean creates = found.isProduction()
                && definition
                        .all(Table.class)
                        .anyMatch(table -> records.permission(actor, definition, table.id())
                                .create());
        if (!creates) {
            throw new NotAllowed("Your role does not let you create records, so you can't import any.");
        }
    }

    private Environment requireEnvironment(Actor actor, EnvironmentId environment) {
        actor.requireAccount(environment.account());
        return environments
                .find(environment)
                .filter(found -> actor.isBuilder() || found.isProduction())
                .orElseThrow(() -> new NotAllowed(NOT_HERE));
    }

    private void requireSeen(Actor actor, Definition definition, ResourceId table) {
        if (!records.permission(actor, definition, table).see()) {
            throw new NotAllowed(NOT_HERE);
        }
    }

    /** The last part of what may be a path, without what a name can't have. */
    private static String name(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String clean =
                last.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]", "").strip();
        return clean.isEmpty() ? "file.csv" : Words.cut(clean, MOST_NAME);
    }
}
