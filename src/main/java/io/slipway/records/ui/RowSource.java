package io.slipway.records.ui;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.View;
import io.slipway.records.Records;
import io.slipway.records.ui.NameLookup.Reader;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a grid: a part of the records, the fields the grid shows, and in one go the names these refer to.
 *
 * @param filters those of the view itself
 * @param sorts the order if nobody has chosen another
 * @param linkedTo only records that link to this one; null: all
 */
record RowSource(
        Records records,
        NameLookup names,
        Reader reader,
        ResourceId table,
        List<Field> columns,
        List<View.Filter> filters,
        List<View.Sort> sorts,
        RecordQuery.@Nullable LinkedTo linkedTo) {

    RowSource {
        columns = List.copyOf(columns);
    }

    /** The definition has changed since the page was made: what it knows of fields no longer fits the records. */
    static final class DefinitionMoved extends RuntimeException {
        DefinitionMoved() {
            super("The definition has changed");
        }
    }

    /**
     * @throws DefinitionMoved when the rows would not fit the columns
     */
    List<Row> rows(GridState state, long offset, int limit) {
        requireSameDefinition();
        List<StoredRecord> found =
                records.query(reader.actor(), reader.environment(), query(state).page(offset, limit));
        // Heads only move forward: if it is still the same, it was all the time.
        requireSameDefinition();
        Names known = names.of(reader, columns, found, Display.LINKS_NAMED);
        return found.stream().map(each -> new Row(each, known)).toList();
    }

    /** How many there are, counted up to {@code cap}. */
    long count(GridState state, long cap) {
        requireSameDefinition();
        return records.count(reader.actor(), reader.environment(), query(state), cap);
    }

    /** The query behind a state. */
    RecordQuery query(GridState state) {
        List<View.Filter> all = new ArrayList<>(filters);
        all.addAll(state.filters());
        return new RecordQuery(
                table,
                columns.stream().map(Field::id).toList(),
                all,
                linkedTo,
                state.search(),
                state.sorts().isEmpty() ? sorts : state.sorts(),
                0,
                100);
    }

    private void requireSameDefinition() {
        long now = records.definition(reader.actor(), reader.environment()).revision();
        if (now != reader.definition().revision()) {
            throw new DefinitionMoved();
        }
    }

    /** The text of one cell. */
    String text(Field column, Row row) {
        return reader.display().text(column, row.record().value(column.id()), row.names());
    }

    /** Whether a record is still there to be seen, as a row. */
    List<Row> named(List<StoredRecord> found) {
        Names known = names.of(reader, columns, found, Display.LINKS_NAMED);
        return found.stream().map(each -> new Row(each, known)).toList();
    }

    /** What a record is called. */
    String title(RecordId record, StoredRecord stored) {
        return names.titlesOf(reader, table, List.of(stored)).getOrDefault(record, "");
    }
}
