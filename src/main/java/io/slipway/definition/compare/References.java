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
import java.util.LinkedHashMap;
import java.util.Map;

/** What a resource refers to, and what that must be. */
final class References {

    private References() {}

    static Map<ResourceId, Class<? extends Resource>> of(Resource resource) {
        Map<ResourceId, Class<? extends Resource>> found = new LinkedHashMap<>();
        switch (resource) {
            case Table table -> {
                if (table.titleField() != null) {
                    found.put(table.titleField(), Field.class);
                }
            }
            case Relationship relationship -> {
                found.put(relationship.from(), Table.class);
                found.put(relationship.to(), Table.class);
            }
            case Field field -> {
                found.put(field.table(), Table.class);
                if (field.kind() instanceof FieldKind.Link link) {
                    found.put(link.relationship(), Relationship.class);
                }
            }
            case Form form -> {
                found.put(form.table(), Table.class);
                form.items().forEach(item -> found.put(item.field(), Field.class));
            }
            case View view -> view(view, found);
            case App app -> {
                app.tables().forEach(table -> found.put(table, Table.class));
                app.views().forEach(view -> found.put(view, View.class));
            }
            case Role role -> {
                role.apps().forEach(app -> found.put(app, App.class));
                role.tables().keySet().forEach(table -> found.put(table, Table.class));
            }
            case UserGroup group -> group.roles().forEach(role -> found.put(role, Role.class));
        }
        return found;
    }

    private static void view(View view, Map<ResourceId, Class<? extends Resource>> found) {
        found.put(view.table(), Table.class);
        view.columns().forEach(column -> found.put(column, Field.class));
        view.filters().forEach(filter -> found.put(filter.field(), Field.class));
        view.sorts().forEach(sort -> found.put(sort.field(), Field.class));
        if (view.form() != null) {
            found.put(view.form(), Form.class);
        }
    }
}
