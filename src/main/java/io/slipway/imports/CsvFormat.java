package io.slipway.imports;

import io.slipway.common.InvalidInput;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

/**
 * How the text of a file is to be read.
 *
 * @param charset name of the encoding, one of {@link #CHARSETS}
 * @param delimiter what stands between two cells, one of {@link #DELIMITERS}
 * @param header whether the first line has the names of the columns
 */
public record CsvFormat(String charset, char delimiter, boolean header) {

    /** Encodings a file may have. */
    public static final List<String> CHARSETS = List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252");

    /** What may stand between two cells. */
    public static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    public CsvFormat {
        if (!CHARSETS.contains(charset)) {
            throw new InvalidInput("charset", "Files in this encoding can't be read; save the file as UTF-8.");
        }
        if (!DELIMITERS.contains(delimiter)) {
            throw new InvalidInput("delimiter", "Cells are separated by commas, semicolons, tabs or vertical bars.");
        }
    }

    /** The encoding itself. */
    public Charset encoding() {
        try {
            return Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalStateException("This machine lacks the encoding " + charset, e);
        }
    }

    /** What stands between two cells, in a word. */
    public static String inWords(char delimiter) {
        return switch (delimiter) {
            case ',' -> "Comma";
            case ';' -> "Semicolon";
            case '\t' -> "Tab";
            case '|' -> "Vertical bar";
            default -> String.valueOf(delimiter);
        };
    }
}
