package io.slipway.builder.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.common.ResourceId;
import io.slipway.definition.Permission;
import io.slipway.definition.Table;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a role may do per table: see, create, edit, delete. Whoever may do anything may also see. */
class PermissionMatrix extends Div implements HasEnabled {

    private record Line(Checkbox see, Checkbox create, Checkbox edit, Checkbox delete) {
        Permission permission() {
            return new Permission(see.getValue(), create.getValue(), edit.getValue(), delete.getValue());
        }
    }

    private final Map<ResourceId, Line> lines = new TreeMap<>();

    PermissionMatrix(List<Table> tables, SortedMap<ResourceId, Permission> permissions) {
        addClassName("matrix");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "What it may do per table");
        Span title = new Span("Records");
        title.addClassName("input-label");
        add(title);
        for (Table table : tables) {
            add(line(table, permissions.getOrDefault(table.id(), Permission.NONE)));
        }
        setVisible(!tables.isEmpty());
    }

    private Div line(Table table, Permission permission) {
        Line line = new Line(
                box("See", table, permission.see()),
                box("Create", table, permission.create()),
                box("Edit", table, permission.edit()),
                box("Delete", table, permission.delete()));
        lines.put(table.id(), line);
        line.see().addValueChangeListener(change -> {
            if (!change.getValue()) {
                line.create().setValue(false);
                line.edit().setValue(false);
                line.delete().setValue(false);
            }
        });
        for (Checkbox more : List.of(line.create(), line.edit(), line.delete())) {
            more.addValueChangeListener(change -> {
                if (change.getValue()) {
                    line.see().setValue(true);
                }
            });
        }
        Span name = new Span(table.name());
        name.addClassName("line-name");
        name.getElement().setAttribute("dir", "auto");
        Div boxes = new Div(line.see(), line.create(), line.edit(), line.delete());
        boxes.addClassName("matrix-boxes");
        Div row = new Div(name, boxes);
        row.addClassName("matrix-line");
        return row;
    }

    private static Checkbox box(String label, Table table, boolean value) {
        Checkbox box = new Checkbox(label, value);
        box.setAriaLabel(label + " records of " + table.name());
        return box;
    }

    SortedMap<ResourceId, Permission> value() {
        SortedMap<ResourceId, Permission> permissions = new TreeMap<>();
        lines.forEach((table, line) -> permissions.put(table, line.permission()));
        return permissions;
    }
}
