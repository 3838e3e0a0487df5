package io.slipway.common;

import java.util.regex.Pattern;

/**
 * Cells of CSV files that people open in spreadsheets. A spreadsheet takes a cell that begins with one of {@code = + - @}
 * for a formula and works it out, whoever wrote it; an apostrophe in front keeps it a text. Numbers are left alone, also
 * negative ones and those of telephones. What is guarded here can be read back without loss.
 */
public final class CsvCell {

    // also white space a spreadsheet skips, and the wide forms some of them take for the same
    private static final String RISKY = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final char GUARD = '\'';
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?\\d{1,40}([., ]\\d{1,40}){0,15}([eE][-+]?\\d{1,3})?( ?%)?");

    private CsvCell() {}

    /** The text as a cell that no spreadsheet takes for a formula. */
    public static String guarded(String text) {
        return isRisky(text) && !NUMBER.matcher(text).matches() ? GUARD + text : text;
    }

    /** The text a cell was made of, whether it has been guarded or not. */
    public static String unguarded(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == GUARD && isRisky(cell) ? cell.substring(1) : cell;
    }

    /** Whether it begins like a formula, guards aside: a text that looks guarded gets one more, so that it comes back. */
    private static boolean isRisky(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == GUARD) {
            start++;
        }
        return start < text.length() && RISKY.indexOf(text.charAt(start)) >= 0;
    }
}
