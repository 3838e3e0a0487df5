package io.slipway.imports.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.storage.RecordStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the records of a batch by their keys, with one question for each key field. First say what is wanted, then
 * ask, then look.
 */
final class KeyLookup {

    private final RecordStore store;
    private final Definition definition;
    private final Map<ResourceId, Field> fields = new HashMap<>();
    private final Map<ResourceId, Set<ByteBuffer>> wanted = new HashMap<>();
    private final Map<ResourceId, Map<ByteBuffer, RecordId>> found = new HashMap<>();

    KeyLookup(RecordStore store, Definition definition) {
        this.store = store;
        this.definition = definition;
    }

    void want(Field key, ByteBuffer value) {
        fields.put(key.id(), key);
        wanted.computeIfAbsent(key.id(), id -> new HashSet<>()).add(value);
    }

    /** Asks for all that is wanted; tables that are only planned have no records. */
    void ask() {
        wanted.forEach((id, keys) -> {
            Field key = fields.get(id);
            if (key != null && definition.layouts().containsKey(key.table())) {
                List<byte[]> bytes = new ArrayList<>();
                keys.forEach(value -> bytes.add(value.array()));
                found.put(id, store.keyHolders(definition, key.table(), id, bytes));
            }
        });
    }

    Optional<RecordId> find(Field key, ByteBuffer value) {
        return Optional.ofNullable(found.getOrDefault(key.id(), Map.of()).get(value));
    }
}
