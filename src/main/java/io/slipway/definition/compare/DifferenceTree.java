package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts changes under their table, and tables under the first of their apps by name. */
final class DifferenceTree {

    private final Map<ResourceId, ? extends Resource> before;
    private final Map<ResourceId, ? extends Resource> after;

    DifferenceTree(Map<ResourceId, ? extends Resource> before, Map<ResourceId, ? extends Resource> after) {
        this.before = before;
        this.after = after;
    }

    List<DifferenceNode> of(List<ResourceChange> changes) {
        Map<ResourceId, ResourceChange> appChanges = new TreeMap<>();
        Map<ResourceId, List<ResourceChange>> byTable = new TreeMap<>();
        List<ResourceChange> people = new ArrayList<>();
        for (ResourceChange change : changes) {
            switch (change.shown()) {
                case App app -> appChanges.put(app.id(), change);
                case Table table -> add(byTable, table.id(), change);
                case Relationship relationship -> add(byTable, relationship.from(), change);
                case Field field -> add(byTable, field.table(), change);
                case Form form -> add(byTable, form.table(), change);
                case View view -> add(byTable, view.table(), change);
                case Role role -> people.add(change);
                case UserGroup group -> people.add(change);
            }
        }
        List<DifferenceNode> roots = new ArrayList<>(apps(appChanges, byTable));
        if (!people.isEmpty()) {
            roots.add(heading("Roles and user groups", leaves(people)));
        }
        return roots;
    }

    private List<DifferenceNode> apps(
            Map<ResourceId, ResourceChange> appChanges, Map<ResourceId, List<ResourceChange>> byTable) {
        Map<ResourceId, List<DifferenceNode>> tablesOfApp = new LinkedHashMap<>();
        List<DifferenceNode> homeless = new ArrayList<>();
        byTable.forEach((table, changes) -> {
            List<App> apps = appsOf(table);
            DifferenceNode node = tableNode(table, changes, apps);
            if (apps.isEmpty()) {
                homeless.add(node);
            } else {
                tablesOfApp
                        .computeIfAbsent(apps.getFirst().id(), id -> new ArrayList<>())
                        .add(node);
            }
        });
        appChanges.keySet().forEach(app -> tablesOfApp.computeIfAbsent(app, id -> new ArrayList<>()));
        List<DifferenceNode> nodes = new ArrayList<>();
        tablesOfApp.forEach((app, tables) ->
                nodes.add(new DifferenceNode(name(app), ResourceType.APP, "", appChanges.get(app), byTitle(tables))));
        List<DifferenceNode> sorted = new ArrayList<>(byTitle(nodes));
        if (!homeless.isEmpty()) {
            sorted.add(heading("Tables in no app", byTitle(homeless)));
        }
        return sorted;
    }

    private DifferenceNode tableNode(ResourceId table, List<ResourceChange> changes, List<App> apps) {
        ResourceChange own = changes.stream()
                .filter(change -> change.id().equals(table))
                .findFirst()
                .orElse(null);
        List<ResourceChange> others =
                changes.stream().filter(change -> change != own).toList();
        String note = apps.size() < 2
                ? ""
                : "also in "
                        + apps.stream()
                                .skip(1)
                                .map(App::name)
                                .map(Words::quoted)
                                .collect(Collectors.joining(", "));
        return new DifferenceNode(name(table), ResourceType.TABLE, note, own, leaves(others));
    }

    private List<App> appsOf(ResourceId table) {
        List<App> now = appsIn(after, table);
        return now.isEmpty() ? appsIn(before, table) : now;
    }

    private static List<App> appsIn(Map<ResourceId, ? extends Resource> resources, ResourceId table) {
        return resources.values().stream()
                .filter(App.class::isInstance)
                .map(App.class::cast)
                .filter(app -> app.tables().contains(table))
                .sorted(Comparator.comparing(App::name).thenComparing(App::id))
                .toList();
    }

    private static List<DifferenceNode> leaves(List<ResourceChange> changes) {
        return changes.stream()
                .map(change ->
                        new DifferenceNode(change.shown().name(), change.shown().type(), "", change, List.of()))
                .toList();
    }

    private static DifferenceNode heading(String title, List<DifferenceNode> children) {
        return new DifferenceNode(title, null, "", null, children);
    }

    private static List<DifferenceNode> byTitle(List<DifferenceNode> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparing(DifferenceNode::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private String name(ResourceId id) {
        return Names.in(after, before).of(id);
    }

    private static void add(Map<ResourceId, List<ResourceChange>> byTable, ResourceId table, ResourceChange change) {
        byTable.computeIfAbsent(table, id -> new ArrayList<>()).add(change);
    }
}
