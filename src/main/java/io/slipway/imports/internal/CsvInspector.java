package io.slipway.imports.internal;

import io.slipway.common.InvalidInput;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.Imports;
import io.slipway.imports.Inspection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds out what is in an uploaded file by reading all of it. */
@Component
class CsvInspector {

    private static final int START = 1 << 18;
    private static final int SIGNATURES_WITHIN = 4096;
    private static final int FEWEST_ZEROS = 3;
    private static final int MOST_TEXT_PER_ZERO = 200;

    // PDF, PNG, JPEG, GIF, gzip, and the workbooks of before 2007
    private static final List<String> OTHER_FILES =
            List.of("%PDF-", "\u0089PNG", "\u00FF\u00D8\u00FF", "GIF8", "\u001F\u008B", "\u00D0\u00CF\u0011\u00E0");

    /**
     * Reads a file, guessing how.
     *
     * @throws InvalidInput at "file" when it is no CSV
     */
    Inspection inspect(Path file) throws IOException {
        requireText(file);
        CharsetGuess charset = CharsetGuess.of(file);
        char delimiter = DelimiterGuess.of(charset.charset(), start(file, charset.charset()));
        List<String> notices = new ArrayList<>();
        if (charset.charset().equals("windows-1252")) {
            notices.add("The file is not in UTF-8; it is read as Windows-1252 (Western European). Look whether names"
                    + " with accents are right, or save it as UTF-8.");
        } else if (!charset.certain()) {
            notices.add("Some characters of the file can't be read and are shown as �.");
        }
        return scan(file, new CsvFormat(charset.charset(), delimiter, true), notices);
    }

    /** Reads a file in a given way. */
    Inspection inspect(Path file, CsvFormat format) throws IOException {
        requireText(file);
        return scan(file, format, new ArrayList<>());
    }

    private static Inspection scan(Path file, CsvFormat format, List<String> notices) {
        try (CsvRows rows = CsvRows.open(file, format)) {
            List<ColumnScan> columns = new ArrayList<>();
            List<String> names = names(rows.header(), notices);
            names.forEach(name -> columns.add(new ColumnScan(columns.size(), name)));
            long count = 0;
            long uneven = 0;
            while (rows.hasNext()) {
                CsvRow row = rows.next();
                while (columns.size() < row.cells().size() && !format.header()) {
                    columns.add(new ColumnScan(columns.size(), "Column " + (columns.size() + 1)));
                }
                uneven += row.cells().size() == columns.size() ? 0 : 1;
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).add(row.cell(i));
                }
                count++;
            }
            if (columns.isEmpty()) {
                throw new InvalidInput("file", "The file is empty.");
            }
            if (count == 0) {
                notices.add("The file has a header, but no rows.");
            }
            if (uneven > 0) {
                notices.add(
                        uneven == 1
                                ? "One row has more or fewer cells than there are columns; it will be listed as bad."
                                : String.format(
                                        Locale.ROOT,
                                        "%,d rows have more or fewer cells than there are columns; they will be listed as bad.",
                                        uneven));
            }
            long total = count;
            return new Inspection(
                    format, columns.stream().map(column -> column.result(total)).toList(), count, notices);
        }
    }

    /** The header's names, each told apart from the others. */
    private static List<String> names(List<String> header, List<String> notices) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        boolean repeated = false;
        for (String cell : header) {
            String base = Words.cut(cell.strip().replaceAll("\\s+", " "), 80);
            base = base.isEmpty() ? "Column " + (names.size() + 1) : base;
            String name = base;
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = base + " (" + i + ")";
                repeated = true;
            }
            names.add(name);
        }
        if (repeated) {
            notices.add("Some columns have the same name; they are told apart by numbers.");
        }
        return names;
    }

    private static void requireText(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new InvalidInput("file", "The file is empty.");
        }
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file)) {
            start = bytes.readNBytes(SIGNATURES_WITHIN);
        }
        if (startsWith(start, "PK\u0003\u0004")) {
            throw new InvalidInput(
                    "file",
                    "This is a workbook or a ZIP archive, not a CSV file. In the spreadsheet choose “Save as” and"
                            + " “CSV UTF-8”.");
        }
        boolean wide = CharsetGuess.of(file).charset().startsWith("UTF-16");
        boolean known = OTHER_FILES.stream().anyMatch(signature -> startsWith(start, signature));
        if (known || !wide && holdsManyZeros(start)) {
            throw new InvalidInput(
                    "file",
                    "This is not a text file, so it can't be CSV. In the spreadsheet or program it comes from choose"
                            + " “Save as” or “Export” and “CSV UTF-8”.");
        }
    }

    private static boolean startsWith(byte[] start, String signature) {
        return new String(start, 0, Math.min(start.length, signature.length()), StandardCharsets.ISO_8859_1)
                .equals(signature);
    }

    /** No text but UTF-16 has more than a stray zero byte; what is no text has many near its start. */
    private static boolean holdsManyZeros(byte[] start) {
        int zeros = 0;
        for (byte each : start) {
            zeros += each == 0 ? 1 : 0;
        }
        return zeros >= FEWEST_ZEROS && zeros * MOST_TEXT_PER_ZERO > start.length;
    }

    private static String start(Path file, String charset) throws IOException {
        CsvFormat format = new CsvFormat(charset, ',', true);
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            CharsetGuess.skipMark(bytes, charset);
            Reader reader = new InputStreamReader(bytes, format.encoding());
            char[] start = new char[START];
            int length = 0;
            int read = reader.read(start, 0, START);
            while (read > 0) {
                length += read;
                read = length < START ? reader.read(start, length, START - length) : -1;
            }
            return new String(start, 0, length);
        }
    }

    /** Whether a file is larger than is taken. */
    static boolean tooLarge(long bytes) {
        return bytes > Imports.MOST_BYTES;
    }
}
