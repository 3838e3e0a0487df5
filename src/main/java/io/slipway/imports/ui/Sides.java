package io.slipway.imports.ui;

import java.util.List;
import java.util.stream.Collectors;

/** Texts in a row that may be written from the right: none of them turns its neighbours around. */
final class Sides {

    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';

    private Sides() {}

    static String join(String between, List<String> texts) {
        return texts.stream().map(Sides::apart).collect(Collectors.joining(between));
    }

    private static String apart(String text) {
        return isPlain(text) ? text : ISOLATE + text + END;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(character -> character < 0x590);
    }
}
