package io.slipway.builder.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.definition.Field;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A view's sort orders, the first one first. */
class SortsEditor extends Div implements HasEnabled {

    private record Line(Field field, Checkbox descending) {}

    private final List<Field> fields;
    private final List<Line> lines = new ArrayList<>();
    private final Div list = new Div();
    private final FieldAdder adder = new FieldAdder("Sort by", field -> add(field, false));

    SortsEditor(List<Field> fields, List<View.Sort> sorts) {
        this.fields = fields;
        addClassName("editor");
        list.addClassName("lines");
        Span title = new Span("Order of the records");
        title.addClassName("input-label");
        add(title, list, adder);
        sorts.forEach(sort -> fields.stream()
                .filter(field -> field.id().equals(sort.field()))
                .forEach(field -> add(field, sort.descending())));
        drawLines();
    }

    List<View.Sort> value() {
        return lines.stream()
                .map(line -> new View.Sort(line.field().id(), line.descending().getValue()))
                .toList();
    }

    private void add(Field field, boolean descending) {
        lines.add(new Line(field, new Checkbox("Largest or latest first", descending)));
        drawLines();
    }

    private void drawLines() {
        list.removeAll();
        for (int i = 0; i < lines.size(); i++) {
            int index = i;
            Line line = lines.get(i);
            Span label = new Span((i == 0 ? "" : "then ") + line.field().name());
            label.addClassName("line-name");
            Button up = BuildRow.button(
                    VaadinIcon.ARROW_UP, "Sort by “" + line.field().name() + "” earlier", () -> {
                        Collections.swap(lines, index, index - 1);
                        drawLines();
                    });
            up.setEnabled(i > 0);
            Button remove = BuildRow.button(
                    VaadinIcon.CLOSE_SMALL, "Don’t sort by “" + line.field().name() + "”", () -> {
                        lines.remove(line);
                        drawLines();
                    });
            Div buttons = new Div(up, remove);
            buttons.addClassName("line-buttons");
            Div row = new Div(label, line.descending(), buttons);
            row.addClassName("line");
            list.add(row);
        }
        adder.offer(fields.stream()
                .filter(field -> lines.stream().noneMatch(line -> line.field().equals(field)))
                .toList());
    }
}
