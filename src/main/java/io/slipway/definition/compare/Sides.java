package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The three definitions that are compared. */
record Sides(
        Map<ResourceId, ? extends Resource> base,
        Map<ResourceId, ? extends Resource> sandbox,
        Map<ResourceId, ? extends Resource> production) {

    Names names() {
        return Names.in(sandbox, production, base);
    }

    Map<ResourceId, ? extends Resource> of(Settlement side) {
        return side == Settlement.KEEP_SANDBOX ? sandbox : production;
    }

    static Settlement other(Settlement side) {
        return side == Settlement.KEEP_SANDBOX ? Settlement.KEEP_PRODUCTION : Settlement.KEEP_SANDBOX;
    }

    List<? extends Resource> of(Collection<ResourceId> ids, Map<ResourceId, ? extends Resource> side) {
        return ids.stream().map(side::get).filter(Objects::nonNull).toList();
    }

    /** Whether the side deleted a resource that the other side still has. */
    boolean deletedBy(Settlement side, ResourceId id) {
        return base.containsKey(id)
                && !of(side).containsKey(id)
                && of(other(side)).containsKey(id);
    }
}
