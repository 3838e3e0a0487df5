package io.slipway.definition.value;

import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Values as text. Reading checks the form only; whether a field takes the value says {@link ValueRules}.
 *
 * <p>Canonical text is the one lossless form used in definitions, exports and the API: texts as they are; plain
 * decimals; {@code 2026-01-31}, {@code 13:05:00} and {@code 2026-01-31T12:00:00Z}; {@code true} and {@code false};
 * choice, user and record ids; lists separated by commas (a list of exactly one link ends with a comma, which tells it
 * from a single link); empty text for no value.
 */
public final class ValueText {

    private ValueText() {}

    /** Reads canonical text. */
    public static Parsed parse(FieldKind kind, String text) {
        return CanonicalText.parse(kind, text);
    }

    /**
     * The canonical text of a value.
     *
     * @param value in the Java type of the kind
     */
    public static String canonical(FieldKind kind, Object value) {
        return CanonicalText.of(kind, value);
    }

    /**
     * Reads what people type and what CSV files hold: choice labels, yes/no, dates as {@code 2026-01-31} or
     * {@code 31.1.2026}, date-times without zone taken in the given one, numbers with thousands separators where they
     * can be read in one way only. White space around it does not count.
     *
     * @param zone for date-times that name none; of two possible instants when clocks go back, the earlier
     */
    public static Parsed parseTyped(FieldKind kind, String typed, ZoneId zone) {
        return TypedText.parse(kind, typed, zone);
    }

    /**
     * A value for people. Users and links are shown by their ids, because their names are not known here.
     *
     * @param zone for date-times
     */
    public static String show(Field field, Object value, ZoneId zone, Locale locale) {
        return ShownText.of(field.kind(), value, zone, locale);
    }
}
