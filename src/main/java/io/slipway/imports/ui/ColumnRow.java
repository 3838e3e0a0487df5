package io.slipway.imports.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.common.InvalidInput;
import io.slipway.common.Text;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Inspection;
import io.slipway.imports.PlanEditor;
import io.slipway.ui.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One column of a file: what is in it, where it goes, and how. Errors stand in it. */
class ColumnRow extends Div {

    private final transient PlanEditor editor;
    private final int file;
    private final transient Inspection.Column column;
    private final transient List<Destination> destinations;
    private final transient Runnable changed;
    private final ComboBox<Destination> destination = new ComboBox<>();
    private final Div details = new Div();
    private final Div error = new Div();

    ColumnRow(
            PlanEditor editor,
            int file,
            Inspection.Column column,
            long rows,
            List<Destination> destinations,
            Runnable changed) {
        this.editor = editor;
        this.file = file;
        this.column = column;
        this.destinations = destinations;
        this.changed = changed;
        addClassName("import-column");
        error.addClassName("import-column-error");
        error.setVisible(false);
        details.addClassName("import-column-details");
        destination.setItems(destinations);
        destination.setItemLabelGenerator(Destination::label);
        destination.setAriaLabel("Where column " + column.name() + " goes");
        destination.setWidthFull();
        destination.setValue(Destination.of(editor, file, column.index(), destinations));
        destination.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                choose(change.getValue());
            }
        });
        add(words(rows), destination, details, error);
        showDetails();
    }

    private Div words(long rows) {
        Span name = new Span(column.name());
        name.getElement().setAttribute("dir", "auto");
        name.addClassName("two-lines-first");
        String filled = column.filled() == rows
                ? (column.unique() ? "all different" : "always filled")
                : Shown.count(column.filled()) + " filled";
        Span facts = new Span(column.kind().label() + ", " + filled);
        facts.addClassName("secondary");
        Span examples = new Span(Sides.join(" · ", column.examples()));
        examples.addClassNames("secondary", "import-examples");
        Div words = new Div(name, facts, examples);
        if (column.note() != null) {
            Div note = new Div(VaadinIcon.EXCLAMATION_CIRCLE_O.create(), new Span(column.note()));
            note.addClassName("import-column-note");
            words.add(note);
        }
        words.addClassName("import-column-words");
        return words;
    }

    private void choose(@Nullable Destination wanted) {
        int index = column.index();
        try {
            Destination to = wanted == null ? Destination.LEAVE_OUT : wanted;
            switch (to.kind()) {
                case LEAVE_OUT -> editor.leaveOut(file, index);
                case FIELD ->
                    editor.toField(file, index, editor.planned().get(Field.class, Objects.requireNonNull(to.id())));
                case NEW_FIELD -> editor.toNewField(file, index);
                case NEW_LINK -> editor.toNewLink(file, index, Objects.requireNonNull(to.id()));
            }
        } catch (InvalidInput e) {
            destination.setValue(Destination.of(editor, file, index, destinations));
            showError(e.getMessage());
            return;
        }
        destination.setValue(Destination.of(editor, file, index, destinations));
        showError(null);
        showDetails();
        changed.run();
    }

    private void showDetails() {
        details.removeAll();
        Field field = editor.field(file, column.index()).orElse(null);
        if (field == null) {
            return;
        }
        boolean fresh = editor.isNew(field.id());
        if (fresh) {
            details.add(name(field));
        }
        if (field.kind() instanceof FieldKind.Link) {
            showLink(field);
        } else if (fresh) {
            details.add(kind(field), unique(field));
        } else {
            Span kind = new Span(field.kind().label());
            kind.addClassName("secondary");
            details.add(kind);
        }
    }

    private TextField name(Field field) {
        TextField name = new TextField();
        name.setAriaLabel("Name of the new field for " + column.name());
        name.setMaxLength(Text.NAME_LIMIT);
        name.setValue(field.name());
        name.setValueChangeMode(ValueChangeMode.ON_BLUR);
        name.addValueChangeListener(change -> {
            try {
                editor.rename(field.id(), change.getValue());
                name.setInvalid(false);
                changed.run();
            } catch (InvalidInput e) {
                name.setErrorMessage(e.getMessage());
                name.setInvalid(true);
            }
        });
        return name;
    }

    private Select<KindChoice> kind(Field field) {
        List<KindChoice> choices = new ArrayList<>(KindChoice.among(column.kind()));
        KindChoice now = new KindChoice(field.kind());
        if (!choices.contains(now)) {
            choices.addFirst(now);
        }
        Select<KindChoice> kind = new Select<>();
        kind.setAriaLabel("Kind of the new field for " + column.name());
        kind.setItems(choices);
        kind.setItemLabelGenerator(KindChoice::label);
        kind.setValue(now);
        kind.addValueChangeListener(change -> {
            editor.kind(field.id(), change.getValue().kind());
            showDetails();
            changed.run();
        });
        return kind;
    }

    private Checkbox unique(Field field) {
        Checkbox unique = new Checkbox("Unique", field.unique());
        unique.setEnabled(
                !(field.kind() instanceof FieldKind.YesNo) && !(field.kind() instanceof FieldKind.MultiChoice));
        unique.addValueChangeListener(change -> {
            editor.unique(field.id(), change.getValue());
            changed.run();
        });
        return unique;
    }

    private void showLink(Field field) {
        ImportPlan.ColumnPlan plan = editor.column(file, column.index()).orElse(null);
        if (!(plan instanceof ImportPlan.LinkByKey link)) {
            return;
        }
        List<Field> keys = editor.keys(editor.target(field));
        Select<Field> key = new Select<>();
        key.setAriaLabel("By what column " + column.name() + " names a record");
        key.setPrefixComponent(new Span("by"));
        key.setItems(keys);
        key.setItemLabelGenerator(Field::name);
        keys.stream().filter(each -> each.id().equals(link.key())).findFirst().ifPresent(key::setValue);
        key.addValueChangeListener(change -> {
            editor.key(file, column.index(), change.getValue().id());
            changed.run();
        });
        Checkbox empty = new Checkbox("Leave empty when not found", link.leaveEmpty());
        empty.addValueChangeListener(change -> {
            editor.leaveEmpty(file, column.index(), change.getValue());
            changed.run();
        });
        details.add(key, empty);
    }

    /** Says what is wrong with this column; null: nothing. */
    void showError(@Nullable String message) {
        error.setText(Objects.requireNonNullElse(message, ""));
        error.setVisible(message != null);
        destination.setInvalid(message != null);
    }

    int column() {
        return column.index();
    }

    /** The field it goes to now, if it is a new one. */
    @Nullable
    Field newField() {
        return editor.field(file, column.index())
                .filter(field -> editor.isNew(field.id()))
                .orElse(null);
    }
}
