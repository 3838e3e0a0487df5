package io.slipway.account.internal;

import java.util.ArrayList;
import java.util.List;

/** What changed, in words for the audit trail. */
final class Differences {

    private final List<String> words = new ArrayList<>();

    Differences add(String what, String before, String after) {
        if (!before.equals(after)) {
            words.add(what + ": " + before + " → " + after);
        }
        return this;
    }

    boolean none() {
        return words.isEmpty();
    }

    String inWords() {
        return String.join("; ", words);
    }
}
