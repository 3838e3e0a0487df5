package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Resources as JSON: everything of each, in one order (by id; fields in the order of their table). */
final class DocumentWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<ResourceId, Resource> resources;

    DocumentWriter(Map<ResourceId, ? extends Resource> resources) {
        this.resources = new TreeMap<>(resources);
    }

    ObjectNode document(String origin) {
        ObjectNode root = head(origin);
        for (DocumentSection section : DocumentSection.OUTER) {
            list(root, section, null);
        }
        return root;
    }

    ObjectNode single(Resource one, String origin) {
        ObjectNode root = JSON.objectNode();
        root.put("origin", origin);
        ResourceId table = Entry.tableOf(one);
        if (table != null) {
            root.set("table", reference(table));
        }
        return root.setAll(entry(one));
    }

    private static ObjectNode head(String origin) {
        ObjectNode root = JSON.objectNode();
        root.put("format", DefinitionDocument.FORMAT);
        root.put("version", DefinitionDocument.VERSION);
        root.put("origin", origin);
        return root;
    }

    private void list(ObjectNode node, DocumentSection section, @Nullable ResourceId table) {
        ArrayNode list = node.putArray(section.key());
        resources.values().stream()
                .filter(resource -> resource.type() == section.type())
                .filter(resource -> table == null || table.equals(Entry.tableOf(resource)))
                .sorted(Comparator.comparingLong(DocumentWriter::rank).thenComparing(Resource::id))
                .forEach(resource -> list.add(entry(resource)));
    }

    private static long rank(Resource resource) {
        return resource instanceof Field field ? field.rank() : 0;
    }

    private ObjectNode entry(Resource resource) {
        ObjectNode node = JSON.objectNode();
        node.put("id", resource.id().value());
        node.put("name", resource.name());
        switch (resource) {
            case Table table -> table(node, table);
            case Field field -> field(node, field);
            case Relationship relationship -> {
                node.set("to", reference(relationship.to()));
                node.put("cardinality", Words.of(relationship.cardinality()));
            }
            case Form form -> form(node, form);
            case View view -> view(node, view);
            case App app -> {
                node.put("description", app.description());
                node.put("icon", app.icon());
                references(node, "tables", app.tables());
                references(node, "views", app.views());
            }
            case Role role -> role(node, role);
            case UserGroup group -> references(node, "roles", group.roles());
        }
        return node;
    }

    private void table(ObjectNode node, Table table) {
        node.put("description", table.description());
        node.set("titleField", reference(table.titleField()));
        for (DocumentSection section : DocumentSection.OF_TABLE) {
            list(node, section, table.id());
        }
    }

    private void field(ObjectNode node, Field field) {
        node.set("kind", KindWriter.write(field.kind(), this::reference));
        node.put("rank", field.rank());
        node.put("required", field.required());
        node.put("unique", field.unique());
        node.put("defaultValue", field.defaultValue());
        node.put("help", field.help());
    }

    private void form(ObjectNode node, Form form) {
        ArrayNode items = node.putArray("items");
        for (Form.Item item : form.items()) {
            ObjectNode one = items.addObject();
            one.set("field", reference(item.field()));
            one.put("readOnly", item.readOnly());
            one.put("heading", item.heading());
        }
    }

    private void view(ObjectNode node, View view) {
        references(node, "columns", view.columns());
        ArrayNode filters = node.putArray("filters");
        for (View.Filter filter : view.filters()) {
            ObjectNode one = filters.addObject();
            one.set("field", reference(filter.field()));
            one.put("comparison", Words.of(filter.comparison()));
            one.put("value", filter.value());
        }
        ArrayNode sorts = node.putArray("sorts");
        for (View.Sort sort : view.sorts()) {
            ObjectNode one = sorts.addObject();
            one.set("field", reference(sort.field()));
            one.put("descending", sort.descending());
        }
        node.set("form", reference(view.form()));
    }

    private void role(ObjectNode node, Role role) {
        references(node, "apps", role.apps());
        ArrayNode tables = node.putArray("tables");
        role.tables().forEach((table, permission) -> {
            ObjectNode one = tables.addObject();
            one.set("table", reference(table));
            one.put("see", permission.see());
            one.put("create", permission.create());
            one.put("edit", permission.edit());
            one.put("delete", permission.delete());
        });
    }

    private void references(ObjectNode node, String key, Collection<ResourceId> ids) {
        ArrayNode list = node.putArray(key);
        ids.forEach(id -> list.add(reference(id)));
    }

    private JsonNode reference(@Nullable ResourceId id) {
        if (id == null) {
            return JSON.nullNode();
        }
        ObjectNode node = JSON.objectNode();
        node.put("id", id.value());
        Resource resource = resources.get(id);
        if (resource != null) {
            node.put("name", resource.name());
            if (resource instanceof View view && resources.get(view.table()) instanceof Table table) {
                node.put("table", table.name());
            }
        }
        return node;
    }
}
