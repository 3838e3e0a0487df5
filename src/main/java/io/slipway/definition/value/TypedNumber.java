package io.slipway.definition.value;

import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as people write them. A single point is the decimal point. Commas, points, spaces and apostrophes between
 * groups of three are taken for thousands separators where no other reading is possible: {@code 1,234} alone could be
 * meant as 1.234 and is refused.
 */
final class TypedNumber {

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern SPACED = Pattern.compile("-?[0-9]{1,3}([ '’][0-9]{3})+([.,][0-9]+)?");
    private static final Pattern COMMA_GROUPS =
            Pattern.compile("-?[0-9]{1,3}(,[0-9]{3}){2,}|-?[0-9]{1,3}(,[0-9]{3})+\\.[0-9]+");
    private static final Pattern POINT_GROUPS =
            Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{3}){2,}|-?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+");
    private static final Pattern AMBIGUOUS = Pattern.compile("-?[1-9][0-9]{0,2},[0-9]{3}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?[0-9]+,[0-9]+");
    private static final int LONGEST = 60;

    private TypedNumber() {}

    static Parsed whole(String text) {
        return switch (number(text, text, "a whole number such as 42")) {
            case Parsed.Bad bad -> bad;
            case Parsed.Ok ok when ok.value() instanceof BigDecimal number -> asLong(text, number);
            case Parsed.Ok ok -> ok;
        };
    }

    private static Parsed asLong(String text, BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0) {
            return new Parsed.Bad("“" + text + "” is not a whole number.");
        }
        try {
            return new Parsed.Ok(number.longValueExact());
        } catch (ArithmeticException e) {
            return new Parsed.Bad("“" + text + "” is too large; at most " + Long.MAX_VALUE + " is possible.");
        }
    }

    static Parsed exact(FieldKind kind, String text) {
        return switch (number(text, withoutUnit(kind, text), "a number such as 12.5")) {
            case Parsed.Bad bad -> bad;
            case Parsed.Ok ok when ok.value() instanceof BigDecimal number -> CanonicalText.fitted(kind, number);
            case Parsed.Ok ok -> ok;
        };
    }

    private static String withoutUnit(FieldKind kind, String text) {
        if (kind instanceof FieldKind.Percent && text.endsWith("%")) {
            return TypedText.stripped(text.substring(0, text.length() - 1));
        }
        if (kind instanceof FieldKind.Money money) {
            String symbol = Currency.getInstance(money.code()).getSymbol(Locale.US);
            return without(money.code(), text).or(() -> without(symbol, text)).orElse(text);
        }
        return text;
    }

    private static Optional<String> without(String unit, String text) {
        int rest = text.length() - unit.length();
        if (text.regionMatches(true, 0, unit, 0, unit.length())) {
            return Optional.of(TypedText.stripped(text.substring(unit.length())));
        }
        return text.regionMatches(true, rest, unit, 0, unit.length())
                ? Optional.of(TypedText.stripped(text.substring(0, rest)))
                : Optional.empty();
    }

    private static Parsed number(String typed, String withoutUnit, String wanted) {
        String text = withoutUnit.replace('\u2212', '-').replace('\u00A0', ' ').replace('\u202F', ' ');
        if (text.startsWith("+")) {
            text = text.substring(1);
        }
        if (text.length() > LONGEST) {
            return CanonicalText.bad(typed, wanted);
        }
        if (AMBIGUOUS.matcher(text).matches()) {
            return new Parsed.Bad("“" + typed + "” could mean " + text.replace(",", "") + " or "
                    + text.replace(',', '.') + "; write it without the comma, or with a point.");
        }
        return plain(text)
                .<Parsed>map(plain -> new Parsed.Ok(new BigDecimal(plain)))
                .orElseGet(() -> CanonicalText.bad(typed, wanted));
    }

    private static Optional<String> plain(String text) {
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (SPACED.matcher(text).matches()) {
            return Optional.of(text.replaceAll("[ '’]", "").replace(',', '.'));
        }
        if (COMMA_GROUPS.matcher(text).matches()) {
            return Optional.of(text.replace(",", ""));
        }
        if (POINT_GROUPS.matcher(text).matches()) {
            return Optional.of(text.replace(".", "").replace(',', '.'));
        }
        return DECIMAL_COMMA.matcher(text).matches() ? Optional.of(text.replace(',', '.')) : Optional.empty();
    }
}
