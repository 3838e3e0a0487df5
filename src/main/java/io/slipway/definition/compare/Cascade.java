package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes along when resources go: a table takes its fields, forms, views and relationships, a relationship its link
 * field and a link field its relationship; everything else only lets go of them.
 */
public final class Cascade {

    private Cascade() {}

    /** The resources without some of them and without what can't exist without these. */
    public static SortedMap<ResourceId, Resource> remove(
            Map<ResourceId, ? extends Resource> resources, Collection<ResourceId> ids) {
        SortedMap<ResourceId, Resource> left = new TreeMap<>(resources);
        ids.stream()
                .map(left::get)
                .filter(Field.class::isInstance)
                .map(Field.class::cast)
                .toList()
                .forEach(field -> {
                    if (field.kind() instanceof FieldKind.Link link) {
                        left.remove(link.relationship());
                    }
                });
        left.keySet().removeAll(Set.copyOf(ids));
        return tidy(left);
    }

    /** The resources without those that can't exist because what they need is not there, and without loose ends. */
    public static SortedMap<ResourceId, Resource> tidy(Map<ResourceId, ? extends Resource> resources) {
        SortedMap<ResourceId, Resource> left = new TreeMap<>(resources);
        while (left.values().removeIf(resource -> !left.keySet().containsAll(owners(resource)))) {
            // Until nothing more falls.
        }
        SortedMap<ResourceId, Resource> tidied = new TreeMap<>();
        left.forEach((id, resource) -> tidied.put(id, loosened(resource, left)));
        return tidied;
    }

    /** The resources a resource falls with. */
    static Set<ResourceId> owners(Resource resource) {
        return switch (resource) {
            case Field field -> field.needs();
            case Form form -> Set.of(form.table());
            case View view -> Set.of(view.table());
            case Relationship relationship -> relationship.needs();
            case Table table -> Set.of();
            case App app -> Set.of();
            case Role role -> Set.of();
            case UserGroup group -> Set.of();
        };
    }

    private static Resource loosened(Resource resource, Map<ResourceId, Resource> left) {
        return switch (resource) {
            case Table table ->
                new Table(table.id(), table.name(), table.description(), kept(table.titleField(), left));
            case Form form ->
                new Form(
                        form.id(),
                        form.table(),
                        form.name(),
                        form.items().stream()
                                .filter(item -> left.containsKey(item.field()))
                                .toList());
            case View view -> view(view, left);
            case App app -> app(app, left);
            case Role role -> role(role, left);
            case UserGroup group -> new UserGroup(group.id(), group.name(), kept(group.roles(), left));
            case Field field -> field;
            case Relationship relationship -> relationship;
        };
    }

    private static View view(View view, Map<ResourceId, Resource> left) {
        return new View(
                view.id(),
                view.table(),
                view.name(),
                view.columns().stream().filter(left::containsKey).toList(),
                view.filters().stream()
                        .filter(filter -> left.containsKey(filter.field()))
                        .toList(),
                view.sorts().stream()
                        .filter(sort -> left.containsKey(sort.field()))
                        .toList(),
                kept(view.form(), left));
    }

    private static App app(App app, Map<ResourceId, Resource> left) {
        List<ResourceId> tables =
                app.tables().stream().filter(left::containsKey).toList();
        List<ResourceId> views = app.views().stream().filter(left::containsKey).toList();
        return new App(app.id(), app.name(), app.description(), app.icon(), tables, views);
    }

    private static Role role(Role role, Map<ResourceId, Resource> left) {
        return new Role(
                role.id(),
                role.name(),
                kept(role.apps(), left),
                role.tables().entrySet().stream()
                        .filter(entry -> left.containsKey(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
    }

    private static Set<ResourceId> kept(Set<ResourceId> ids, Map<ResourceId, Resource> left) {
        Set<ResourceId> kept = new HashSet<>(ids);
        kept.retainAll(left.keySet());
        return kept;
    }

    private static @Nullable ResourceId kept(@Nullable ResourceId id, Map<ResourceId, Resource> left) {
        return id != null && left.containsKey(id) ? id : null;
    }
}
