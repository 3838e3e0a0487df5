package io.slipway.imports;

import io.slipway.definition.FieldKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file, found by reading all of it.
 *
 * @param rows without the header and without empty lines
 * @param notices what people should know before they go on, in sentences
 */
public record Inspection(CsvFormat format, List<Column> columns, long rows, List<String> notices) {

    public Inspection {
        columns = List.copyOf(columns);
        notices = List.copyOf(notices);
    }

    /**
     * One column.
     *
     * @param index place from the left, counted from 0
     * @param name from the header, made unique; "Column 3" without one
     * @param filled how many rows have something in it
     * @param unique whether every row has something in it, and each something else
     * @param kind what all its values fit into, or nearly all of them
     * @param examples the first few different values, cut short
     * @param note about values that do not fit, for people; null: all do
     */
    public record Column(
            int index,
            String name,
            long filled,
            boolean unique,
            FieldKind kind,
            List<String> examples,
            @Nullable String note) {
        public Column {
            examples = List.copyOf(examples);
        }
    }
}
