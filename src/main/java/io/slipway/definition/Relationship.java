package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.Set;

/**
 * A relationship between two tables (they may be the same). The link field on {@code from} carries it.
 *
 * @param from the table whose link field carries the relationship (the "many" side of many-to-one)
 * @param to the table linked to
 * @param name what the related records are called when seen from {@code to}, for example "Tasks"
 */
public record Relationship(ResourceId id, String name, Cardinality cardinality, ResourceId from, ResourceId to)
        implements Resource {

    public Relationship {
        name = Text.name("relationship", name);
    }

    @Override
    public Set<ResourceId> needs() {
        return from.equals(to) ? Set.of(from) : Set.of(from, to);
    }
}
