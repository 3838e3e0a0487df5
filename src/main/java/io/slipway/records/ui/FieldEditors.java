package io.slipway.records.ui;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.data.binder.HasValidator;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import io.slipway.records.ui.NameLookup.Reader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The input for each kind of field. */
@Component
class FieldEditors {

    private static final int TYPING_PAUSE = 400;
    private static final String NOT_A_NUMBER = "This is not a number; write it as 12.5.";
    private static final String NOT_A_DATE = "This is not a date; write it as 2026-01-31 (year-month-day).";
    private static final String NOT_A_TIME = "This is not a time; write it as 13:05 or 13:05:30.";
    private static final String NOT_A_DATE_TIME = "A date and a time are needed here, as 2026-01-31 and 13:05.";
    private static final String NOT_OF_THE_LIST = "This is not in the list; choose something from it.";

    private final LinkOptions options;

    FieldEditors(LinkOptions options) {
        this.options = options;
    }

    /** An empty input for a field, with its label, its help and its mark if it is required. */
    FieldEditor of(Reader reader, Field field) {
        return switch (field.kind()) {
            case FieldKind.ShortText k -> text(field, new TextField());
            case FieldKind.LongText k -> longText(field);
            case FieldKind.Email k -> text(field, withLink(new TextField(), "mailto:", "Write an e-mail"));
            case FieldKind.Phone k -> text(field, withLink(new TextField(), "tel:", "Call"));
            case FieldKind.Url k -> text(field, withLink(new TextField(), "", "Open in a new tab"));
            case FieldKind.WholeNumber k -> wholeNumber(field);
            case FieldKind.DecimalNumber k -> number(field, "");
            case FieldKind.Money k -> number(field, k.code());
            case FieldKind.Percent k -> number(field, "%");
            case FieldKind.Date k -> date(field);
            case FieldKind.DateTime k -> dateTime(field, reader.display().zone());
            case FieldKind.Time k -> time(field);
            case FieldKind.YesNo k -> field.required() ? checkbox(field) : yesNo(field);
            case FieldKind.SingleChoice k -> choice(field, k.choices());
            case FieldKind.MultiChoice k -> choices(field, k.choices());
            case FieldKind.User k -> user(reader, field);
            case FieldKind.AutoNumber k -> autoNumber(reader, field);
            case FieldKind.Link k -> link(reader, field);
        };
    }

    /** Whether a link field may name several records. */
    static boolean isMany(Definition definition, Field field) {
        return field.kind() instanceof FieldKind.Link link
                && definition
                        .find(Relationship.class, link.relationship())
                        .filter(relationship -> relationship.cardinality() == Cardinality.MANY_TO_MANY)
                        .isPresent();
    }

    private static FieldEditor text(Field field, TextField input) {
        typed(described(field, input));
        return input(input, text -> new Parsed.Ok(text.isBlank() ? null : text.strip()), String.class::cast, "");
    }

    private static FieldEditor longText(Field field) {
        TextArea input = typed(described(field, new TextArea()));
        input.setMinRows(3);
        input.setMaxRows(16);
        Span counter = new Span();
        counter.addClassName("counter");
        input.setHelperComponent(new Span(new Span(field.help()), counter));
        input.addValueChangeListener(change -> counter.setText(counted(change.getValue())));
        return input(input, Parsed.Ok::new, String.class::cast, "");
    }

    private static String counted(String text) {
        int length = text.codePointCount(0, text.length());
        return length == 0 ? "" : String.format("%,d of %,d characters", length, FieldKind.LongText.LIMIT);
    }

    /** A way to use what is written in the field, offered only while it is an address of the kind. */
    private static TextField withLink(TextField input, String scheme, String words) {
        input.setSuffixComponent(new ValueLink(input, scheme, words));
        return input;
    }

    private static FieldEditor wholeNumber(Field field) {
        BigDecimalField input = typed(described(field, new BigDecimalField()));
        return input(
                input, FieldEditors::whole, value -> BigDecimal.valueOf((Long) value), "This is not a whole number.");
    }

    private static Parsed whole(BigDecimal number) {
        if (number.precision() - number.scale() > 19 || number.scale() > 100) {
            return new Parsed.Bad("This number is too long.");
        }
        try {
            return new Parsed.Ok(number.longValueExact());
        } catch (ArithmeticException e) {
            return new Parsed.Bad(
                    number.stripTrailingZeros().scale() > 0
                            ? "A whole number is needed here."
                            : "This number is too large.");
        }
    }

    private static FieldEditor number(Field field, String unit) {
        BigDecimalField input = typed(described(field, new BigDecimalField()));
        if (!unit.isEmpty()) {
            input.setSuffixComponent(new Span(unit));
        }
        return input(input, Parsed.Ok::new, BigDecimal.class::cast, NOT_A_NUMBER);
    }

    private static FieldEditor date(Field field) {
        DatePicker input = described(field, new DatePicker());
        input.setI18n(isoDates());
        input.setPlaceholder("yyyy-mm-dd");
        input.setClearButtonVisible(!field.required());
        return input(input, Parsed.Ok::new, LocalDate.class::cast, NOT_A_DATE);
    }

    private static DatePickerI18n isoDates() {
        return new DatePickerI18n().setDateFormats("yyyy-MM-dd", "yyyy/M/d", "d.M.yyyy");
    }

    private static FieldEditor dateTime(Field field, ZoneId zone) {
        DateTimePicker input = described(field, new DateTimePicker());
        input.setDatePickerI18n(isoDates());
        input.setStep(Duration.ofSeconds(1));
        input.setDatePlaceholder("yyyy-mm-dd");
        input.setTimePlaceholder("hh:mm:ss");
        input.setHelperText((field.help() + " Time in " + zone.getId() + ".").strip());
        return input(
                input,
                local -> instant(local, zone),
                value -> ((Instant) value).atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS),
                NOT_A_DATE_TIME);
    }

    private static Parsed instant(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? new Parsed.Bad("This time does not exist in " + zone.getId() + ": clocks go forward over it.")
                : new Parsed.Ok(local.toInstant(offsets.getFirst()));
    }

    private static FieldEditor time(Field field) {
        TimePicker input = described(field, new TimePicker());
        input.setStep(Duration.ofSeconds(1));
        input.setPlaceholder("hh:mm:ss");
        input.setClearButtonVisible(!field.required());
        return input(
                input, time -> new Parsed.Ok(time.truncatedTo(ChronoUnit.SECONDS)), LocalTime.class::cast, NOT_A_TIME);
    }

    /** Where an answer is required, not ticked means no. */
    private static FieldEditor checkbox(Field field) {
        return new TickBox(described(field, new Checkbox()));
    }

    private static FieldEditor yesNo(Field field) {
        Select<Boolean> input = described(field, new Select<>());
        input.setItems(Boolean.TRUE, Boolean.FALSE);
        input.setItemLabelGenerator(answer -> answer == null ? "Not set" : answer ? "Yes" : "No");
        input.setEmptySelectionAllowed(true);
        input.setEmptySelectionCaption("Not set");
        return input(input, Parsed.Ok::new, Boolean.class::cast, NOT_OF_THE_LIST);
    }

    private static FieldEditor choice(Field field, List<Choice> choices) {
        ComboBox<Option<Long>> input = list(field, new ComboBox<>());
        input.setItems(offered(choices));
        return input(input, one -> new Parsed.Ok(one.id()), value -> named(choices, (Long) value), NOT_OF_THE_LIST);
    }

    private static FieldEditor choices(Field field, List<Choice> choices) {
        MultiSelectComboBox<Option<Long>> input = list(field, new MultiSelectComboBox<>());
        input.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        input.setItems(offered(choices));
        return input(
                input,
                FieldEditors::ids,
                value -> all((Collection<?>) value, id -> named(choices, (Long) id)),
                NOT_OF_THE_LIST);
    }

    private static List<Option<Long>> offered(List<Choice> choices) {
        return choices.stream()
                .map(choice -> new Option<>(choice.id(), choice.label()))
                .toList();
    }

    private static Option<Long> named(List<Choice> choices, Long id) {
        return choices.stream()
                .filter(choice -> choice.id() == id)
                .findFirst()
                .map(choice -> new Option<>(id, choice.label()))
                .orElseGet(() -> new Option<>(id, "(removed choice " + id + ")"));
    }

    private FieldEditor user(Reader reader, Field field) {
        ComboBox<Option<Long>> input = list(field, new ComboBox<>());
        input.setItems(query -> options.people(reader.actor(), query));
        return input(
                input,
                one -> new Parsed.Ok(one.id()),
                value -> options.chosen(reader.actor(), (Long) value),
                NOT_OF_THE_LIST);
    }

    private static FieldEditor autoNumber(Reader reader, Field field) {
        TextField input = described(field, new TextField());
        input.setRequiredIndicatorVisible(false);
        input.setPlaceholder("Given when the record is saved");
        input.setReadOnly(true);
        return input(
                input,
                text -> ValueText.parseTyped(
                        field.kind(), text, reader.display().zone()),
                value -> reader.display().text(field, value, Names.NONE),
                "");
    }

    private FieldEditor link(Reader reader, Field field) {
        ResourceId target = NameLookup.target(reader.definition(), field).orElseThrow();
        return isMany(reader.definition(), field) ? links(reader, field, target) : oneLink(reader, field, target);
    }

    private FieldEditor oneLink(Reader reader, Field field, ResourceId target) {
        ComboBox<Option<RecordId>> input = list(field, new ComboBox<>());
        input.setItems(query -> options.records(reader, target, query));
        return input(
                input,
                one -> new Parsed.Ok(one.id()),
                value -> options.chosen(reader, target, List.of((RecordId) value))
                        .getFirst(),
                NOT_OF_THE_LIST);
    }

    private FieldEditor links(Reader reader, Field field, ResourceId target) {
        MultiSelectComboBox<Option<RecordId>> input = list(field, new MultiSelectComboBox<>());
        input.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        input.setItems(query -> options.records(reader, target, query));
        return input(
                input,
                FieldEditors::ids,
                value -> Set.copyOf(options.chosen(
                        reader,
                        target,
                        ((Collection<?>) value)
                                .stream().map(RecordId.class::cast).toList())),
                NOT_OF_THE_LIST);
    }

    private static <I> Parsed ids(Set<Option<I>> chosen) {
        return new Parsed.Ok(chosen.stream().map(Option::id).toList());
    }

    private static <I> Set<Option<I>> all(Collection<?> values, Function<Object, Option<I>> named) {
        return values.stream().map(named).collect(Collectors.toUnmodifiableSet());
    }

    private static <I, V, C extends ComboBoxBase<C, Option<I>, V>> C list(Field field, C input) {
        described(field, input);
        input.setItemLabelGenerator(Option::label);
        input.setClearButtonVisible(!field.required());
        return input;
    }

    private static <C extends InputField<?, ?> & HasValidationProperties> C described(Field field, C input) {
        input.setLabel(field.name());
        input.setHelperText(field.help());
        input.setRequiredIndicatorVisible(field.required());
        input.setManualValidation(true);
        input.setWidthFull();
        return input;
    }

    /** What is typed is on the server soon after, so that it can be kept when the reader is sent away. */
    private static <C extends TextFieldBase<C, V>, V> C typed(C input) {
        input.setValueChangeMode(ValueChangeMode.LAZY);
        input.setValueChangeTimeout(TYPING_PAUSE);
        return input;
    }

    private static <C extends AbstractField<C, V> & Focusable<C> & HasValidationProperties & HasValidator<V>, V>
            FieldEditor input(C field, Function<V, Parsed> read, Function<Object, V> present, String unreadable) {
        return new Input<>(field, read, present, unreadable);
    }
}
