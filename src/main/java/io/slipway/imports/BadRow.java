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

    /**
     * Where a bad row is in the list of its import.
     *
     * @param step what was being done with the row; a row may be bad in more than one step
     */
    public record Place(int file, long row, int step) {

        /** As text, to be kept by somebody else. */
        public String text() {
            return file + " " + row + " " + step;
        }

        /**
         * Reads what {@link #text} wrote.
         *
         * @throws IllegalArgumentException when it is something else
         */
        public static Place parse(String text) {
            String[] parts = text.split(" ", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("No place of a bad row: " + text);
            }
            return new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    /** A bad row in the list of its import. */
    public record Listed(BadRow row, Place place) {}
}
