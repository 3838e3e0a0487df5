package io.slipway.records.ui;

import io.slipway.common.RecordId;
import io.slipway.storage.StoredRecord;
import org.jspecify.annotations.Nullable;

/** A record in a grid, with the names of what it refers to. The same row as long as it is the same record. */
record Row(StoredRecord record, Names names) {

    RecordId id() {
        return record.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && row.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }
}
