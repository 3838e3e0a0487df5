package io.slipway.common;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * One documented treatment of text people type as a name: NFC, control and bidirectional-override characters refused,
 * outer white space removed. Names are stored as typed otherwise: HTML, SQL and emoji are only characters.
 */
public final class Text {

    /** Longest name of anything that has a name, in characters (code points). */
    public static final int NAME_LIMIT = 100;

    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    private Text() {}

    /**
     * A name made clean, or the reason why it can't be a name.
     *
     * @param what the thing to be named, as the message should call it, for example "table"
     * @throws InvalidInput when the name is empty, longer than {@value #NAME_LIMIT} characters, or has control
     *     characters or unpaired surrogates
     */
    public static String name(String what, String typed) {
        String clean = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        if (clean.isEmpty()) {
            throw new InvalidInput("name", "Give the " + what + " a name.");
        }
        int length = clean.codePointCount(0, clean.length());
        if (length > NAME_LIMIT) {
            throw new InvalidInput(
                    "name",
                    "The name of the " + what + " has " + length + " characters; at most " + NAME_LIMIT
                            + " are possible.");
        }
        if (FORBIDDEN.matcher(clean).find() || hasLoneSurrogate(clean)) {
            throw new InvalidInput(
                    "name", "The name of the " + what + " has invisible control characters. Type it again.");
        }
        return clean;
    }

    /** Whether the text has half of a surrogate pair, which no database column can hold. */
    public static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
