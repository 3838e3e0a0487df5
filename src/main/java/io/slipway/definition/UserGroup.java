package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** People who share roles. Who belongs to a group is account data and is never promoted. */
public record UserGroup(ResourceId id, String name, Set<ResourceId> roles) implements Resource {

    public UserGroup {
        name = Text.name("user group", name);
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    @Override
    public Set<ResourceId> needs() {
        return Set.copyOf(roles);
    }
}
