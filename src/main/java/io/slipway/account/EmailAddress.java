package io.slipway.account;

import io.slipway.common.InvalidInput;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One documented treatment of e-mail addresses: NFC, lower case, no white space, quotes or brackets, so that one can
 * stand in a mail header as it is.
 */
public final class EmailAddress {

    /** Longest address, in characters. */
    public static final int LIMIT = 254;

    private static final String PART = "[^\\s@<>()\\[\\]\\\\,;:\"\\p{Cc}\\p{Cf}]";
    private static final Pattern SHAPE = Pattern.compile(PART + "{1,64}@" + PART + "+");

    private EmailAddress() {}

    /**
     * An address made clean.
     *
     * @throws InvalidInput at "email" when it can't be one
     */
    public static String clean(String typed) {
        String clean = Normalizer.normalize(typed, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
        if (clean.isEmpty()) {
            throw new InvalidInput("email", "Enter an e-mail address.");
        }
        if (clean.length() > LIMIT) {
            throw new InvalidInput("email", "An e-mail address has at most " + LIMIT + " characters.");
        }
        String domain = clean.substring(clean.indexOf('@') + 1);
        if (!SHAPE.matcher(clean).matches()
                || domain.startsWith(".")
                || domain.endsWith(".")
                || domain.contains("..")
                || domain.startsWith("-")) {
            throw new InvalidInput("email", "This is not an e-mail address. It should look like name@example.com.");
        }
        return clean;
    }
}
