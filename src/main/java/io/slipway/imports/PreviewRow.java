package io.slipway.imports;

import io.slipway.common.ResourceId;
import java.util.List;
import java.util.Map;

/**
 * One of the first rows of a file as it would be imported.
 *
 * @param row counted from 1
 * @param shown per field what it would hold, as people read it; fields left empty are not among them
 * @param problems why it could not be imported
 */
public record PreviewRow(long row, Map<ResourceId, String> shown, List<Problem> problems) {

    public PreviewRow {
        shown = Map.copyOf(shown);
        problems = List.copyOf(problems);
    }

    /**
     * What is wrong with a row.
     *
     * @param column the column at fault, counted from 0; -1: the row as a whole
     */
    public record Problem(int column, String message) {}
}
