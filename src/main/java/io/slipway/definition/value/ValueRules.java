package io.slipway.definition.value;

import io.slipway.common.RecordId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which values a field takes. */
public final class ValueRules {

    /** Digits a number may have before the point. */
    public static final int DIGITS_BEFORE_POINT = 20;

    private static final LocalDate FIRST_DATE = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
    private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST_INSTANT = Instant.parse("+10000-01-01T00:00:00Z");

    private ValueRules() {}

    /**
     * Why a field does not take a value, in a sentence for people; empty: it does. Whether a record or user exists and
     * whether a value is unique is not known here.
     */
    public static Optional<String> check(Field field, @Nullable Object value) {
        boolean blank = value == null || isEmpty(value) || value instanceof String text && text.isBlank();
        if (blank && field.required() && !(field.kind() instanceof FieldKind.AutoNumber)) {
            return Optional.of("“" + field.name() + "” needs a value.");
        }
        return check(field.kind(), value);
    }

    /** As {@link #check(Field, Object)} for a kind alone. */
    public static Optional<String> check(FieldKind kind, @Nullable Object value) {
        if (value == null || isEmpty(value)) {
            return Optional.empty();
        }
        return switch (kind) {
            case FieldKind.ShortText k -> TextRules.line(value, k.maxLength());
            case FieldKind.LongText k -> TextRules.lines(value);
            case FieldKind.Email k -> TextRules.email(value);
            case FieldKind.Phone k -> TextRules.phone(value);
            case FieldKind.Url k -> TextRules.url(value);
            case FieldKind.WholeNumber k -> whole(k, value);
            case FieldKind.DecimalNumber k -> exact(k, value);
            case FieldKind.Money k -> exact(k, value);
            case FieldKind.Percent k -> exact(k, value);
            case FieldKind.Date k -> date(value);
            case FieldKind.DateTime k -> instant(value);
            case FieldKind.Time k -> time(value);
            case FieldKind.YesNo k -> when(!(value instanceof Boolean), "Yes or no is needed here.");
            case FieldKind.SingleChoice k ->
                when(
                        !(value instanceof Long id
                                && ChoiceText.byId(k.choices(), id).isPresent()),
                        "This choice is not there (any more).");
            case FieldKind.MultiChoice k -> choices(k, value);
            case FieldKind.User k -> when(!(value instanceof Long id && id > 0), "This is not a user.");
            case FieldKind.AutoNumber k -> when(!(value instanceof Long), "A number is needed here.");
            case FieldKind.Link k -> link(value);
        };
    }

    /** Whether this is "no value": an empty text or an empty list. */
    public static boolean isEmpty(Object value) {
        return value instanceof String text && text.isEmpty() || value instanceof Collection<?> many && many.isEmpty();
    }

    /**
     * The one form in which equal values are equal: line ends are single newlines, decimals have the field's scale,
     * instants whole milliseconds, choices are in their order and links in the order of their ids, each once; empty
     * text and empty lists are null. A value the field does not take may come back as it is.
     */
    public static @Nullable Object normalise(Field field, @Nullable Object value) {
        return normalise(field.kind(), value);
    }

    /** As {@link #normalise(Field, Object)} for a kind alone. */
    public static @Nullable Object normalise(FieldKind kind, @Nullable Object value) {
        if (value == null || isEmpty(value)) {
            return null;
        }
        return switch (Shape.of(kind)) {
            case TEXT -> value instanceof String text ? lineEnds(text) : value;
            case EXACT -> value instanceof BigDecimal number ? CanonicalText.exact(kind, number) : value;
            case INSTANT -> value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MILLIS) : value;
            case WHOLE, CHOICE, USER, AUTO -> value instanceof Integer number ? Long.valueOf(number) : value;
            case CHOICES -> value instanceof Collection<?> ids ? ordered((FieldKind.MultiChoice) kind, ids) : value;
            case LINK -> value instanceof Collection<?> ids ? sorted(ids) : value;
            case DATE, TIME, YES_NO -> value;
        };
    }

    static String lineEnds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Object ordered(FieldKind.MultiChoice kind, Collection<?> ids) {
        return ids.stream().allMatch(Long.class::isInstance)
                ? ChoiceText.inOrder(
                        kind.choices(), ids.stream().map(Long.class::cast).toList())
                : List.copyOf(ids);
    }

    private static Object sorted(Collection<?> ids) {
        return ids.stream().allMatch(RecordId.class::isInstance)
                ? ids.stream().map(RecordId.class::cast).distinct().sorted().toList()
                : List.copyOf(ids);
    }

    private static Optional<String> whole(FieldKind.WholeNumber kind, Object value) {
        if (!(value instanceof Long number)) {
            return Optional.of("A whole number is needed here.");
        }
        Long min = kind.min();
        Long max = kind.max();
        if (min != null && number < min) {
            return Optional.of(number + " is too small; at least " + min + " is needed.");
        }
        return when(max != null && number > max, number + " is too large; at most " + max + " is possible.");
    }

    private static Optional<String> exact(FieldKind kind, Object value) {
        if (!(value instanceof BigDecimal number)) {
            return Optional.of("A number is needed here.");
        }
        if (number.precision() - number.scale() > DIGITS_BEFORE_POINT) {
            return Optional.of("A number has at most " + DIGITS_BEFORE_POINT + " digits before the point.");
        }
        return CanonicalText.fitted(kind, number) instanceof Parsed.Bad bad
                ? Optional.of(bad.reason())
                : Optional.empty();
    }

    private static Optional<String> date(Object value) {
        if (!(value instanceof LocalDate date)) {
            return Optional.of("A date is needed here.");
        }
        return when(date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE), "A date is in the years 1 to 9999.");
    }

    private static Optional<String> instant(Object value) {
        if (!(value instanceof Instant instant)) {
            return Optional.of("A date with a time is needed here.");
        }
        return when(
                instant.isBefore(FIRST_INSTANT) || !instant.isBefore(AFTER_LAST_INSTANT),
                "A date is in the years 1 to 9999.");
    }

    private static Optional<String> time(Object value) {
        return when(
                !(value instanceof LocalTime time && time.getNano() == 0), "A time in whole seconds is needed here.");
    }

    private static Optional<String> choices(FieldKind.MultiChoice kind, Object value) {
        boolean there = value instanceof List<?> ids
                && ids.stream()
                        .allMatch(each -> each instanceof Long id
                                && ChoiceText.byId(kind.choices(), id).isPresent());
        return when(!there, "One of these choices is not there (any more).");
    }

    private static Optional<String> link(Object value) {
        boolean links = value instanceof List<?> many
                ? many.stream().allMatch(RecordId.class::isInstance) && new HashSet<>(many).size() == many.size()
                : value instanceof RecordId;
        return when(!links, "Records are needed here, each once.");
    }

    static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }
}
