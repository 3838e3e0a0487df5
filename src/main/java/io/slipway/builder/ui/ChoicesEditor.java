package io.slipway.builder.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.definition.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** The list of a choice field's choices. A choice keeps its id through renaming and moving; a new one gets a new id. */
class ChoicesEditor extends Div implements HasValidationProperties, HasEnabled {

    private record Line(long id, TextField label) {}

    private final LongSupplier ids;
    private final Runnable changed;
    private final List<Line> lines = new ArrayList<>();
    private final Div list = new Div();
    private final Div error = new Div();
    private boolean invalid;

    /**
     * @param ids gives ids that this field's choices never had
     */
    ChoicesEditor(List<Choice> choices, LongSupplier ids, Runnable changed) {
        this.ids = ids;
        this.changed = changed;
        addClassName("choices-editor");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Choices");
        Span title = new Span("Choices");
        title.addClassName("input-label");
        list.addClassName("choices-list");
        error.addClassName("input-error");
        error.getElement().setAttribute("role", "alert");
        Button add = new Button("Add choice", VaadinIcon.PLUS.create(), click -> {
            lines.add(line(ids.getAsLong(), ""));
            drawLines();
            lines.getLast().label().focus();
        });
        add(title, list, error, add);
        choices.forEach(choice -> lines.add(line(choice.id(), choice.label())));
        drawLines();
    }

    /**
     * The choices as they are now; lines without a word are left out.
     *
     * @throws io.slipway.common.InvalidInput when a label is not possible
     */
    List<Choice> choices() {
        return lines.stream()
                .filter(line -> !line.label().getValue().isBlank())
                .map(line -> new Choice(line.id(), line.label().getValue()))
                .toList();
    }

    private Line line(long id, String label) {
        TextField field = new TextField();
        field.setValue(label);
        field.setPlaceholder("Label");
        field.addValueChangeListener(change -> {
            setInvalid(false);
            changed.run();
        });
        return new Line(id, field);
    }

    private void drawLines() {
        list.removeAll();
        for (int i = 0; i < lines.size(); i++) {
            int index = i;
            Line line = lines.get(i);
            String name = "choice " + (i + 1);
            line.label().setAriaLabel("Label of " + name);
            Button up = BuildRow.button(VaadinIcon.ARROW_UP, "Move " + name + " up", () -> move(index, -1));
            up.setEnabled(index > 0);
            Button down = BuildRow.button(VaadinIcon.ARROW_DOWN, "Move " + name + " down", () -> move(index, 1));
            down.setEnabled(index < lines.size() - 1);
            Button remove = BuildRow.button(VaadinIcon.TRASH, "Remove " + name, () -> {
                lines.remove(line);
                drawLines();
                changed.run();
            });
            Div row = new Div(line.label(), up, down, remove);
            row.addClassName("choice-line");
            list.add(row);
        }
    }

    private void move(int index, int by) {
        Collections.swap(lines, index, index + by);
        drawLines();
        changed.run();
    }

    @Override
    public void setErrorMessage(String message) {
        error.setText(message);
    }

    @Override
    public void setInvalid(boolean isInvalid) {
        invalid = isInvalid;
        error.setVisible(isInvalid);
    }

    @Override
    public boolean isInvalid() {
        return invalid;
    }
}
