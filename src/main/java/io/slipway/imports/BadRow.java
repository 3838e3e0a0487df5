package io.slipway.imports;

import java.util.List;

/**
 * A row that could not be taken as it is.
 *
 * @param file number of the file in its import
 * @param row counted from 1, without the header and empty lines
 * @param line of the file it starts at, counted from 1
 * @param incomplete whether there is a record all the same, only without a link
 * @param cells as they were in the file
 */
public record BadRow(int file, long row, long line, boolean incomplete, String reason, List<String> cells) {

    public BadRow {
        cells = List.copyOf(cells);
    }
}
