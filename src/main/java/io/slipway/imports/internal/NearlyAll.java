package io.slipway.imports.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether nearly all values of a column are of a kind, so that the few others are mistakes to be told about, and not the
 * reason to make it a text. Columns of something else are given up after a few values, so that they cost nothing.
 */
final class NearlyAll {

    private static final int FEW = 5;
    private static final int ONE_IN = 10;
    private static final int SHOWN = 3;
    private static final int REMEMBERED = 100;

    private final Predicate<String> fits;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> misfits = new LinkedHashSet<>();
    private long seen;
    private long bad;
    private boolean given;

    NearlyAll(Predicate<String> fits) {
        this.fits = fits;
    }

    void add(String value) {
        if (given) {
            return;
        }
        seen++;
        Boolean answer = known.get(value);
        if (answer == null) {
            answer = fits.test(value);
            if (known.size() < REMEMBERED) {
                known.put(value, answer);
            }
        }
        if (!answer) {
            bad++;
            if (misfits.size() < SHOWN) {
                misfits.add(Words.cut(value, 30));
            }
            given = bad > FEW && bad * ONE_IN > seen;
        }
    }

    /** What to say about the values that are none, if nearly all are; empty also when all are. */
    Optional<String> note(String none) {
        if (given || bad == 0 || bad * ONE_IN > seen) {
            return Optional.empty();
        }
        String examples = misfits.stream().map(value -> "“" + value + "”").collect(Collectors.joining(", "));
        return Optional.of((bad == 1 ? "One value is " : String.format("%,d values are ", bad)) + none + ": " + examples
                + (bad > misfits.size() && misfits.size() == SHOWN ? " and others" : "")
                + ". Such rows will be listed as bad; as text, all can be taken.");
    }
}
