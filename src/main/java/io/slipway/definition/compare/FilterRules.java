package io.slipway.definition.compare;

import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which filters make sense for which kind of field. */
public final class FilterRules {

    private static final Set<View.Comparison> PRESENCE = EnumSet.of(View.Comparison.EMPTY, View.Comparison.NOT_EMPTY);
    private static final Set<View.Comparison> ORDERED = EnumSet.of(
            View.Comparison.EQUALS,
            View.Comparison.NOT_EQUALS,
            View.Comparison.LESS,
            View.Comparison.AT_MOST,
            View.Comparison.GREATER,
            View.Comparison.AT_LEAST,
            View.Comparison.EMPTY,
            View.Comparison.NOT_EMPTY);
    private static final Set<View.Comparison> EQUALITY = EnumSet.of(
            View.Comparison.EQUALS, View.Comparison.NOT_EQUALS, View.Comparison.EMPTY, View.Comparison.NOT_EMPTY);
    private static final Set<View.Comparison> MEMBERSHIP = EnumSet.of(
            View.Comparison.CONTAINS,
            View.Comparison.EQUALS,
            View.Comparison.NOT_EQUALS,
            View.Comparison.EMPTY,
            View.Comparison.NOT_EMPTY);

    private FilterRules() {}

    /** The comparisons that make sense for a kind. */
    public static Set<View.Comparison> comparisons(FieldKind kind) {
        return Collections.unmodifiableSet(
                switch (kind) {
                    case FieldKind.ShortText k -> EnumSet.allOf(View.Comparison.class);
                    case FieldKind.LongText k -> EnumSet.allOf(View.Comparison.class);
                    case FieldKind.Email k -> EnumSet.allOf(View.Comparison.class);
                    case FieldKind.Phone k -> EnumSet.allOf(View.Comparison.class);
                    case FieldKind.Url k -> EnumSet.allOf(View.Comparison.class);
                    case FieldKind.WholeNumber k -> ORDERED;
                    case FieldKind.DecimalNumber k -> ORDERED;
                    case FieldKind.Money k -> ORDERED;
                    case FieldKind.Percent k -> ORDERED;
                    case FieldKind.Date k -> ORDERED;
                    case FieldKind.DateTime k -> ORDERED;
                    case FieldKind.Time k -> ORDERED;
                    case FieldKind.AutoNumber k -> ORDERED;
                    case FieldKind.YesNo k -> EQUALITY;
                    case FieldKind.SingleChoice k -> EQUALITY;
                    case FieldKind.User k -> EQUALITY;
                    case FieldKind.MultiChoice k -> MEMBERSHIP;
                    case FieldKind.Link k -> MEMBERSHIP;
                });
    }

    /** Why a filter makes no sense for its field, in a sentence for people. */
    public static Optional<String> problem(Field field, View.Filter filter) {
        String comparison = Words.comparison(filter.comparison());
        if (!comparisons(field.kind()).contains(filter.comparison())) {
            return Optional.of("“" + field.name() + " " + comparison + "” makes no sense for a field of type "
                    + field.kind().label() + ".");
        }
        String value = filter.value();
        if (PRESENCE.contains(filter.comparison())) {
            return value == null
                    ? Optional.empty()
                    : Optional.of("“" + field.name() + " " + comparison + "” takes no value.");
        }
        if (value == null || value.isEmpty()) {
            return Optional.of("“" + field.name() + " " + comparison + "” needs a value to compare with.");
        }
        return ValueText.parse(field.kind(), value) instanceof Parsed.Bad bad
                ? Optional.of(
                        "the filter on “" + field.name() + "” compares with what the field can't hold: " + bad.reason())
                : Optional.empty();
    }
}
