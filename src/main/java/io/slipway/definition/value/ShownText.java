package io.slipway.definition.value;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values for people. */
final class ShownText {

    private ShownText() {}

    static String of(FieldKind kind, Object value, ZoneId zone, Locale locale) {
        return switch (kind) {
            case FieldKind.ShortText k -> (String) value;
            case FieldKind.LongText k -> (String) value;
            case FieldKind.Email k -> (String) value;
            case FieldKind.Phone k -> (String) value;
            case FieldKind.Url k -> (String) value;
            case FieldKind.WholeNumber k -> value.toString();
            case FieldKind.DecimalNumber k -> number(value, k.scale(), locale);
            case FieldKind.Money k -> number(value, k.scale(), locale) + " " + k.code();
            case FieldKind.Percent k -> number(value, k.scale(), locale) + " %";
            case FieldKind.Date k ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format((LocalDate) value);
            case FieldKind.DateTime k ->
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(zone)
                        .format((Instant) value);
            case FieldKind.Time k ->
                DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format((LocalTime) value);
            case FieldKind.YesNo k -> (Boolean) value ? "Yes" : "No";
            case FieldKind.SingleChoice k -> label(k.choices(), value);
            case FieldKind.MultiChoice k ->
                ((List<?>) value).stream().map(id -> label(k.choices(), id)).collect(Collectors.joining(", "));
            case FieldKind.User k -> "User " + value;
            case FieldKind.AutoNumber k -> auto(k, (Long) value);
            case FieldKind.Link k ->
                value instanceof List<?> many
                        ? many.stream().map(Object::toString).collect(Collectors.joining(", "))
                        : value.toString();
        };
    }

    static String auto(FieldKind.AutoNumber kind, long number) {
        String digits = Long.toString(number);
        return kind.prefix() + "0".repeat(Math.max(0, kind.digits() - digits.length())) + digits;
    }

    static String label(List<Choice> choices, Object id) {
        return ChoiceText.byId(choices, (Long) id).map(Choice::label).orElse("(removed choice " + id + ")");
    }

    private static String number(Object value, int scale, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(scale);
        format.setMaximumFractionDigits(Math.max(scale, ((BigDecimal) value).scale()));
        return format.format(value);
    }
}
