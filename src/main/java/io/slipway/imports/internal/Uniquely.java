package io.slipway.imports.internal;

import io.slipway.common.Text;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives names that are possible and that nobody else in the same scope has. */
final class Uniquely {

    private static final int ROOM_FOR_NUMBER = 8;

    private final Set<String> taken = new HashSet<>();

    /** Names taken from the start. */
    static Uniquely besides(Collection<String> names) {
        Uniquely uniquely = new Uniquely();
        names.forEach(name -> uniquely.taken.add(folded(name)));
        return uniquely;
    }

    /**
     * The name, made possible and, if it is taken, numbered.
     *
     * @param otherwise what to call it when nothing of the name is possible
     */
    String name(String wanted, String otherwise) {
        String clean = Normalizer.normalize(wanted, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]", " ")
                .replaceAll("\\s+", " ")
                .strip();
        if (clean.isEmpty() || Text.hasLoneSurrogate(clean)) {
            clean = otherwise;
        }
        String base = Words.cut(clean, Text.NAME_LIMIT - ROOM_FOR_NUMBER);
        String name = base;
        for (int i = 2; !taken.add(folded(name)); i++) {
            name = base + " " + i;
        }
        return name;
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
