package io.slipway.storage;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored.
 *
 * @param version raised by every write; optimistic locking compares it
 * @param createdAt UTC, milliseconds
 * @param createdBy id of a user of the account; null: the house
 * @param values per field id, in the Java types of {@link io.slipway.definition.FieldKind}; no entry: no value
 */
public record StoredRecord(
        RecordId id,
        long version,
        Instant createdAt,
        @Nullable Long createdBy,
        Instant updatedAt,
        @Nullable Long updatedBy,
        Map<ResourceId, Object> values) {

    public StoredRecord {
        values = Map.copyOf(values);
    }

    /** A field's value, or null. */
    public @Nullable Object value(ResourceId field) {
        return values.get(field);
    }
}
