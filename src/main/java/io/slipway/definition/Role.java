package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people with this role may do.
 *
 * @param apps the apps they see in the catalogue
 * @param tables per table; a table not named here is not seen
 */
public record Role(ResourceId id, String name, Set<ResourceId> apps, SortedMap<ResourceId, Permission> tables)
        implements Resource {

    public Role {
        name = Text.name("role", name);
        apps = Collections.unmodifiableSortedSet(new TreeSet<>(apps));
        SortedMap<ResourceId, Permission> given = new TreeMap<>(tables);
        given.values().removeIf(Permission.NONE::equals);
        tables = Collections.unmodifiableSortedMap(given);
    }

    /** What the role allows on a table. */
    public Permission on(ResourceId table) {
        return tables.getOrDefault(table, Permission.NONE);
    }

    @Override
    public Set<ResourceId> needs() {
        return Stream.concat(apps.stream(), tables.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
