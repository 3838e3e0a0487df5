package io.slipway.imports.internal;

import io.slipway.account.Actor;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.environment.Definitions;
import io.slipway.imports.BadRow;
import io.slipway.imports.Imports;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One worker's work on one step of an import, batch by batch. A batch's records, its bad rows and how far the import is
 * are one transaction, guarded by state, epoch and position: after whatever happens the row in the database says what is
 * done, and nobody does it again.
 */
final class ImportRun {

    private static final int FIRST_BATCH = 200;
    private static final int SMALLEST_BATCH = 10;
    private static final long MOST_BATCH_CHARACTERS = 2_000_000;
    private static final long AIM = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int MOST_ATTEMPTS = 50;

    private final ImportClaim claim;
    private final Records records;
    private final Definitions definitions;
    private final ImportWorkRows rows;
    private final ImportHold hold;
    private final Supplier<Actor> actor;
    private final BooleanSupplier stopping;
    private final List<ImportObserver> observers;
    private int batchSize = FIRST_BATCH;

    ImportRun(
            ImportClaim claim,
            Records records,
            Definitions definitions,
            ImportWorkRows rows,
            ImportHold hold,
            Supplier<Actor> actor,
            BooleanSupplier stopping,
            List<ImportObserver> observers) {
        this.claim = claim;
        this.records = records;
        this.definitions = definitions;
        this.rows = rows;
        this.hold = hold;
        this.actor = actor;
        this.stopping = stopping;
        this.observers = observers;
    }

    /** The import can't go on. The message is for people. */
    static final class Stopped extends RuntimeException {
        Stopped(String message) {
            super(message, null, false, false);
        }
    }

    /** Something else comes first; the import goes on by itself later. The message is for people. */
    static final class Waits extends RuntimeException {
        Waits(String message) {
            super(message, null, false, false);
        }
    }

    /** The definition moved between working a batch out and writing it. */
    private static final class Moved extends RuntimeException {
        Moved() {
            super(null, null, false, false);
        }
    }

    /**
     * Goes through what is left of a step's file.
     *
     * @param index number of the step
     * @param done rows of it that are done
     * @throws Stopped when the import has to end
     * @throws Waits when it has to wait
     * @throws ImportClaim.Lost when it is no longer ours
     */
    void go(Step step, int index, long done, CsvRows file, StepWork work) {
        file.skip(done);
        long position = done;
        Deque<CsvRow> ahead = new ArrayDeque<>();
        while (fill(ahead, file)) {
            List<CsvRow> input = List.copyOf(ahead);
            if (stopping.getAsBoolean()) {
                throw new Waits("Goes on when Slipway is running again.");
            }
            boolean unbegun = index == 0 && position == 0;
            hold.reason(claim.environment(), unbegun).ifPresent(reason -> {
                throw new Waits(reason);
            });
            int taken = write(step, index, position, input, work);
            for (int i = 0; i < taken; i++) {
                ahead.removeFirst();
            }
            position += taken;
            for (ImportObserver observer : observers) {
                observer.advanced(claim.environment(), claim.id(), index, position);
            }
        }
    }

    private boolean fill(Deque<CsvRow> ahead, CsvRows file) {
        long characters = ahead.stream().mapToLong(CsvRow::size).sum();
        while (ahead.size() < batchSize && characters < MOST_BATCH_CHARACTERS && file.hasNext()) {
            CsvRow row = file.next();
            characters += row.size();
            ahead.add(row);
        }
        return !ahead.isEmpty();
    }

    /** Writes the first rows of the input and says how many they were. */
    private int write(Step step, int index, long position, List<CsvRow> input, StepWork work) {
        Map<Long, String> refused = new HashMap<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Planned planned = definitions.reading(
                    claim.environment(),
                    definition -> new Planned(definition, work.prepare(definition, input, refused)));
            requireNotTooManyBad(planned.batch().bad());
            Optional<WriteOutcome> outcome = tryToWrite(step, index, position, planned);
            if (outcome.isPresent() && outcome.get() instanceof WriteOutcome.Saved) {
                return planned.batch().taken();
            }
            outcome.ifPresent(problem -> learn(problem, planned, refused));
        }
        throw new IllegalStateException("Rows " + (position + 1) + " and following of import " + claim.id()
                + " can't be written after " + MOST_ATTEMPTS + " attempts");
    }

    /** Rows worked out under a definition. */
    private record Planned(Definition definition, Batch batch) {}

    /** Empty: the definition moved meanwhile; work the rows out again. */
    private Optional<WriteOutcome> tryToWrite(Step step, int index, long position, Planned planned) {
        Batch batch = planned.batch();
        ImportWorkRows.Progress progress = new ImportWorkRows.Progress(
                index,
                position,
                step.file(),
                batch.taken(),
                step.kind() != Step.Kind.LINKS,
                batch.count(Batch.Effect.CREATED),
                step.kind() == Step.Kind.LINKS ? 0 : batch.count(Batch.Effect.UPDATED),
                batch.bad());
        long start = System.nanoTime();
        try {
            WriteOutcome outcome = records.write(actor.get(), claim.environment(), batch.writes(), definition -> {
                if (definition.revision() != planned.definition().revision()) {
                    throw new Moved();
                }
                rows.advance(claim, progress);
            });
            adapt(batch.taken(), System.nanoTime() - start);
            return Optional.of(outcome);
        } catch (Moved e) {
            return Optional.empty();
        }
    }

    /** Aims at transactions that are short enough to keep nobody waiting. */
    private void adapt(int written, long nanos) {
        long fitting = Math.max(1, written) * AIM / Math.max(1, nanos);
        long damped = (batchSize + fitting) / 2;
        batchSize = (int) Math.clamp(damped, SMALLEST_BATCH, Records.MOST_WRITES);
    }

    private void learn(WriteOutcome outcome, Planned planned, Map<Long, String> refused) {
        switch (outcome) {
            case WriteOutcome.Saved saved -> throw new IllegalStateException("Nothing to learn from what was saved");
            case WriteOutcome.Invalid invalid -> refuse(invalid, planned, refused);
            // Somebody changed a record between our look and our write: look again.
            case WriteOutcome.Conflict conflict -> {}
            case WriteOutcome.Gone gone -> {}
            case WriteOutcome.Refused no -> throw new Stopped(no.message());
            case WriteOutcome.Closed closed -> throw new Waits("Waits until changes are possible again.");
            case WriteOutcome.StillLinked linked ->
                throw new IllegalStateException("An import deletes nothing, but was told of links to a record");
        }
    }

    private static void refuse(WriteOutcome.Invalid invalid, Planned planned, Map<Long, String> refused) {
        int before = refused.size();
        for (WriteOutcome.Problem problem : invalid.problems()) {
            String reason = reason(problem, planned.definition());
            for (CsvRow row : planned.batch().rows(problem.index())) {
                refused.merge(row.number(), reason, (first, more) -> first.contains(more) ? first : first + " " + more);
            }
        }
        if (refused.size() == before) {
            throw new IllegalStateException("No row is at fault in " + invalid.problems());
        }
    }

    private static String reason(WriteOutcome.Problem problem, Definition definition) {
        ResourceId id = problem.field();
        return Optional.ofNullable(id)
                .flatMap(known -> definition.find(Field.class, known))
                .filter(field -> !problem.message().contains("“" + field.name() + "”"))
                .map(field -> "“" + field.name() + "”: " + problem.message())
                .orElse(problem.message());
    }

    private void requireNotTooManyBad(List<BadRow> more) {
        if (!more.isEmpty() && rows.countBad(claim) + more.size() > Imports.MOST_BAD_ROWS) {
            throw new Stopped(String.format(
                    Locale.ROOT,
                    "More than %,d rows are bad, so most likely something is wrong with the choice of fields. The rows"
                            + " before are imported.",
                    Imports.MOST_BAD_ROWS));
        }
    }
}
