package io.slipway.backup.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.storage.TableChunks;
import io.slipway.storage.TableChunks.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All physical tables of a definition, by what they hold. */
final class Parts {

    private final SortedMap<ResourceId, Part> records = new TreeMap<>();
    private final SortedMap<ResourceId, Part> sides = new TreeMap<>();

    private Parts() {}

    static Parts of(TableChunks chunks, Definition definition) {
        Parts parts = new Parts();
        definition.layouts().values().forEach(layout -> {
            for (Part part : chunks.parts(definition.environment(), definition.resources(), layout)) {
                ResourceId field = part.field();
                if (field == null) {
                    parts.records.put(part.table(), part);
                } else {
                    parts.sides.put(field, part);
                }
            }
        });
        return parts;
    }

    /** The part with a table's records. */
    Part records(ResourceId table) {
        return known(records.get(table), "table", table);
    }

    /** The side table of a field. */
    Part side(ResourceId field) {
        return known(sides.get(field), "field", field);
    }

    private static Part known(@org.jspecify.annotations.Nullable Part part, String what, ResourceId id) {
        if (part == null) {
            throw new IllegalStateException("There is no " + what + " " + id + " with rows");
        }
        return part;
    }

    boolean hasRecords(ResourceId table) {
        return records.containsKey(table);
    }

    boolean hasSide(ResourceId field) {
        return sides.containsKey(field);
    }

    /** The side tables of a table's fields. */
    List<Part> sidesOf(ResourceId table) {
        return sides.values().stream()
                .filter(part -> part.table().equals(table))
                .toList();
    }

    List<Part> all() {
        List<Part> all = new ArrayList<>(records.values());
        all.addAll(sides.values());
        return Collections.unmodifiableList(all);
    }

    /** The part a chunk of records or of a side table belongs to. */
    Part of(ChunkName chunk) {
        ResourceId id = new ResourceId(chunk.id());
        return switch (chunk.kind()) {
            case TABLE -> records(id);
            case SIDE -> side(id);
            case DELTA, TAIL -> throw new IllegalArgumentException(chunk + " has rows of many tables");
        };
    }
}
