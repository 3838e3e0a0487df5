package io.slipway.imports.internal;

import io.slipway.common.InvalidInput;
import io.slipway.imports.CsvFormat;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** What stands between two cells: whatever cuts the first lines into the most even columns. */
final class DelimiterGuess {

    private static final int LINES = 50;

    private DelimiterGuess() {}

    /**
     * @param start the first part of a file, perhaps cut in the middle of a line
     */
    static char of(String charset, String start) {
        char best = ',';
        double most = 0;
        for (char delimiter : CsvFormat.DELIMITERS) {
            double score = score(widths(new CsvFormat(charset, delimiter, false), start));
            if (score > most) {
                most = score;
                best = delimiter;
            }
        }
        return best;
    }

    private static List<Integer> widths(CsvFormat format, String start) {
        List<Integer> widths = new ArrayList<>();
        try (CsvRows rows = CsvRows.of(new StringReader(start), format)) {
            while (widths.size() < LINES && rows.hasNext()) {
                widths.add(rows.next().cells().size());
            }
        } catch (InvalidInput e) {
            // The part ends within quotation marks, or this delimiter makes no sense: what was read until here counts.
            return widths;
        }
        return widths;
    }

    /** Lines as wide as the first one, each counting as much as it is wide; one column is no cut at all. */
    private static double score(List<Integer> widths) {
        if (widths.isEmpty() || widths.getFirst() < 2) {
            return 0;
        }
        int first = widths.getFirst();
        double even = widths.stream().filter(width -> width == first).count();
        return even / widths.size() * 1000 + first;
    }
}
