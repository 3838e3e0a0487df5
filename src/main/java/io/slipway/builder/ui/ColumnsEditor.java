package io.slipway.builder.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A view's columns from left to right. */
class ColumnsEditor extends Div implements HasEnabled {

    private final List<Field> fields;
    private final List<Field> chosen = new ArrayList<>();
    private final Div list = new Div();
    private final FieldAdder adder = new FieldAdder("Add a column", this::add);

    ColumnsEditor(List<Field> fields, List<ResourceId> columns) {
        this.fields = fields;
        addClassName("editor");
        list.addClassName("lines");
        Span title = new Span("Columns from left to right");
        title.addClassName("input-label");
        add(title, list, adder);
        columns.forEach(
                id -> fields.stream().filter(field -> field.id().equals(id)).forEach(chosen::add));
        drawLines();
    }

    List<ResourceId> value() {
        return chosen.stream().map(Field::id).toList();
    }

    private void add(Field field) {
        chosen.add(field);
        drawLines();
    }

    private void drawLines() {
        list.removeAll();
        for (int i = 0; i < chosen.size(); i++) {
            int index = i;
            Field field = chosen.get(i);
            Span label = new Span(field.name());
            label.addClassName("line-name");
            label.getElement().setAttribute("dir", "auto");
            Button up = BuildRow.button(
                    VaadinIcon.ARROW_UP, "Move column “" + field.name() + "” to the left", () -> move(index, -1));
            up.setEnabled(i > 0);
            Button down = BuildRow.button(
                    VaadinIcon.ARROW_DOWN, "Move column “" + field.name() + "” to the right", () -> move(index, 1));
            down.setEnabled(i < chosen.size() - 1);
            Button remove = BuildRow.button(VaadinIcon.CLOSE_SMALL, "Take column “" + field.name() + "” off", () -> {
                chosen.remove(field);
                drawLines();
            });
            Div buttons = new Div(up, down, remove);
            buttons.addClassName("line-buttons");
            Div row = new Div(label, buttons);
            row.addClassName("line");
            list.add(row);
        }
        adder.offer(fields.stream().filter(field -> !chosen.contains(field)).toList());
    }

    private void move(int index, int by) {
        Collections.swap(chosen, index, index + by);
        drawLines();
    }
}
