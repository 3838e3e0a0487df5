package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.List;
import java.util.Map;

/** What resources are called, for descriptions in words. */
@FunctionalInterface
public interface Names {

    /** The name of a resource; its id when it is not known. */
    String of(ResourceId id);

    /** Names as in these definitions' resources; the first that has the resource counts. */
    @SafeVarargs
    static Names in(Map<ResourceId, ? extends Resource>... definitions) {
        List<Map<ResourceId, ? extends Resource>> all = List.of(definitions);
        return id -> {
            for (Map<ResourceId, ? extends Resource> each : all) {
                Resource found = each.get(id);
                if (found != null) {
                    return found.name();
                }
            }
            return "#" + id;
        };
    }
}
