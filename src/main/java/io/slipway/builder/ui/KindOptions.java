package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.common.InvalidInput;
import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of a kind of field. */
class KindOptions extends Div implements HasEnabled {

    private final BiConsumer<String, HasValidationProperties> places;
    private final LongSupplier choiceIds;
    private final Runnable changed;
    private Supplier<FieldKind> reader = FieldKind.LongText::new;

    /**
     * @param places told which component stands for which place of a refusal
     * @param choiceIds ids for new choices
     * @param changed runs after each change by the person
     */
    KindOptions(BiConsumer<String, HasValidationProperties> places, LongSupplier choiceIds, Runnable changed) {
        this.places = places;
        this.choiceIds = choiceIds;
        this.changed = changed;
        addClassName("kind-options");
    }

    /**
     * The kind with its options as they are now.
     *
     * @throws InvalidInput when an option is not possible
     */
    FieldKind kind() {
        return reader.get();
    }

    /** Shows the options of a kind with its values. */
    void show(FieldKind kind) {
        removeAll();
        reader = switch (kind) {
            case FieldKind.ShortText k -> text(k);
            case FieldKind.WholeNumber k -> wholeNumber(k);
            case FieldKind.DecimalNumber k -> decimal(k);
            case FieldKind.Percent k -> percent(k);
            case FieldKind.Money k -> money(k);
            case FieldKind.AutoNumber k -> autoNumber(k);
            case FieldKind.SingleChoice k -> {
                ChoicesEditor editor = choices(k.choices());
                yield () -> new FieldKind.SingleChoice(editor.choices());
            }
            case FieldKind.MultiChoice k -> {
                ChoicesEditor editor = choices(k.choices());
                yield () -> new FieldKind.MultiChoice(editor.choices());
            }
            case FieldKind.LongText k -> () -> k;
            case FieldKind.Date k -> () -> k;
            case FieldKind.DateTime k -> () -> k;
            case FieldKind.Time k -> () -> k;
            case FieldKind.YesNo k -> () -> k;
            case FieldKind.Email k -> () -> k;
            case FieldKind.Phone k -> () -> k;
            case FieldKind.Url k -> () -> k;
            case FieldKind.User k -> () -> k;
            case FieldKind.Link k -> () -> k;
        };
        setVisible(getComponentCount() > 0);
    }

    private Supplier<FieldKind> text(FieldKind.ShortText kind) {
        IntegerField length = number("Maximum length", "maxLength", kind.maxLength(), "1 to 100 characters");
        return () -> new FieldKind.ShortText(required(length, "maxLength", "Say how many characters are possible."));
    }

    private Supplier<FieldKind> wholeNumber(FieldKind.WholeNumber kind) {
        TextField min = bound("Smallest value", "min", kind.min());
        TextField max = bound("Largest value", "max", kind.max());
        return () -> new FieldKind.WholeNumber(bound(min, "min"), bound(max, "max"));
    }

    private Supplier<FieldKind> decimal(FieldKind.DecimalNumber kind) {
        IntegerField scale = number("Decimal places", "scale", kind.scale(), "0 to 10");
        return () -> new FieldKind.DecimalNumber(required(scale, "scale", "Say how many decimal places there are."));
    }

    private Supplier<FieldKind> percent(FieldKind.Percent kind) {
        IntegerField scale = number("Decimal places", "scale", kind.scale(), "0 to 6");
        return () -> new FieldKind.Percent(required(scale, "scale", "Say how many decimal places there are."));
    }

    private Supplier<FieldKind> money(FieldKind.Money kind) {
        ComboBox<String> code = new ComboBox<>("Currency");
        code.setItems(Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .sorted()
                .toList());
        code.setItemLabelGenerator(
                text -> text + " · " + Currency.getInstance(text).getDisplayName(Locale.ENGLISH));
        code.setValue(kind.code());
        option("code", code);
        code.addValueChangeListener(change -> changed.run());
        return () -> {
            String chosen = code.getValue();
            if (chosen == null) {
                throw new InvalidInput("code", "Choose a currency.");
            }
            return new FieldKind.Money(chosen);
        };
    }

    private Supplier<FieldKind> autoNumber(FieldKind.AutoNumber kind) {
        TextField prefix = new TextField("Prefix");
        prefix.setValue(kind.prefix());
        prefix.setHelperText("Stands before each number, for example T-");
        prefix.addValueChangeListener(change -> changed.run());
        option("prefix", prefix);
        IntegerField digits = number("Digits", "digits", kind.digits(), "Shorter numbers get zeros in front");
        return () -> new FieldKind.AutoNumber(
                prefix.getValue(), required(digits, "digits", "Say how many digits are shown."));
    }

    private ChoicesEditor choices(List<Choice> choices) {
        ChoicesEditor editor = new ChoicesEditor(choices, choiceIds, changed);
        option("choices", editor);
        return editor;
    }

    private IntegerField number(String label, String place, int value, String help) {
        IntegerField field = new IntegerField(label);
        field.setValue(value);
        field.setHelperText(help);
        field.setStepButtonsVisible(true);
        field.addValueChangeListener(change -> changed.run());
        option(place, field);
        return field;
    }

    private TextField bound(String label, String place, @Nullable Long value) {
        TextField field = new TextField(label);
        field.setValue(value == null ? "" : value.toString());
        field.setHelperText("Empty for no bound");
        field.addValueChangeListener(change -> changed.run());
        option(place, field);
        return field;
    }

    private void option(String place, Component component) {
        if (component instanceof HasSize sized) {
            sized.setWidthFull();
        }
        if (component instanceof HasValidationProperties input) {
            places.accept(place, input);
        }
        add(component);
    }

    private static int required(IntegerField field, String place, String message) {
        Integer value = field.getValue();
        if (value == null) {
            throw new InvalidInput(place, message);
        }
        return value;
    }

    private static @Nullable Long bound(TextField field, String place) {
        String text = field.getValue().strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(text.replace("−", "-"));
        } catch (NumberFormatException e) {
            throw new InvalidInput(place, "“" + text + "” is no whole number; try 0 or 1000.");
        }
    }
}
