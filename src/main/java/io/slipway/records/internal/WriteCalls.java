package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.records.WriteOutcome.Invalid;
import io.slipway.records.WriteOutcome.Problem;
import io.slipway.records.internal.WriteTransaction.Manner;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Somebody's writing calls in an environment: as many attempts as it takes to know what comes of them. */
record WriteCalls(Transactions transactions, WriteTransaction writing, Actor actor, EnvironmentId environment) {

    /** All or nothing. */
    WriteOutcome whole(List<Write> writes, Records.Alongside alongside) {
        WriteTransaction.Alongside same = (definition, saved) -> alongside.run(definition);
        try {
            return attempt(writes, same, Manner.WHOLE);
        } catch (NotSaved notSaved) {
            return notSaved.outcome();
        }
    }

    /**
     * Each by itself: what is at fault is left out, and the others are tried again as a whole.
     *
     * @return empty: the gate is closed
     */
    Optional<List<WriteOutcome>> each(List<Write> writes, Records.AlongsideEach alongside) {
        SortedMap<Integer, WriteOutcome> refused = new TreeMap<>();
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, writes.size()).boxed().toList());
        while (true) {
            List<Integer> places = List.copyOf(left);
            List<Write> some = places.stream().map(writes::get).toList();
            WriteTransaction.Alongside told =
                    (definition, saved) -> alongside.run(definition, outcomes(refused, places, some, saved));
            try {
                return Optional.of(outcomes(refused, places, some, attempt(some, told, Manner.EACH)));
            } catch (NotSaved notSaved) {
                if (notSaved.outcome() instanceof WriteOutcome.Closed) {
                    return Optional.empty();
                }
                if (notSaved.each().isEmpty()) {
                    places.forEach(place -> refused.put(place, notSaved.outcome()));
                    left.clear();
                }
                notSaved.each().forEach((at, outcome) -> {
                    int place = places.get(at);
                    refused.put(place, moved(outcome, place));
                    left.remove(Integer.valueOf(place));
                });
            }
        }
    }

    /**
     * Single writes of several calls in one transaction, if all of them can be saved.
     *
     * @param written run in the transaction when the records are written, before its commit; perhaps never
     * @return what was saved, in the same order; empty: nothing was, and each has to be tried by itself
     * @throws RuntimeException when nobody knows whether the transaction has saved anything
     */
    List<WriteOutcome.Saved> together(List<JointWrite> calls, Runnable written) {
        List<Write> writes = calls.stream().map(JointWrite::write).toList();
        AtomicBoolean done = new AtomicBoolean();
        try {
            return transactions.once(() -> {
                WriteOutcome.Saved saved = writing.attempt(
                        actor,
                        environment,
                        writes,
                        (definition, made) -> {
                            tell(calls, definition, made);
                            written.run();
                        },
                        Manner.OF_STRANGERS);
                done.set(true);
                return one(saved);
            });
        } catch (RuntimeException e) {
            if (done.get()) {
                throw e;
            }
            // Whatever was in the way, whoever it concerns meets it again by itself and is told of it then.
            return List.of();
        }
    }

    private static void tell(List<JointWrite> calls, Definition definition, WriteOutcome.Saved all) {
        List<WriteOutcome.Saved> each = one(all);
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).alongside().run(definition, List.of(each.get(i)));
        }
    }

    private static List<WriteOutcome.Saved> one(WriteOutcome.Saved all) {
        return all.records().stream()
                .map(record -> new WriteOutcome.Saved(List.of(record)))
                .toList();
    }

    private static WriteOutcome moved(WriteOutcome outcome, int place) {
        return outcome instanceof Invalid invalid
                ? new Invalid(invalid.problems().stream()
                        .map(problem -> new Problem(place, problem.field(), problem.message()))
                        .toList())
                : outcome;
    }

    private static List<WriteOutcome> outcomes(
            Map<Integer, WriteOutcome> refused, List<Integer> places, List<Write> some, WriteOutcome.Saved saved) {
        SortedMap<Integer, WriteOutcome> all = new TreeMap<>(refused);
        Iterator<StoredRecord> records = saved.records().iterator();
        for (int i = 0; i < places.size(); i++) {
            all.put(
                    places.get(i),
                    new WriteOutcome.Saved(some.get(i) instanceof Delete ? List.of() : List.of(records.next())));
        }
        return List.copyOf(all.values());
    }

    private WriteOutcome.Saved attempt(List<Write> writes, WriteTransaction.Alongside alongside, Manner manner) {
        try {
            return transactions.retrying(() -> writing.attempt(actor, environment, writes, alongside, manner));
        } catch (RecordStore.DuplicateValue duplicate) {
            return repeated(writes, alongside, manner, duplicate.field(), UniqueValues.REPEATED);
        } catch (RecordStore.DuplicateRecord duplicate) {
            return repeated(writes, alongside, manner, null, UniqueValues.SAME_ID);
        }
    }

    /** Of many writes the database does not say which one it refused: another attempt looks first. */
    private WriteOutcome.Saved repeated(
            List<Write> writes,
            WriteTransaction.Alongside alongside,
            Manner manner,
            @Nullable ResourceId field,
            String message) {
        if (writes.size() > 1 && !manner.precise()) {
            return attempt(writes, alongside, manner.lookingFirst());
        }
        throw new NotSaved(List.of(new Problem(0, field, message)));
    }
}
