package io.slipway.records.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.definition.View.Comparison;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import io.slipway.records.ui.FilterWords.How;
import io.slipway.records.ui.NameLookup.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for one more condition: a field, how it is compared, and with what, in inputs that suit the field. */
class FilterDialog extends Dialog {

    private static final int LONGEST_TEXT = 100;

    private final transient Reader reader;
    private final transient FieldEditors editors;
    private final transient Consumer<List<View.Filter>> added;
    private final ComboBox<Field> field = new ComboBox<>("Field");
    private final Select<How> how = new Select<>();
    private final Div place = new Div();
    private final transient List<FieldEditor> values = new ArrayList<>();

    /**
     * @param added takes the filters that make up the condition: two for a range
     */
    FilterDialog(Reader reader, List<Field> fields, FieldEditors editors, Consumer<List<View.Filter>> added) {
        this.reader = reader;
        this.editors = editors;
        this.added = added;
        setHeaderTitle("Add a filter");
        setWidth("min(26rem, 100vw)");
        field.setItems(fields);
        field.setItemLabelGenerator(Field::name);
        field.setWidthFull();
        field.setManualValidation(true);
        how.setLabel("Condition");
        how.setWidthFull();
        how.setVisible(false);
        how.setItemLabelGenerator(How::words);
        place.addClassName("dialog-body");
        field.addValueChangeListener(change -> chooseField(change.getValue()));
        how.addValueChangeListener(change -> showValues());
        Button add = new Button("Add filter", click -> finish());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div body = new Div(field, how, place);
        body.addClassName("dialog-body");
        add(body);
        getFooter().add(new Button("Cancel", click -> close()), add);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                field.focus();
            }
        });
    }

    private void chooseField(@Nullable Field chosen) {
        field.setInvalid(false);
        how.setVisible(chosen != null);
        if (chosen != null) {
            List<How> offered = FilterWords.offered(chosen.kind(), FieldEditors.isMany(reader.definition(), chosen));
            how.setItems(offered);
            how.setValue(offered.getFirst());
        }
        showValues();
    }

    private void showValues() {
        place.removeAll();
        values.clear();
        Field chosen = field.getValue();
        How wanted = how.getValue();
        if (chosen == null || wanted == null) {
            return;
        }
        for (Comparison comparison : wanted.comparisons()) {
            if (!FilterWords.isAboutEmptiness(comparison)) {
                FieldEditor editor = editors.of(reader, comparedWith(chosen, wanted.label(comparison)));
                values.add(editor);
                place.add(editor.component());
            }
        }
    }

    /** The field as something to compare with: any text will do, nothing is required, and it may be of another record. */
    private static Field comparedWith(Field field, String label) {
        return new Field(field.id(), field.table(), label, comparedKind(field.kind()), 0, false, false, null, "");
    }

    private static FieldKind comparedKind(FieldKind kind) {
        if (Display.isText(kind)) {
            return new FieldKind.ShortText(LONGEST_TEXT);
        }
        return kind instanceof FieldKind.AutoNumber ? new FieldKind.WholeNumber(null, null) : kind;
    }

    private void finish() {
        Field chosen = field.getValue();
        if (chosen == null) {
            field.setErrorMessage("Choose a field.");
            field.setInvalid(true);
            field.focus();
            return;
        }
        List<View.Filter> filters = new ArrayList<>();
        List<Comparison> comparisons = how.getValue().comparisons();
        for (int i = 0; i < comparisons.size(); i++) {
            Optional<View.Filter> filter = values.isEmpty()
                    ? Optional.of(new View.Filter(chosen.id(), comparisons.get(i), null))
                    : filter(chosen, comparisons.get(i), values.get(i));
            filter.ifPresent(filters::add);
        }
        if (filters.size() == comparisons.size() && !isUpsideDown(chosen, filters)) {
            close();
            added.accept(filters);
        }
    }

    /** Whether a range ends before it begins, which no record can satisfy; says so at its end. */
    private boolean isUpsideDown(Field chosen, List<View.Filter> range) {
        if (range.size() != 2) {
            return false;
        }
        Object from = FilterWords.value(chosen, range.getFirst());
        Object to = FilterWords.value(chosen, range.getLast());
        if (from == null || to == null || compare(from, to) <= 0) {
            return false;
        }
        FieldEditor end = values.getLast();
        end.setError("The range ends before it begins, so no record is in it. Change “From” or “To”.");
        end.focus();
        return true;
    }

    /** Values of one field are of one class, which compares itself. */
    @SuppressWarnings("unchecked")
    private static int compare(Object from, Object to) {
        return from instanceof Comparable<?> comparable && from.getClass() == to.getClass()
                ? ((Comparable<Object>) comparable).compareTo(to)
                : 0;
    }

    /** The filter, or nothing and an error at the input. */
    private static Optional<View.Filter> filter(Field chosen, Comparison comparison, FieldEditor editor) {
        FieldKind kind = comparedKind(chosen.kind());
        Object value = null;
        String problem = "";
        switch (editor.read()) {
            case Parsed.Bad bad -> problem = bad.reason();
            case Parsed.Ok ok -> {
                value = ValueRules.normalise(kind, ok.value());
                problem = value == null
                        ? "Give a value to compare with."
                        : ValueRules.check(kind, value).orElse("");
            }
        }
        editor.setError(problem.isEmpty() ? null : problem);
        if (value == null || !problem.isEmpty()) {
            editor.focus();
            return Optional.empty();
        }
        return Optional.of(new View.Filter(chosen.id(), comparison, ValueText.canonical(chosen.kind(), value)));
    }
}
