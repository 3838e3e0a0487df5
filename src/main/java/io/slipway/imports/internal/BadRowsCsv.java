package io.slipway.imports.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.slipway.common.CsvCell;
import io.slipway.imports.BadRow;
import io.slipway.imports.ImportJob;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file's bad rows as a file that can be mended and imported again. What a spreadsheet would take for a formula is
 * guarded; the import takes the guard away again.
 */
final class BadRowsCsv {

    private BadRowsCsv() {}

    /**
     * @param pages bad rows of all files from a place on, null: from the first; an empty list: no more
     */
    static void write(
            ImportJob.File file, Function<BadRow.@Nullable Place, List<BadRow.Listed>> pages, OutputStream to) {
        char delimiter = file.inspection().format().delimiter();
        try {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(to, UTF_8));
            text.write('\uFEFF');
            CsvWriter csv = CsvWriter.builder().fieldSeparator(delimiter).build(text);
            List<String> header = new ArrayList<>(file.inspection().columns().stream()
                    .map(column -> CsvCell.guarded(column.name()))
                    .toList());
            int width = header.size();
            header.addAll(List.of("Import row", "Import line", "Import problem"));
            csv.writeRecord(header);
            for (List<BadRow.Listed> page = pages.apply(null);
                    !page.isEmpty();
                    page = pages.apply(page.getLast().place())) {
                page.stream()
                        .map(BadRow.Listed::row)
                        .filter(row -> row.file() == file.number())
                        .forEach(row -> csv.writeRecord(cells(row, width)));
            }
            csv.flush();
            text.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The bad rows can't be written", e);
        }
    }

    private static List<String> cells(BadRow row, int width) {
        List<String> cells =
                new ArrayList<>(row.cells().stream().map(CsvCell::guarded).toList());
        while (cells.size() < width) {
            cells.add("");
        }
        cells.add(Long.toString(row.row()));
        cells.add(Long.toString(row.line()));
        cells.add(CsvCell.guarded(row.reason()));
        return cells;
    }
}
