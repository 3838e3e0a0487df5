package io.slipway.imports.internal;

import io.slipway.common.RecordId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of a cell as the value of a link field. */
final class LinkValues {

    private LinkValues() {}

    /** The record or records named; null: none. Notes those that are not there, unless they are to be left out. */
    static @Nullable Object of(
            RowReading reading, BoundRows.LinkColumn column, List<RowReading.Key> keys, KeyLookup lookup) {
        Set<RecordId> found = new LinkedHashSet<>();
        for (RowReading.Key key : keys) {
            Optional<RecordId> record = lookup.find(column.key(), key.value());
            record.ifPresent(found::add);
            if (record.isEmpty() && !column.leaveEmpty()) {
                reading.problem(
                        column.column(),
                        column.field(),
                        "There is no record whose “" + column.key().name() + "” is “" + Words.cut(key.text(), 60)
                                + "”.");
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        return column.many() ? List.copyOf(found) : found.iterator().next();
    }
}
