package io.slipway.records.ui;

import io.slipway.common.RecordId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.ValueText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as a reader sees them.
 *
 * @param zone of date-times: the account's, so that all of its people read the same
 * @param locale of numbers and dates: the reader's
 */
record Display(ZoneId zone, Locale locale) {

    /** How many links of one field a grid names before it only counts them. */
    static final int LINKS_NAMED = 5;

    /** The text of a value; empty for none. */
    String text(Field field, @Nullable Object value, Names names) {
        return value == null ? "" : present(field, value, names);
    }

    private String present(Field field, Object value, Names names) {
        if (field.kind() instanceof FieldKind.User && value instanceof Long user) {
            return names.person(user);
        }
        if (field.kind() instanceof FieldKind.Link) {
            return value instanceof List<?> many ? links(many, names) : names.title((RecordId) value);
        }
        return ValueText.show(field, value, zone, locale);
    }

    /** Those that are named, and how many more there are. */
    private static String links(List<?> many, Names names) {
        String named = many.stream()
                .limit(LINKS_NAMED)
                .map(each -> names.title((RecordId) each))
                .collect(Collectors.joining(", "));
        int more = many.size() - LINKS_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    /** Whether values of a kind are compared by their size, and so stand at the right. */
    static boolean isNumber(FieldKind kind) {
        return kind instanceof FieldKind.WholeNumber
                || kind instanceof FieldKind.DecimalNumber
                || kind instanceof FieldKind.Money
                || kind instanceof FieldKind.Percent;
    }

    /** Whether values of a kind are texts that people type freely. */
    static boolean isText(FieldKind kind) {
        return kind instanceof FieldKind.ShortText
                || kind instanceof FieldKind.LongText
                || kind instanceof FieldKind.Email
                || kind instanceof FieldKind.Phone
                || kind instanceof FieldKind.Url;
    }
}
