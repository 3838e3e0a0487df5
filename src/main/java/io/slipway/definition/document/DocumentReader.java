package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.compare.Cascade;
import io.slipway.definition.value.ConversionRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From a document's text to the resources it asks for. */
final class DocumentReader {

    private final Map<ResourceId, ? extends Resource> current;
    private final String origin;
    private final DocumentIds ids;
    private final Problems problems = new Problems();
    private final EntryReader reader = new EntryReader(problems);

    DocumentReader(Map<ResourceId, ? extends Resource> current, String origin, DocumentIds ids) {
        this.current = current;
        this.origin = origin;
        this.ids = ids;
    }

    DocumentReading document(String text) {
        JsonNode root = object(text);
        if (root == null) {
            return nothing();
        }
        reader.document(root);
        return resources(root);
    }

    DocumentReading single(DocumentSection section, @Nullable ResourceId wanted, String text) {
        JsonNode root = object(text);
        if (root == null) {
            return nothing();
        }
        Entry entry = reader.single(section, root);
        boolean foreign = isForeign(root);
        if (section.inTable() && !placed(entry, wanted, foreign)) {
            return nothing();
        }
        if (wanted != null) {
            if (!foreign && entry.said != null && !entry.said.equals(wanted)) {
                entry.properties.problem("id", "The address says " + wanted + ". Leave one of the two ids out.");
            }
            entry.is(wanted, current.get(wanted));
        }
        return resources(root);
    }

    /** Whether the table is known that something alone is in: the one it is in now, or the one it names. */
    private boolean placed(Entry entry, @Nullable ResourceId wanted, boolean foreign) {
        ResourceId id = wanted == null && !foreign ? entry.said : wanted;
        Resource now = id == null ? null : current.get(id);
        ResourceId table = now == null ? null : Entry.tableOf(now);
        if (entry.properties.has("table") || table == null) {
            Index tables = new Index(false);
            current.values().stream()
                    .filter(resource -> resource.type() == ResourceType.TABLE)
                    .forEach(tables::add);
            table = new References(tables).needed(entry.properties, "table", ResourceType.TABLE, null);
        }
        if (table != null) {
            entry.inTable(table);
        }
        return table != null;
    }

    private @Nullable JsonNode object(String text) {
        JsonNode root = DocumentText.parse(text, problems);
        if (root != null && !root.isObject()) {
            problems.add("$", "The document must be a JSON object.");
            return null;
        }
        return root;
    }

    private DocumentReading nothing() {
        return new DocumentReading(new TreeMap<>(current), Map.of(), Map.of(), problems.list());
    }

    private boolean isForeign(JsonNode root) {
        JsonNode said = root.get("origin");
        if (said == null || said.isNull()) {
            return false;
        }
        if (!said.isString()) {
            problems.add("$.origin", "The origin is a text. Leave it out for ids of this account.");
            return false;
        }
        return !origin.equals(said.stringValue());
    }

    private DocumentReading resources(JsonNode root) {
        boolean foreign = isForeign(root);
        new Identities(current, foreign, ids).find(reader.entries());
        reader.entries().forEach(Entry::checkProperties);
        Map<ResourceId, String> paths = new HashMap<>();
        reader.entries().forEach(entry -> paths.put(entry.id(), entry.properties.path()));
        SortedMap<ResourceId, Resource> target = Cascade.remove(
                current,
                current.keySet().stream()
                        .filter(id -> isDropped(id, paths.keySet()))
                        .toList());
        Index index = new Index(foreign);
        reader.entries().forEach(index::add);
        target.values().stream()
                .filter(resource -> !paths.containsKey(resource.id()))
                .forEach(index::add);
        build(index, target, foreign);
        Map<ResourceId, ConversionRule> conversions = conversions(root, new References(index));
        return new DocumentReading(target, conversions, paths, problems.list());
    }

    /** Whether the document speaks of the list the resource is in, but not of the resource. */
    private boolean isDropped(ResourceId id, Set<ResourceId> named) {
        Resource resource = Objects.requireNonNull(current.get(id));
        ResourceId table = Entry.tableOf(resource);
        return !named.contains(id)
                && reader.spoken().stream()
                        .anyMatch(spoken -> spoken.section().type() == resource.type()
                                && (spoken.table() == null
                                        || spoken.table().id().equals(table)));
    }

    /** Fields before the views, whose filters depend on them. */
    private void build(Index index, SortedMap<ResourceId, Resource> target, boolean foreign) {
        ResourceReader resources = new ResourceReader(index, ids, this::lastRank, foreign);
        List<Entry> inOrder = new ArrayList<>(reader.entries());
        inOrder.sort(java.util.Comparator.comparing(entry -> entry.section.type()));
        for (Entry entry : inOrder) {
            Resource built = resources.read(entry, target);
            if (built != null) {
                target.put(built.id(), built);
            }
        }
    }

    private long lastRank(ResourceId table) {
        boolean complete = reader.spoken().stream()
                .anyMatch(spoken -> spoken.section() == DocumentSection.FIELDS
                        && spoken.table() != null
                        && spoken.table().id().equals(table));
        return complete
                ? 0
                : current.values().stream()
                        .filter(resource ->
                                resource instanceof Field field && field.table().equals(table))
                        .mapToLong(resource -> ((Field) resource).rank())
                        .max()
                        .orElse(0);
    }

    private Map<ResourceId, ConversionRule> conversions(JsonNode root, References references) {
        Map<ResourceId, ConversionRule> rules = new HashMap<>();
        List<Properties> all = new Properties(root, "$", "Conversion", problems).objects("conversions");
        for (Properties p : all == null ? List.<Properties>of() : all) {
            ResourceId table = references.one(p, "table", ResourceType.TABLE, null);
            ResourceId field = references.needed(p, "field", ResourceType.FIELD, table);
            ConversionRule rule = RuleReader.read(p, DocumentShape.CONVERSION);
            if (field != null && rule != null && rules.put(field, rule) != null) {
                p.problem("field", "This field is named twice.");
            }
        }
        return rules;
    }
}
