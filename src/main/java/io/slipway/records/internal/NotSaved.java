package io.slipway.records.internal;

import io.slipway.records.WriteOutcome;
import io.slipway.records.WriteOutcome.Invalid;
import io.slipway.records.WriteOutcome.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries an outcome out of a transaction that must be rolled back. Never leaves this package. */
final class NotSaved extends RuntimeException {

    private final transient WriteOutcome outcome;
    private final transient SortedMap<Integer, WriteOutcome> each;

    /** Nothing can be saved, whichever write it is. */
    NotSaved(WriteOutcome outcome) {
        this(outcome, new TreeMap<>());
    }

    /** Some writes, by their places, can't be saved; at least one. */
    NotSaved(Map<Integer, ? extends WriteOutcome> each) {
        this(new TreeMap<>(each));
    }

    /** Values that can't be taken. */
    NotSaved(List<Problem> problems) {
        this(new Invalid(problems), byPlace(problems));
    }

    private NotSaved(TreeMap<Integer, WriteOutcome> each) {
        this(each.firstEntry().getValue(), each);
    }

    private NotSaved(WriteOutcome outcome, SortedMap<Integer, WriteOutcome> each) {
        super(null, null, false, false);
        this.outcome = outcome;
        this.each = each;
    }

    private static SortedMap<Integer, WriteOutcome> byPlace(List<Problem> problems) {
        Map<Integer, List<Problem>> some = new TreeMap<>();
        problems.forEach(problem -> some.computeIfAbsent(problem.index(), index -> new ArrayList<>())
                .add(problem));
        SortedMap<Integer, WriteOutcome> each = new TreeMap<>();
        some.forEach((index, own) -> each.put(index, new Invalid(List.copyOf(own))));
        return each;
    }

    /** What came of the call as a whole. */
    WriteOutcome outcome() {
        return outcome;
    }

    /** What came of the writes at fault, by their places; none: of all of them the same. */
    SortedMap<Integer, WriteOutcome> each() {
        return each;
    }
}
