package io.slipway.definition.compare;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The properties of a resource by path, in words. */
final class Properties {

    private final Names names;
    private final Map<String, Property> found = new LinkedHashMap<>();

    private Properties(Names names) {
        this.names = names;
    }

    static Map<String, Property> of(Resource resource, Names names) {
        Properties properties = new Properties(names);
        properties.value("name", "name", resource.name(), Words.quoted(resource.name()));
        switch (resource) {
            case Table table -> properties.table(table);
            case Relationship relationship -> properties.relationship(relationship);
            case Field field -> properties.field(field);
            case Form form -> properties.form(form);
            case View view -> properties.view(view);
            case App app -> properties.app(app);
            case Role role -> properties.role(role);
            case UserGroup group -> properties.entries("roles", "role", group.roles());
        }
        return properties.found;
    }

    private void table(Table table) {
        text("description", "description", table.description());
        reference("titleField", "title field", table.titleField());
    }

    private void relationship(Relationship relationship) {
        value(
                "cardinality",
                "cardinality",
                relationship.cardinality(),
                relationship.cardinality().label());
        reference("from", "from table", relationship.from());
        reference("to", "to table", relationship.to());
    }

    private void field(Field field) {
        reference("table", "table", field.table());
        KindProperties.of(field.kind(), names).forEach(property -> found.put(property.path(), property));
        value("required", "required", field.required(), Words.yesNo(field.required()));
        value("unique", "unique", field.unique(), Words.yesNo(field.unique()));
        value("defaultValue", "default value", field.defaultValue(), Words.value(field, field.defaultValue()));
        text("help", "help text", field.help());
        value("rank", "position", field.rank(), Long.toString(field.rank()));
    }

    private void form(Form form) {
        reference("table", "table", form.table());
        for (Form.Item item : form.items()) {
            String words = (item.readOnly() ? "read-only" : "editable")
                    + (item.heading().isEmpty() ? "" : ", under the heading " + Words.quoted(item.heading()));
            put("items/" + item.field(), "field " + name(item.field()), item, words, Property.Sort.ENTRY);
        }
        order("items", "fields", form.items().stream().map(Form.Item::field).toList());
    }

    private void view(View view) {
        reference("table", "table", view.table());
        entries("columns", "column", view.columns());
        order("columns", "columns", view.columns());
        for (View.Filter filter : view.filters()) {
            put("filters/" + filter, "filter", filter, filter(filter), Property.Sort.ENTRY);
        }
        value("sorts", "sorting", view.sorts(), sorting(view.sorts()));
        reference("form", "form", view.form());
    }

    private void app(App app) {
        text("description", "description", app.description());
        text("icon", "icon", app.icon());
        entries("tables", "table", app.tables());
        order("tables", "tables", app.tables());
        entries("views", "view", app.views());
        order("views", "views", app.views());
    }

    private void role(Role role) {
        entries("apps", "app", role.apps());
        role.tables()
                .forEach((table, permission) -> put(
                        "tables/" + table,
                        "permission on " + name(table),
                        permission,
                        Words.permission(permission),
                        Property.Sort.ENTRY));
    }

    private String filter(View.Filter filter) {
        String comparison = Words.comparison(filter.comparison());
        return name(filter.field()) + " " + comparison
                + (filter.value() == null ? "" : " " + Words.quoted(filter.value()));
    }

    private String sorting(List<View.Sort> sorts) {
        return sorts.isEmpty()
                ? Words.NOTHING
                : sorts.stream()
                        .map(sort -> name(sort.field()) + (sort.descending() ? " descending" : ""))
                        .collect(Collectors.joining(", "));
    }

    private void entries(String path, String label, Collection<ResourceId> ids) {
        ids.forEach(id -> put(path + "/" + id, label, id, name(id), Property.Sort.ENTRY));
    }

    private void order(String path, String label, List<ResourceId> ids) {
        String words = ids.stream().map(names::of).collect(Collectors.joining(", "));
        put(path + ".order", "order of " + label, ids, words, Property.Sort.ORDER);
    }

    private void reference(String path, String label, @Nullable ResourceId id) {
        value(path, label, id, id == null ? Words.NOTHING : name(id));
    }

    private void text(String path, String label, String text) {
        value(path, label, text, text.isEmpty() ? Words.NOTHING : Words.quoted(text));
    }

    private void value(String path, String label, @Nullable Object value, String words) {
        put(path, label, value, words, Property.Sort.VALUE);
    }

    private void put(String path, String label, @Nullable Object value, String words, Property.Sort sort) {
        found.put(path, new Property(path, label, value, words, sort));
    }

    private String name(ResourceId id) {
        return Words.quoted(names.of(id));
    }
}
