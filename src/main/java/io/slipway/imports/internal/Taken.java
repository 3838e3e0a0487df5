package io.slipway.imports.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.value.UniqueKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds among the first rows values that must be unique and are not, because a record or an earlier row has them. */
final class Taken {

    private final BoundRows bound;
    private final Definition current;
    private final List<BoundRows.ValueColumn> unique;
    private final Map<ResourceId, Set<ByteBuffer>> above = new HashMap<>();

    /**
     * @param current the definition in force: fields that are only planned have no values yet
     */
    Taken(BoundRows bound, Definition current) {
        this.bound = bound;
        this.current = current;
        this.unique = bound.values().stream()
                .filter(column -> column.field().unique())
                .toList();
    }

    /** Says what to ask for. */
    void want(RowReading reading, KeyLookup lookup) {
        for (BoundRows.ValueColumn column : unique) {
            ByteBuffer key = key(column, reading);
            if (key != null && current.find(column.field().id()).isPresent()) {
                lookup.want(column.field(), key);
            }
        }
    }

    /** Notes what is taken, when the lookup has asked. Rows in the order of the file. */
    void note(RowReading reading, KeyLookup lookup) {
        Optional<RecordId> changed = Optional.ofNullable(bound.match())
                .flatMap(match -> Optional.ofNullable(reading.match()).flatMap(key -> lookup.find(match.field(), key)));
        for (BoundRows.ValueColumn column : unique) {
            ByteBuffer key = key(column, reading);
            boolean says = bound.match() != null && bound.match().field().equals(column.field());
            if (key == null || says) {
                continue;
            }
            Optional<RecordId> holder = lookup.find(column.field(), key);
            if (holder.isPresent() && !holder.equals(changed)) {
                problem(
                        reading,
                        column,
                        bound.match() == null
                                ? "A record with this value is there already. Say above if it is to be changed."
                                : "Another record has this value already.");
            } else if (!above.computeIfAbsent(column.field().id(), id -> new HashSet<>())
                    .add(key)) {
                problem(reading, column, "A row above has the same value.");
            }
        }
    }

    private static void problem(RowReading reading, BoundRows.ValueColumn column, String reason) {
        reading.problem(column.column(), column.field(), reason);
    }

    private static @Nullable ByteBuffer key(BoundRows.ValueColumn column, RowReading reading) {
        Field field = column.field();
        Object value = reading.values().get(field.id());
        byte[] bytes = value == null ? null : UniqueKey.of(field.kind(), value);
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
