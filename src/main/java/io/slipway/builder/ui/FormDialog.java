package io.slipway.builder.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.EditOutcome;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds a form or changes one: its name, and its fields with headings. */
class FormDialog extends EditDialog {

    private record Line(Field field, Checkbox readOnly, TextField heading) {}

    private final ResourceId id;
    private final ResourceId table;
    private final boolean isNew;
    private final TextField name = new TextField("Name");
    private final List<Line> lines = new ArrayList<>();
    private final Div list = new Div();
    private final FieldAdder adder;

    FormDialog(Bench bench, ResourceId table) {
        this(bench, table, null);
    }

    FormDialog(Bench bench, Form form) {
        this(bench, form.table(), form);
    }

    private FormDialog(Bench bench, ResourceId table, @Nullable Form before) {
        super(bench, before == null ? "Add form" : "Edit form", before == null ? "Add form" : "Save");
        this.table = table;
        this.isNew = before == null;
        this.id = before == null ? bench.newId() : before.id();
        name.setValue(before == null ? "" : before.name());
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        list.addClassName("lines");
        adder = new FieldAdder("Add a field to the form", field -> add(new Form.Item(field.id(), false, "")));
        at("name", name);
        part(name);
        Span title = new Span("Fields from top to bottom");
        title.addClassName("input-label");
        part(title);
        part(list);
        part(adder);
        List<Form.Item> items = before == null
                ? bench.definition().fields(table).stream()
                        .map(field -> new Form.Item(field.id(), false, ""))
                        .toList()
                : before.items();
        items.forEach(this::add);
        drawLines();
    }

    private void add(Form.Item item) {
        bench().definition().find(Field.class, item.field()).ifPresent(field -> {
            Checkbox readOnly = new Checkbox("Read-only", item.readOnly());
            TextField heading = new TextField();
            heading.setPlaceholder("Heading above");
            heading.setAriaLabel("Heading above " + field.name());
            heading.setMaxLength(100);
            heading.setValue(item.heading());
            lines.add(new Line(field, readOnly, heading));
            drawLines();
        });
    }

    private void drawLines() {
        list.removeAll();
        for (int i = 0; i < lines.size(); i++) {
            int index = i;
            Line line = lines.get(i);
            String called = "“" + line.field().name() + "”";
            Span label = new Span(line.field().name());
            label.addClassName("line-name");
            label.getElement().setAttribute("dir", "auto");
            Button up = BuildRow.button(VaadinIcon.ARROW_UP, "Move " + called + " up", () -> move(index, -1));
            up.setEnabled(i > 0);
            Button down = BuildRow.button(VaadinIcon.ARROW_DOWN, "Move " + called + " down", () -> move(index, 1));
            down.setEnabled(i < lines.size() - 1);
            Button remove = BuildRow.button(VaadinIcon.CLOSE_SMALL, "Take " + called + " off", () -> {
                lines.remove(line);
                drawLines();
            });
            Div buttons = new Div(up, down, remove);
            buttons.addClassName("line-buttons");
            Div row = new Div(label, line.heading(), line.readOnly(), buttons);
            row.addClassName("line");
            list.add(row);
        }
        adder.offer(bench().definition().fields(table).stream()
                .filter(field ->
                        lines.stream().noneMatch(line -> line.field().id().equals(field.id())))
                .toList());
    }

    private void move(int index, int by) {
        java.util.Collections.swap(lines, index, index + by);
        drawLines();
    }

    @Override
    protected EditOutcome send() {
        List<Form.Item> items = lines.stream()
                .map(line -> new Form.Item(
                        line.field().id(),
                        line.readOnly().getValue(),
                        line.heading().getValue()))
                .toList();
        Form wanted = new Form(id, table, name.getValue(), items);
        return bench().edit(bench().made(List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    @Override
    protected String done() {
        return isNew ? "The form is added." : "The form is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return isNew
                ? Optional.of(new FormDialog(fresh, table))
                : fresh.definition().find(Form.class, id).map(form -> new FormDialog(fresh, form));
    }
}
