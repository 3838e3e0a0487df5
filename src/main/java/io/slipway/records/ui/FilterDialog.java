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
import io.slipway.records.ui.NameLookup.Reader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for one more condition: a field, how it is compared, and with what, in an input that suits the field. */
class FilterDialog extends Dialog {

    private final transient Reader reader;
    private final transient FieldEditors editors;
    private final transient Consumer<View.Filter> added;
    private final ComboBox<Field> field = new ComboBox<>("Field");
    private final Select<Comparison> comparison = new Select<>();
    private final Div place = new Div();
    private transient @Nullable FieldEditor value;

    FilterDialog(Reader reader, List<Field> fields, FieldEditors editors, Consumer<View.Filter> added) {
        this.reader = reader;
        this.editors = editors;
        this.added = added;
        setHeaderTitle("Add a filter");
        setWidth("min(26rem, 100vw)");
        field.setItems(fields);
        field.setItemLabelGenerator(Field::name);
        field.setWidthFull();
        field.setManualValidation(true);
        comparison.setLabel("Condition");
        comparison.setWidthFull();
        comparison.setVisible(false);
        field.addValueChangeListener(change -> chooseField(change.getValue()));
        comparison.addValueChangeListener(change -> showValue());
        Button add = new Button("Add filter", click -> finish());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div body = new Div(field, comparison, place);
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
        comparison.setVisible(chosen != null);
        if (chosen != null) {
            List<Comparison> offered =
                    FilterWords.offered(chosen.kind(), FieldEditors.isMany(reader.definition(), chosen));
            comparison.setItems(offered);
            comparison.setItemLabelGenerator(each -> FilterWords.words(chosen.kind(), each));
            comparison.setValue(offered.getFirst());
        }
        showValue();
    }

    private void showValue() {
        place.removeAll();
        value = null;
        Field chosen = field.getValue();
        Comparison how = comparison.getValue();
        if (chosen == null || how == null || how == Comparison.EMPTY || how == Comparison.NOT_EMPTY) {
            return;
        }
        FieldEditor editor = editors.of(reader, comparedWith(chosen));
        place.add(editor.component());
        value = editor;
    }

    /** The field as something to compare with: any text will do, nothing is required, and it may be of another record. */
    private static Field comparedWith(Field field) {
        FieldKind kind = switch (field.kind()) {
            case FieldKind.ShortText k -> new FieldKind.ShortText(100);
            case FieldKind.LongText k -> new FieldKind.ShortText(100);
            case FieldKind.Email k -> new FieldKind.ShortText(100);
            case FieldKind.Phone k -> new FieldKind.ShortText(100);
            case FieldKind.Url k -> new FieldKind.ShortText(100);
            case FieldKind.AutoNumber k -> new FieldKind.WholeNumber(null, null);
            default -> field.kind();
        };
        return new Field(field.id(), field.table(), "Value", kind, 0, false, false, null, "");
    }

    private void finish() {
        Field chosen = field.getValue();
        if (chosen == null) {
            field.setErrorMessage("Choose a field.");
            field.setInvalid(true);
            field.focus();
            return;
        }
        filter(chosen).ifPresent(filter -> {
            close();
            added.accept(filter);
        });
    }

    private Optional<View.Filter> filter(Field chosen) {
        FieldEditor editor = value;
        if (editor == null) {
            return Optional.of(new View.Filter(chosen.id(), comparison.getValue(), null));
        }
        String problem = switch (editor.read()) {
            case Parsed.Bad bad -> bad.reason();
            case Parsed.Ok ok
            when ok.value() == null || ValueRules.isEmpty(ok.value()) -> "Give a value to compare with.";
            case Parsed.Ok ok ->
                ValueRules.check(comparedWith(chosen).kind(), ok.value()).orElse("");
        };
        if (!problem.isEmpty()) {
            editor.setError(problem);
            editor.focus();
            return Optional.empty();
        }
        Object wanted = ValueRules.normalise(comparedWith(chosen).kind(), ((Parsed.Ok) editor.read()).value());
        return wanted == null
                ? Optional.empty()
                : Optional.of(new View.Filter(
                        chosen.id(), comparison.getValue(), ValueText.canonical(chosen.kind(), wanted)));
    }
}
