package io.slipway.definition.value;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of stored values when a field's kind changes. A value converts only when nothing of it is lost: never is
 * anything cut or rounded unless somebody chose {@link ConversionRule.CutToFit}. Date-times are read and written in UTC.
 * An amount of money keeps its number when only the currency changes.
 */
public final class Conversion {

    private Conversion() {}

    /** Whether some values of one kind can become values of the other. Links convert to nothing else. */
    public static boolean possible(FieldKind from, FieldKind to) {
        return from.equals(to) || ConversionPairs.possible(from, to);
    }

    /** Whether stored values must be looked at; false: each stays valid, and stored in the same form. */
    public static boolean needed(FieldKind from, FieldKind to) {
        return !sameForm(from, to) || !allStayValid(from, to);
    }

    /**
     * Whether values that stay valid are stored in the same form, so that at most a check of the data is needed and
     * nothing is written anew.
     */
    public static boolean sameForm(FieldKind from, FieldKind to) {
        if (from.equals(to)) {
            return true;
        }
        return from.getClass().equals(to.getClass())
                && !(from instanceof FieldKind.Link)
                && (Shape.of(from) != Shape.EXACT || Shape.scale(from) == Shape.scale(to));
    }

    /** For kinds of the same class. */
    private static boolean allStayValid(FieldKind from, FieldKind to) {
        return switch (to) {
            case FieldKind.ShortText wide
            when from instanceof FieldKind.ShortText narrow -> wide.maxLength() >= narrow.maxLength();
            case FieldKind.WholeNumber wide
            when from instanceof FieldKind.WholeNumber narrow ->
                noTighter(narrow.min(), wide.min(), 1) && noTighter(narrow.max(), wide.max(), -1);
            case FieldKind.SingleChoice wide
            when from instanceof FieldKind.SingleChoice narrow ->
                ids(wide.choices()).containsAll(ids(narrow.choices()));
            case FieldKind.MultiChoice wide
            when from instanceof FieldKind.MultiChoice narrow ->
                ids(wide.choices()).containsAll(ids(narrow.choices()));
            default -> true;
        };
    }

    private static boolean noTighter(@Nullable Long before, @Nullable Long after, int sign) {
        return after == null || before != null && Long.compare(before, after) * sign >= 0;
    }

    private static Set<Long> ids(List<Choice> choices) {
        return choices.stream().map(Choice::id).collect(Collectors.toSet());
    }

    /**
     * Converts one stored value.
     *
     * @param value of kind {@code from}; null: no value, which every kind has
     * @param rule what to do when it does not convert by itself
     * @return a value the new kind takes, or Bad when the rule refuses it
     */
    public static Parsed convert(FieldKind from, FieldKind to, @Nullable Object value, ConversionRule rule) {
        if (value == null || ValueRules.isEmpty(value)) {
            return Parsed.NOTHING;
        }
        Parsed patterned = byPattern(from, to, value, rule);
        if (patterned instanceof Parsed.Ok) {
            return patterned;
        }
        Parsed natural = rule instanceof ConversionRule.DatePattern pattern
                        && PatternTime.isTemporal(to)
                        && PatternTime.yearFirst(pattern.pattern())
                ? patterned
                : fitting(to, ConversionPairs.convert(from, to, value));
        return natural instanceof Parsed.Bad bad ? byRule(from, to, value, rule, bad) : natural;
    }

    /** A pattern somebody chose goes before the usual forms, because it may read the same text in another way. */
    private static Parsed byPattern(FieldKind from, FieldKind to, Object value, ConversionRule rule) {
        if (rule instanceof ConversionRule.DatePattern chosen && possible(from, to)) {
            Optional<Object> read = ConversionPairs.label(from, value)
                    .flatMap(text -> PatternTime.read(chosen.pattern(), to, TypedText.stripped(text)));
            return read.map(found -> fitting(to, new Parsed.Ok(found)))
                    .orElseGet(() -> new Parsed.Bad(
                            "“" + ConversionPairs.label(from, value).orElse(value.toString()) + "” does not match "
                                    + chosen.pattern() + "."));
        }
        return new Parsed.Bad("");
    }

    private static Parsed byRule(FieldKind from, FieldKind to, Object value, ConversionRule rule, Parsed.Bad bad) {
        return switch (rule) {
            case ConversionRule.Refuse refuse -> bad;
            case ConversionRule.MakeEmpty empty -> Parsed.NOTHING;
            case ConversionRule.FixedValue fixed -> fitting(to, ValueText.parse(to, fixed.canonicalText()));
            case ConversionRule.DatePattern pattern -> byRule(from, to, value, pattern.otherwise(), bad);
            case ConversionRule.CutToFit cut -> {
                Parsed cutValue = fitting(to, ConversionPairs.cut(from, to, value));
                yield cutValue instanceof Parsed.Ok ? cutValue : byRule(from, to, value, cut.otherwise(), bad);
            }
        };
    }

    private static Parsed fitting(FieldKind to, Parsed converted) {
        if (!(converted instanceof Parsed.Ok ok)) {
            return converted;
        }
        Object value = ValueRules.normalise(to, ok.value());
        return ValueRules.check(to, value).<Parsed>map(Parsed.Bad::new).orElseGet(() -> new Parsed.Ok(value));
    }
}
