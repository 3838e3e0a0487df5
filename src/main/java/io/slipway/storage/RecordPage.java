package io.slipway.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a query's records.
 *
 * @param next where the next page begins; null: this is the last
 */
public record RecordPage(
        List<StoredRecord> records, @Nullable PageMark next) {

    public RecordPage {
        records = List.copyOf(records);
    }
}
