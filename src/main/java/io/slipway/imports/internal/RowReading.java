package io.slipway.imports.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.UniqueKey;
import io.slipway.imports.PreviewRow.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row read as a plan says, with all that is wrong with its cells. Links are still keys. */
final class RowReading {

    private final CsvRow row;
    private final Map<ResourceId, @Nullable Object> values = new HashMap<>();
    private final Map<BoundRows.LinkColumn, List<Key>> links = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable ByteBuffer match;

    /** A record named by the value of a unique field. */
    record Key(String text, ByteBuffer value) {}

    private RowReading(CsvRow row) {
        this.row = row;
    }

    /**
     * Reads a row.
     *
     * @param width cells a row must have
     */
    static RowReading of(CsvRow row, int width, BoundRows plan, CellReader cells) {
        RowReading reading = new RowReading(row);
        int there = row.cells().size();
        if (there != width) {
            reading.problems.add(new Problem(
                    -1,
                    "The row has " + there + (there == 1 ? " cell" : " cells") + ", but there are " + width
                            + " columns."));
            return reading;
        }
        plan.values().forEach(column -> reading.readValue(column, cells));
        plan.links().forEach(column -> reading.readLink(column, cells));
        if (plan.match() != null) {
            reading.readMatch(plan.match());
        }
        return reading;
    }

    private void readValue(BoundRows.ValueColumn column, CellReader cells) {
        switch (cells.read(column.field().kind(), row.cell(column.column()))) {
            case Parsed.Ok ok -> values.put(column.field().id(), ok.value());
            case Parsed.Bad bad -> problem(column.column(), column.field(), bad.reason());
        }
    }

    private void readLink(BoundRows.LinkColumn column, CellReader cells) {
        List<Key> keys = new ArrayList<>();
        String cell = row.cell(column.column()).strip();
        for (String text : column.many() ? cell.split("[;,]") : new String[] {cell}) {
            if (!text.isBlank()) {
                key(column.column(), column.field(), column.key(), text.strip(), cells, keys);
            }
        }
        links.put(column, keys);
    }

    private void key(int column, Field field, Field key, String text, CellReader cells, List<Key> keys) {
        switch (cells.read(key.kind(), text)) {
            case Parsed.Ok ok -> {
                byte[] bytes = UniqueKey.of(key.kind(), ok.value());
                if (bytes != null) {
                    keys.add(new Key(text, ByteBuffer.wrap(bytes)));
                }
            }
            case Parsed.Bad bad -> problem(column, field, bad.reason());
        }
    }

    private void readMatch(BoundRows.ValueColumn column) {
        Object value = values.get(column.field().id());
        byte[] bytes = UniqueKey.of(column.field().kind(), value);
        if (bytes != null) {
            match = ByteBuffer.wrap(bytes);
        } else if (problems.stream().noneMatch(problem -> problem.column() == column.column())) {
            problem(column.column(), column.field(), "It says which record the row is about and can't be empty.");
        }
    }

    void problem(int column, Field field, String reason) {
        problems.add(new Problem(column, "“" + field.name() + "”: " + reason));
    }

    CsvRow row() {
        return row;
    }

    /** Values of fields that are no links; null for an empty cell. */
    Map<ResourceId, @Nullable Object> values() {
        return values;
    }

    Map<BoundRows.LinkColumn, List<Key>> links() {
        return links;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The key of the record the row is about; null: a new one. */
    @Nullable
    ByteBuffer match() {
        return match;
    }
}
