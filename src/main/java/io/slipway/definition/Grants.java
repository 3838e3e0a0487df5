package io.slipway.definition;

import io.slipway.common.ResourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What some user groups allow together, by all their roles. Two that are equal allow the same, however many roles they
 * come from.
 *
 * @param apps the apps seen in the catalogue
 * @param tables per table; a table not named here is not seen
 */
public record Grants(SortedSet<ResourceId> apps, SortedMap<ResourceId, Permission> tables) {

    /** Nothing at all. */
    public static final Grants NONE = new Grants(new TreeSet<>(), new TreeMap<>());

    public Grants {
        apps = Collections.unmodifiableSortedSet(new TreeSet<>(apps));
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** What groups allow under a definition; groups and roles it does not have allow nothing. */
    public static Grants of(Definition definition, Collection<ResourceId> groups) {
        return of(groups.stream()
                .flatMap(id -> definition.find(UserGroup.class, id).stream())
                .flatMap(group -> group.roles().stream())
                .distinct()
                .flatMap(role -> definition.find(Role.class, role).stream())
                .toList());
    }

    private static Grants of(List<Role> roles) {
        SortedSet<ResourceId> apps = new TreeSet<>();
        SortedMap<ResourceId, Permission> tables = new TreeMap<>();
        roles.forEach(role -> {
            apps.addAll(role.apps());
            role.tables().forEach((table, permission) -> tables.merge(table, permission, Permission::or));
        });
        return new Grants(apps, tables);
    }

    /** What is allowed on a table. */
    public Permission on(ResourceId table) {
        return tables.getOrDefault(table, Permission.NONE);
    }

    /** The user groups of either definition that do not allow the same under both. */
    public static Set<ResourceId> changedGroups(Definition before, Definition after) {
        Set<ResourceId> changed = new TreeSet<>();
        List.of(before, after)
                .forEach(definition -> definition
                        .all(UserGroup.class)
                        .map(UserGroup::id)
                        .filter(group -> !of(before, List.of(group)).equals(of(after, List.of(group))))
                        .forEach(changed::add));
        return changed;
    }
}
