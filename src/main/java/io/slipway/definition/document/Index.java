package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.compare.DefinitionRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What references in a document can mean: what the document names, and what stays of what is there. */
final class Index {

    private record Key(ResourceType type, @Nullable ResourceId table, String name) {}

    private record Known(
            ResourceType type, String name, @Nullable String nameNow) {}

    private final Map<ResourceId, Known> byId = new HashMap<>();
    private final Map<Key, List<ResourceId>> byName = new HashMap<>();
    private final Map<ResourceId, ResourceId> said = new HashMap<>();
    private final boolean foreign;

    /**
     * @param foreign whether the ids in the document are another account's
     */
    Index(boolean foreign) {
        this.foreign = foreign;
    }

    void add(Entry entry) {
        Resource old = entry.old();
        String nameNow = old == null ? null : old.name();
        String name = entry.name == null ? nameNow : entry.name;
        add(entry.id(), entry.section.type(), entry.tableId(), name == null ? "" : name, nameNow);
        if (entry.said != null) {
            said.put(entry.said, entry.id());
        }
    }

    void add(Resource resource) {
        add(resource.id(), resource.type(), Entry.tableOf(resource), resource.name(), resource.name());
    }

    private void add(
            ResourceId id, ResourceType type, @Nullable ResourceId table, String name, @Nullable String nameNow) {
        byId.put(id, new Known(type, name, nameNow));
        byName.computeIfAbsent(new Key(type, table, DefinitionRules.folded(name.strip())), key -> new ArrayList<>())
                .add(id);
    }

    /** The resource an id in the document means; null: none that will be there. */
    @Nullable
    ResourceId byId(ResourceType type, ResourceId id) {
        ResourceId meant = foreign ? said.get(id) : id;
        Known known = meant == null ? null : byId.get(meant);
        return known != null && known.type() == type ? meant : null;
    }

    /** Whether a resource is called like this, in the document or now. */
    boolean isCalled(ResourceId id, String name) {
        Known known = byId.get(id);
        String wanted = DefinitionRules.folded(name.strip());
        return known != null
                && (DefinitionRules.folded(known.name().strip()).equals(wanted)
                        || known.nameNow() != null
                                && DefinitionRules.folded(known.nameNow()).equals(wanted));
    }

    /** What a resource is called in the document. */
    String name(ResourceId id) {
        Known known = byId.get(id);
        return known == null ? "#" + id : known.name();
    }

    /** All resources of a name in a table (or, for null, of what is in none). */
    List<ResourceId> byName(ResourceType type, @Nullable ResourceId table, String name) {
        return byName.getOrDefault(new Key(type, table, DefinitionRules.folded(name.strip())), List.of());
    }
}
