package io.slipway.sandbox.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.definition.compare.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a log's resources are called and which apps show them: as they are now, or as they were last for those that are
 * gone.
 */
final class Shown implements Names {

    private final List<Revision> log;
    private final Map<ResourceId, Resource> last = new HashMap<>();
    private final Map<ResourceId, Set<String>> appsNow = new HashMap<>();
    private final Map<ResourceId, Set<String>> appsOnce = new HashMap<>();

    private Shown(List<Revision> log) {
        this.log = log;
    }

    /**
     * @param now the environment's definition
     * @param before where it started
     * @param log newest first
     */
    static Shown of(Definition now, Definition before, List<Revision> log) {
        Shown shown = new Shown(log);
        shown.last.putAll(before.resources());
        for (int i = log.size() - 1; i >= 0; i--) {
            shown.last.put(log.get(i).resource(), log.get(i).shown());
        }
        shown.last.putAll(now.resources());
        collect(shown.last.values(), shown.appsOnce);
        collect(now.resources().values(), shown.appsNow);
        return shown;
    }

    private static void collect(Collection<Resource> resources, Map<ResourceId, Set<String>> apps) {
        for (Resource resource : resources) {
            if (resource instanceof App app) {
                app.tables()
                        .forEach(table -> apps.computeIfAbsent(table, id -> new TreeSet<>())
                                .add(app.name()));
            }
        }
    }

    List<Revision> log() {
        return log;
    }

    @Override
    public String of(ResourceId id) {
        Resource resource = last.get(id);
        return resource == null ? "#" + id : resource.name();
    }

    /** The names of the apps that show a resource, with commas between. */
    String apps(Resource resource) {
        return switch (resource) {
            case App app -> app.name();
            case Table table -> ofTables(List.of(table.id()));
            case Field field -> ofTables(List.of(field.table()));
            case Form form -> ofTables(List.of(form.table()));
            case View view -> ofTables(List.of(view.table()));
            case Relationship relationship -> ofTables(List.of(relationship.from(), relationship.to()));
            case Role role ->
                role.apps().stream().map(this::of).sorted().distinct().collect(Collectors.joining(", "));
            case UserGroup group -> "";
        };
    }

    private String ofTables(List<ResourceId> tables) {
        TreeSet<String> names = new TreeSet<>();
        for (ResourceId table : tables) {
            names.addAll(appsNow.getOrDefault(table, appsOnce.getOrDefault(table, Set.of())));
        }
        return String.join(", ", new ArrayList<>(names));
    }
}
