package io.slipway.records;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.storage.StoredRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a call that writes records. Unless it is {@link Saved}, nothing at all was written. */
public sealed interface WriteOutcome {

    /**
     * All writes are durable.
     *
     * @param records the records as they are now, in the order of the writes; deleted ones are left out
     */
    record Saved(List<StoredRecord> records) implements WriteOutcome {}

    /** Values that can't be taken. */
    record Invalid(List<Problem> problems) implements WriteOutcome {}

    /** Somebody else changed a record since it was read; {@code now} is what it is now. */
    record Conflict(RecordId record, StoredRecord now) implements WriteOutcome {}

    /** A record is no longer there. */
    record Gone(RecordId record) implements WriteOutcome {}

    /** Records still link to one that was to be deleted. */
    record StillLinked(RecordId record, List<Link> links) implements WriteOutcome {
        /** How many records of a table link through a field. */
        public record Link(String table, String field, long count) {}
    }

    /** The role does not allow it. The message is for the person. */
    record Refused(String message) implements WriteOutcome {}

    /** The environment takes no writes at the moment. */
    record Closed() implements WriteOutcome {}

    /**
     * One value that can't be taken.
     *
     * @param index place in the list of writes
     * @param field the field at fault; null: the record as a whole
     */
    record Problem(int index, @Nullable ResourceId field, String message) {}
}
