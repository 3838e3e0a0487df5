package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** How much a sandbox differs from where it started, and whether that is still where production is. */
@Component
class PendingCount {

    private final Environments environments;
    private final Definitions definitions;

    PendingCount(Environments environments, Definitions definitions) {
        this.environments = environments;
        this.definitions = definitions;
    }

    /** How many resources were added, changed or removed. */
    int of(EnvironmentId sandbox) {
        SortedMap<ResourceId, Resource> base = base(sandbox).resources();
        SortedMap<ResourceId, Resource> now = definitions.current(sandbox).resources();
        Set<ResourceId> ids = new TreeSet<>(base.keySet());
        ids.addAll(now.keySet());
        return (int) ids.stream()
                .filter(id -> !Objects.equals(base.get(id), now.get(id)))
                .count();
    }

    private Definition base(EnvironmentId sandbox) {
        EnvironmentId production = environments.production(sandbox.account()).id();
        return definitions.at(production, definitions.base(sandbox).revision());
    }

    boolean productionMoved(EnvironmentId sandbox) {
        EnvironmentId production = environments.production(sandbox.account()).id();
        return definitions.base(sandbox).revision()
                != definitions.current(production).revision();
    }
}
