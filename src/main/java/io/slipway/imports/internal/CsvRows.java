package io.slipway.imports.internal;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.slipway.common.CsvCell;
import io.slipway.common.InvalidInput;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.Imports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of a file, one after the other; empty lines do not count. */
final class CsvRows implements AutoCloseable {

    /** Most characters of a row, so that a few of them never fill the memory. */
    static final int MOST_ROW_CHARACTERS = 4_000_000;

    private static final int BUFFER = 1 << 16;
    private static final Pattern CELL_TOO_LONG =
            Pattern.compile("Field at index (\\d+) in record starting at line (\\d+) exceeds.*");
    private static final Pattern LINE = Pattern.compile(".*starting at line (\\d+).*");

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private List<String> header = List.of();
    private long number;

    private CsvRows(CsvReader<CsvRecord> reader, boolean withHeader) {
        this.reader = reader;
        this.records = reader.iterator();
        if (withHeader && explained(records::hasNext)) {
            header = plain(explained(records::next).getFields());
        }
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInput at "file" when its first row can't be read
     */
    static CsvRows open(Path file, CsvFormat format) {
        try {
            InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            CharsetGuess.skipMark(bytes, format.charset());
            return of(new InputStreamReader(bytes, format.encoding()), format);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file can't be read: " + file, e);
        }
    }

    /** Reads characters instead of a file. */
    static CsvRows of(Reader characters, CsvFormat format) {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .maxBufferSize(MOST_ROW_CHARACTERS)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(Imports.MOST_COLUMNS)
                                .maxFieldSize(Imports.MOST_CELL_CHARACTERS)
                                .maxRecordSize(MOST_ROW_CHARACTERS)),
                        characters);
        return new CsvRows(reader, format.header());
    }

    /** The cells of the first line, when the format says it is a header. */
    List<String> header() {
        return header;
    }

    /**
     * Whether there is a next row.
     *
     * @throws InvalidInput at "file" when what follows is no CSV
     */
    boolean hasNext() {
        return explained(records::hasNext);
    }

    /** The next row. */
    CsvRow next() {
        CsvRecord row = explained(records::next);
        number++;
        return new CsvRow(number, row.getStartingLineNumber(), plain(row.getFields()));
    }

    /** Without the apostrophes programs write before what a spreadsheet would take for a formula. */
    private static List<String> plain(List<String> cells) {
        for (String cell : cells) {
            if (cell.startsWith("'")) {
                return cells.stream().map(CsvCell::unguarded).toList();
            }
        }
        return cells;
    }

    /** Passes over rows that are done. */
    void skip(long rows) {
        for (long i = 0; i < rows && hasNext(); i++) {
            next();
        }
    }

    @Override
    public void close() {
        try {
            records.close();
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file can't be closed", e);
        }
    }

    private <T> T explained(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvParseException e) {
            throw new InvalidInput("file", explanation(Objects.requireNonNullElse(e.getMessage(), "")));
        }
    }

    private String explanation(String message) {
        Matcher cell = CELL_TOO_LONG.matcher(message);
        if (cell.matches()) {
            int column = Integer.parseInt(cell.group(1));
            String name = column < header.size() ? " (“" + Words.cut(header.get(column), 60) + "”)" : "";
            return String.format(
                    Locale.ROOT,
                    "Line %s, column %d%s has more than %,d characters. If that surprises you, look for a quotation"
                            + " mark that is not closed.",
                    cell.group(2),
                    column + 1,
                    name,
                    Imports.MOST_CELL_CHARACTERS);
        }
        Matcher line = LINE.matcher(message);
        String where = line.matches() ? "Line " + line.group(1) : "A line";
        if (message.contains("fields")) {
            return where + " has more than " + Imports.MOST_COLUMNS + " columns.";
        }
        if (message.contains("Unclosed")) {
            return where + " opens a quotation mark that is closed nowhere in the rest of the file.";
        }
        if (message.contains("after closing quote")) {
            return where + " has text right after a closing quotation mark. Inside quotation marks write \"\" for one.";
        }
        return where + " has more than " + String.format(Locale.ROOT, "%,d", MOST_ROW_CHARACTERS)
                + " characters. If that surprises you, look for a quotation mark that is not closed.";
    }
}
