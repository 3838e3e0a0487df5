package io.slipway.webhook.internal;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.ValueText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON without losing anything: whole numbers as numbers, decimals, dates and times as strings in their
 * canonical text, choices with id and label, links and people as ids.
 */
final class ValueJson {

    /** Beyond this a whole number is not exact in JavaScript and goes as a string. */
    private static final long EXACT = (1L << 53) - 1;

    private ValueJson() {}

    static @Nullable Object of(FieldKind kind, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case FieldKind.ShortText k -> value;
            case FieldKind.LongText k -> value;
            case FieldKind.Email k -> value;
            case FieldKind.Phone k -> value;
            case FieldKind.Url k -> value;
            case FieldKind.YesNo k -> value;
            case FieldKind.User k -> value;
            case FieldKind.WholeNumber k -> whole((Long) value);
            case FieldKind.AutoNumber k -> whole((Long) value);
            case FieldKind.DecimalNumber k -> ValueText.canonical(kind, value);
            case FieldKind.Money k -> ValueText.canonical(kind, value);
            case FieldKind.Percent k -> ValueText.canonical(kind, value);
            case FieldKind.Date k -> ValueText.canonical(kind, value);
            case FieldKind.DateTime k -> ValueText.canonical(kind, value);
            case FieldKind.Time k -> ValueText.canonical(kind, value);
            case FieldKind.SingleChoice k -> choice(k.choices(), (Long) value);
            case FieldKind.MultiChoice k ->
                ((List<?>) value)
                        .stream().map(id -> choice(k.choices(), (Long) id)).toList();
            case FieldKind.Link k ->
                value instanceof List<?> many
                        ? many.stream().map(Object::toString).toList()
                        : value.toString();
        };
    }

    private static Object whole(long value) {
        return Math.abs(value) <= EXACT ? (Object) value : Long.toString(value);
    }

    private static Map<String, Object> choice(List<Choice> choices, long id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        choices.stream()
                .filter(choice -> choice.id() == id)
                .findFirst()
                .ifPresent(choice -> json.put("label", choice.label()));
        return json;
    }
}
