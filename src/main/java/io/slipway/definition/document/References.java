package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads references: a name, an id, or both in an object (with the table's name, where the name alone does not say it).
 */
final class References {

    private final Index index;

    References(Index index) {
        this.index = index;
    }

    /** One reference; null: absent, null, or reported. */
    @Nullable
    ResourceId one(Properties properties, String key, ResourceType type, @Nullable ResourceId table) {
        Properties.Element element = properties.element(key);
        return element == null ? null : read(properties, element, type, table == null ? List.of() : List.of(table));
    }

    /** One reference that must be there; null: it is not, which was reported. */
    @Nullable
    ResourceId needed(Properties properties, String key, ResourceType type, @Nullable ResourceId table) {
        if (properties.element(key) == null) {
            properties.problem(key, "The " + word(type) + " is missing.");
            return null;
        }
        return one(properties, key, type, table);
    }

    /**
     * A list of references; those that are none are reported and left out.
     *
     * @param tables in which to look for names; empty: what is in no table
     */
    @Nullable
    List<ResourceId> many(Properties properties, String key, ResourceType type, Collection<ResourceId> tables) {
        List<Properties.Element> elements = properties.list(key);
        if (elements == null) {
            return null;
        }
        List<ResourceId> ids = new ArrayList<>(elements.size());
        for (Properties.Element element : elements) {
            ResourceId id = read(properties, element, type, tables);
            if (id != null && ids.contains(id)) {
                properties.problem(element, "The " + word(type) + " " + quoted(id) + " is named twice.");
            } else if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private @Nullable ResourceId read(
            Properties properties, Properties.Element element, ResourceType type, Collection<ResourceId> tables) {
        JsonNode node = element.node();
        if (node.isString()) {
            return byName(properties, element, type, tables, node.stringValue());
        }
        if (node.isIntegralNumber()) {
            return byId(properties, element, type, node, null);
        }
        if (!node.isObject()) {
            properties.problem(
                    element, "A " + word(type) + " is needed here: its name, its id, or {\"id\": …, \"name\": …}.");
            return null;
        }
        Properties reference = properties.of(element);
        reference.only(DocumentShape.REFERENCE_OBJECT.names());
        String name = reference.textOrNull("name");
        Collection<ResourceId> where = tables;
        if (reference.element("table") != null) {
            ResourceId table = one(reference, "table", ResourceType.TABLE, null);
            if (table == null) {
                return null;
            }
            where = List.of(table);
        }
        if (node.has("id") && !node.get("id").isNull()) {
            return byId(properties, element, type, node.get("id"), name);
        }
        if (name == null) {
            properties.problem(element, "A reference needs an id or a name.");
            return null;
        }
        return byName(properties, element, type, where, name);
    }

    private @Nullable ResourceId byId(
            Properties properties,
            Properties.Element element,
            ResourceType type,
            JsonNode said,
            @Nullable String name) {
        if (!said.isIntegralNumber() || !said.canConvertToLong() || said.longValue() <= 0) {
            properties.problem(element, "An id is a positive whole number.");
            return null;
        }
        ResourceId found = index.byId(type, new ResourceId(said.longValue()));
        if (found == null) {
            properties.problem(
                    element,
                    "There is no " + word(type) + " with the id " + said.longValue()
                            + (name == null ? "" : " (" + Problems.quoted(name) + ")")
                            + " after this document. Add it, or name another.");
        } else if (name != null && !index.isCalled(found, name)) {
            properties.problem(
                    element,
                    "The " + word(type) + " with the id " + said.longValue() + " is " + quoted(found) + ", not "
                            + Problems.quoted(name) + ". Leave out the one that is wrong.");
            return null;
        }
        return found;
    }

    private @Nullable ResourceId byName(
            Properties properties,
            Properties.Element element,
            ResourceType type,
            Collection<ResourceId> tables,
            String name) {
        List<ResourceId> found = new ArrayList<>();
        if (DocumentSection.of(type).inTable()) {
            tables.forEach(table -> found.addAll(index.byName(type, table, name)));
        } else {
            found.addAll(index.byName(type, null, name));
        }
        if (found.isEmpty()) {
            properties.problem(
                    element,
                    "There is no " + word(type) + " " + Problems.quoted(name) + " here after this document."
                            + " Add it, or name another.");
            return null;
        }
        if (found.size() > 1) {
            properties.problem(
                    element,
                    "More than one " + word(type) + " is called " + Problems.quoted(name) + " here. Say which by its id"
                            + (type == ResourceType.VIEW ? " or table." : "."));
            return null;
        }
        return found.getFirst();
    }

    private String quoted(ResourceId id) {
        return Problems.quoted(index.name(id));
    }

    private static String word(ResourceType type) {
        return type.label().toLowerCase(java.util.Locale.ROOT);
    }
}
