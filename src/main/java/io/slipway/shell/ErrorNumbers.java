package io.slipway.shell;

import java.security.SecureRandom;

/** Short numbers by which an error on a page is found in the log. */
final class ErrorNumbers {

    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ErrorNumbers() {}

    /** Eight signs that can't be misread, for example {@code E-7KQ2M9XD}. */
    static String next() {
        StringBuilder number = new StringBuilder("E-");
        for (int i = 0; i < 8; i++) {
            number.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return number.toString();
    }
}
