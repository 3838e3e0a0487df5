package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An input for one value, of the kind of field it is for: a default, what a filter compares with, a fixed value. */
class ValueInput extends Div implements HasValidationProperties, HasEnabled {

    private final String label;
    private final String place;
    private final ZoneId zone;
    private final BuildRoom room;
    private final Runnable changed;
    private Supplier<@Nullable Object> reader = () -> null;
    private FieldKind kind = new FieldKind.ShortText(100);

    /**
     * @param place what a refusal of the value is reported at
     * @param changed runs after each change by the person
     */
    ValueInput(BuildRoom room, String label, String place, Runnable changed) {
        this.room = room;
        this.label = label;
        this.place = place;
        this.zone = room.time().zone();
        this.changed = changed;
        addClassName("value-input");
    }

    /**
     * Becomes an input for a kind.
     *
     * @param canonical the value to begin with; null, or what the kind can't hold: none
     */
    final void show(FieldKind newKind, @Nullable String canonical) {
        kind = newKind;
        removeAll();
        Object value =
                canonical != null && ValueText.parse(kind, canonical) instanceof Parsed.Ok ok ? ok.value() : null;
        Component input = input(value, canonical);
        if (input instanceof HasSize sized) {
            sized.setWidthFull();
        }
        add(input);
    }

    /**
     * The value as canonical text; null for none.
     *
     * @throws InvalidInput when what was typed is no such value
     */
    final @Nullable String canonical() {
        Object value = reader.get();
        if (value instanceof Parsed.Bad bad) {
            throw new InvalidInput(place, bad.reason());
        }
        Object read = value instanceof Parsed.Ok ok ? ok.value() : value;
        if (read == null || read instanceof List<?> list && list.isEmpty()) {
            return null;
        }
        return ValueText.canonical(kind, read);
    }

    private Component input(@Nullable Object value, @Nullable String canonical) {
        return switch (kind) {
            case FieldKind.LongText k -> longText(value);
            case FieldKind.ShortText k -> text(value, canonical, "");
            case FieldKind.Email k -> text(value, canonical, "");
            case FieldKind.Phone k -> text(value, canonical, "");
            case FieldKind.Url k -> text(value, canonical, "");
            case FieldKind.WholeNumber k -> text(value, canonical, "");
            case FieldKind.DecimalNumber k -> text(value, canonical, "");
            case FieldKind.AutoNumber k -> text(value, canonical, "");
            case FieldKind.Link k -> text(value, canonical, "");
            case FieldKind.Money k -> text(value, canonical, k.code());
            case FieldKind.Percent k -> text(value, canonical, "%");
            case FieldKind.Date k -> date((LocalDate) value);
            case FieldKind.DateTime k -> dateTime((Instant) value);
            case FieldKind.Time k -> time((LocalTime) value);
            case FieldKind.YesNo k -> yesNo((Boolean) value);
            case FieldKind.SingleChoice k -> choice(k.choices(), (Long) value);
            case FieldKind.MultiChoice k -> choices(k.choices(), value);
            case FieldKind.User k -> user((Long) value);
        };
    }

    private Component text(@Nullable Object value, @Nullable String canonical, String unit) {
        TextField field = new TextField(label);
        field.setValue(value == null || canonical == null ? "" : canonical);
        if (!unit.isEmpty()) {
            Div suffix = new Div();
            suffix.setText(unit);
            field.setSuffixComponent(suffix);
        }
        field.addValueChangeListener(change -> changed.run());
        reader = () -> ValueText.parseTyped(kind, field.getValue(), zone);
        return field;
    }

    private Component longText(@Nullable Object value) {
        TextArea area = new TextArea(label);
        area.setValue(value == null ? "" : value.toString());
        area.addValueChangeListener(change -> changed.run());
        reader = () -> area.getValue().isEmpty() ? null : area.getValue();
        return area;
    }

    private Component date(@Nullable LocalDate value) {
        DatePicker picker = new DatePicker(label);
        picker.setValue(value);
        picker.addValueChangeListener(change -> changed.run());
        reader = picker::getValue;
        return picker;
    }

    private Component dateTime(@Nullable Instant value) {
        DateTimePicker picker = new DateTimePicker(label);
        picker.setHelperText("In the time zone " + zone);
        picker.setValue(value == null ? null : LocalDateTime.ofInstant(value, zone));
        picker.addValueChangeListener(change -> changed.run());
        reader = () -> picker.getValue() == null
                ? null
                : picker.getValue().atZone(zone).toInstant();
        return picker;
    }

    private Component time(@Nullable LocalTime value) {
        TimePicker picker = new TimePicker(label);
        picker.setValue(value);
        picker.addValueChangeListener(change -> changed.run());
        reader = picker::getValue;
        return picker;
    }

    private Component yesNo(@Nullable Boolean value) {
        Select<Boolean> select = new Select<>();
        select.setLabel(label);
        select.setItems(true, false);
        select.setItemLabelGenerator(yes -> yes == null ? "No value" : yes ? "Yes" : "No");
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption("No value");
        select.setValue(value);
        select.addValueChangeListener(change -> changed.run());
        reader = select::getValue;
        return select;
    }

    private Component choice(List<Choice> choices, @Nullable Long value) {
        ComboBox<Choice> box = new ComboBox<>(label);
        box.setItems(choices);
        box.setItemLabelGenerator(Choice::label);
        box.setClearButtonVisible(true);
        choices.stream()
                .filter(choice -> Objects.equals(choice.id(), value))
                .findFirst()
                .ifPresent(box::setValue);
        box.addValueChangeListener(change -> changed.run());
        reader = () -> box.getValue() == null ? null : box.getValue().id();
        return box;
    }

    private Component choices(List<Choice> choices, @Nullable Object value) {
        MultiSelectComboBox<Choice> box = new MultiSelectComboBox<>(label);
        box.setItems(choices);
        box.setItemLabelGenerator(Choice::label);
        if (value instanceof List<?> ids) {
            box.setValue(choices.stream()
                    .filter(choice -> ids.contains(choice.id()))
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        box.addValueChangeListener(change -> changed.run());
        reader = () -> choices.stream()
                .filter(choice -> box.getValue().contains(choice))
                .map(Choice::id)
                .toList();
        return box;
    }

    private Component user(@Nullable Long value) {
        Map<UserId, String> names = room.directory().names(room.actor().account());
        ComboBox<UserId> box = new ComboBox<>(label);
        box.setItems(names.keySet());
        box.setItemLabelGenerator(id -> names.getOrDefault(id, "(unknown person)"));
        box.setClearButtonVisible(true);
        if (value != null && names.containsKey(new UserId(value))) {
            box.setValue(new UserId(value));
        }
        box.addValueChangeListener(change -> changed.run());
        reader = () -> box.getValue() == null ? null : box.getValue().value();
        return box;
    }

    private @Nullable HasValidationProperties inner() {
        return getChildren()
                .filter(HasValidationProperties.class::isInstance)
                .map(HasValidationProperties.class::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void setErrorMessage(String message) {
        HasValidationProperties inner = inner();
        if (inner != null) {
            inner.setErrorMessage(message);
        }
    }

    @Override
    public void setInvalid(boolean invalid) {
        HasValidationProperties inner = inner();
        if (inner != null) {
            inner.setInvalid(invalid);
        }
    }
}
