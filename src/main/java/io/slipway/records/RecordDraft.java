package io.slipway.records;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a record to be.
 *
 * @param values per field the wanted value, in the Java types of {@link io.slipway.definition.FieldKind}; null clears;
 *     fields not named stay as they are (or take their default in a new record)
 */
public record RecordDraft(Map<ResourceId, @Nullable Object> values) {

    public RecordDraft {
        values = Collections.unmodifiableMap(new HashMap<>(values));
    }

    /** A write of one record. */
    public sealed interface Write {
        ResourceId table();

        RecordId record();
    }

    /** A new record. */
    public record Create(ResourceId table, RecordId record, RecordDraft draft) implements Write {}

    /**
     * A change.
     *
     * @param expectedVersion the version the change was made from; null: whatever it is
     */
    public record Update(
            ResourceId table, RecordId record, @Nullable Long expectedVersion, RecordDraft draft) implements Write {}

    /** A deletion. */
    public record Delete(
            ResourceId table, RecordId record, @Nullable Long expectedVersion) implements Write {}
}
