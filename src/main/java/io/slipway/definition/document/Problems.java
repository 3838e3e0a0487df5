package io.slipway.definition.document;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong: all of it, but not more than anybody would read. */
final class Problems {

    private static final int LISTED = 200;
    private static final int SHORT = 60;

    private final List<DocumentProblem> found = new ArrayList<>();
    private int count;

    void add(String path, String message) {
        count++;
        if (found.size() < LISTED) {
            found.add(new DocumentProblem(path, message));
        }
    }

    /** Grows with each problem. */
    int count() {
        return count;
    }

    List<DocumentProblem> list() {
        List<DocumentProblem> all = new ArrayList<>(found);
        if (count > found.size()) {
            all.add(new DocumentProblem("$", "There are " + (count - found.size()) + " more problems like these."));
        }
        return all;
    }

    /** A text of somebody else's, short and on one line. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        boolean tooLong = line.codePointCount(0, line.length()) > SHORT;
        return "“" + (tooLong ? line.substring(0, line.offsetByCodePoints(0, SHORT)) + "…" : line) + "”";
    }
}
