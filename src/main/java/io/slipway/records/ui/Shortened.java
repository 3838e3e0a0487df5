package io.slipway.records.ui;

/** Long texts made short enough for a line. */
final class Shortened {

    private Shortened() {}

    /** The text on one line, cut between characters. */
    static String line(String text, int limit) {
        String start = start(text, limit);
        String line = start.replace('\n', ' ').replace('\t', ' ');
        return start.length() < text.length() ? line.stripTrailing() + "…" : line;
    }

    /** The first characters (code points) of a text. */
    static String start(String text, int limit) {
        return text.length() <= limit || text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit));
    }
}
