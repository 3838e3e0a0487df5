package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The changes of sandbox and production brought together.
 *
 * @param resources what there will be; where a collision is open, as the sandbox has it
 * @param collisions all, settled or open, in a stable order
 */
public record Merge(SortedMap<ResourceId, Resource> resources, List<Collision> collisions) {

    public Merge {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        collisions = List.copyOf(collisions);
    }

    /** The collisions nobody has settled. */
    public List<Collision> open() {
        return collisions.stream()
                .filter(collision -> collision.settlement() == null)
                .toList();
    }

    /** Whether nothing is left to settle, so that {@link #resources} may be put in force. */
    public boolean isSettled() {
        return open().isEmpty();
    }
}
