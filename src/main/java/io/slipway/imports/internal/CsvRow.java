package io.slipway.imports.internal;

import java.util.List;

/**
 * A row of a file.
 *
 * @param number counted from 1, without the header and empty lines
 * @param line of the file it starts at, counted from 1
 */
record CsvRow(long number, long line, List<String> cells) {

    /** What is in a column; empty text when the row is too short for it. */
    String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** Characters in all cells together. */
    long size() {
        long size = 0;
        for (String cell : cells) {
            size += cell.length();
        }
        return size;
    }
}
