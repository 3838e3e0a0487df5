package io.slipway.definition.value;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The pairs of kinds between which values convert, and how. Lengths, ranges and scales are checked by the caller. */
final class ConversionPairs {

    private static final Pattern LEADING_ZERO = Pattern.compile("[+\\-\u2212]?0[0-9].*", Pattern.DOTALL);

    private ConversionPairs() {}

    /** For kinds that are not equal. */
    static boolean possible(FieldKind from, FieldKind to) {
        return targets(from, Shape.of(to)) || Shape.of(to) == Shape.TEXT && becomesText(from, to);
    }

    private static boolean targets(FieldKind from, Shape to) {
        Set<Shape> possible = switch (Shape.of(from)) {
            case TEXT ->
                isPlainText(from)
                        ? EnumSet.of(
                                Shape.WHOLE,
                                Shape.EXACT,
                                Shape.DATE,
                                Shape.INSTANT,
                                Shape.TIME,
                                Shape.YES_NO,
                                Shape.CHOICE,
                                Shape.CHOICES)
                        : EnumSet.of(Shape.CHOICE, Shape.CHOICES);
            case WHOLE -> EnumSet.of(Shape.WHOLE, Shape.EXACT, Shape.YES_NO, Shape.CHOICE, Shape.CHOICES);
            case EXACT -> EnumSet.of(Shape.WHOLE, Shape.EXACT, Shape.CHOICE, Shape.CHOICES);
            case DATE, INSTANT -> EnumSet.of(Shape.DATE, Shape.INSTANT);
            case TIME -> EnumSet.of(Shape.TIME);
            case YES_NO -> EnumSet.of(Shape.YES_NO, Shape.WHOLE, Shape.CHOICE, Shape.CHOICES);
            case CHOICE -> EnumSet.complementOf(EnumSet.of(Shape.TEXT, Shape.USER, Shape.AUTO, Shape.LINK));
            case CHOICES -> EnumSet.of(Shape.CHOICE, Shape.CHOICES);
            case USER -> EnumSet.of(Shape.USER);
            case AUTO -> EnumSet.of(Shape.AUTO, Shape.WHOLE, Shape.EXACT);
            case LINK -> EnumSet.noneOf(Shape.class);
        };
        return possible.contains(to);
    }

    private static boolean isPlainText(FieldKind kind) {
        return kind instanceof FieldKind.ShortText || kind instanceof FieldKind.LongText;
    }

    private static boolean becomesText(FieldKind from, FieldKind to) {
        return switch (Shape.of(from)) {
            case TEXT, CHOICE -> true;
            case WHOLE, AUTO -> isPlainText(to) || to instanceof FieldKind.Phone;
            case EXACT, DATE, INSTANT, TIME, YES_NO, CHOICES -> isPlainText(to);
            case USER, LINK -> false;
        };
    }

    static Parsed convert(FieldKind from, FieldKind to, Object value) {
        if (from.equals(to)) {
            return new Parsed.Ok(value);
        }
        if (!possible(from, to)) {
            return new Parsed.Bad("Values of this kind can't be converted to the new one.");
        }
        return switch (Shape.of(to)) {
            case TEXT -> text(from, value);
            case CHOICE, CHOICES -> choice(from, to, value);
            case WHOLE, EXACT -> number(from, to, value);
            case DATE -> value instanceof Instant instant ? date(instant) : typed(from, to, value);
            case INSTANT ->
                value instanceof LocalDate date
                        ? new Parsed.Ok(date.atStartOfDay(ZoneOffset.UTC).toInstant())
                        : typed(from, to, value);
            case TIME, YES_NO -> typed(from, to, value);
            case USER, AUTO -> new Parsed.Ok(value);
            case LINK -> throw new IllegalArgumentException("Links do not convert");
        };
    }

    /** The text a value is written as, where texts, numbers and labels stand for each other. */
    static Optional<String> label(FieldKind from, Object value) {
        return switch (from) {
            case FieldKind.SingleChoice choice ->
                value instanceof Long id ? ChoiceText.byId(choice.choices(), id).map(Choice::label) : Optional.empty();
            case FieldKind.MultiChoice choice -> labels(choice, value);
            case FieldKind.Money money -> Optional.of(ValueText.canonical(money, value) + " " + money.code());
            case FieldKind.Percent percent -> Optional.of(ValueText.canonical(percent, value) + " %");
            case FieldKind.AutoNumber auto -> Optional.of(ShownText.auto(auto, (Long) value));
            case FieldKind.YesNo yesNo -> Optional.of(Boolean.TRUE.equals(value) ? "yes" : "no");
            default -> Optional.of(ValueText.canonical(from, value));
        };
    }

    private static Optional<String> labels(FieldKind.MultiChoice choice, Object value) {
        List<String> labels = new ArrayList<>();
        for (Object id : (List<?>) value) {
            ChoiceText.byId(choice.choices(), (Long) id).ifPresent(found -> labels.add(found.label()));
        }
        String joined = String.join(", ", labels);
        boolean readsBack =
                new Parsed.Ok(ValueRules.normalise(choice, value)).equals(ChoiceText.many(choice.choices(), joined));
        return readsBack ? Optional.of(joined) : Optional.empty();
    }

    private static Parsed text(FieldKind from, Object value) {
        return label(from, value).<Parsed>map(Parsed.Ok::new).orElseGet(() -> noLabel(from, value));
    }

    private static Parsed noLabel(FieldKind from, Object value) {
        return new Parsed.Bad(
                from instanceof FieldKind.MultiChoice
                        ? "These choices can't be told apart once they are one text."
                        : "The choice " + value + " is not there any more.");
    }

    private static Parsed typed(FieldKind from, FieldKind to, Object value) {
        return label(from, value)
                .map(text -> ValueText.parseTyped(to, text, ZoneOffset.UTC))
                .orElseGet(() -> noLabel(from, value));
    }

    private static Parsed number(FieldKind from, FieldKind to, Object value) {
        return switch (value) {
            case Boolean yes -> new Parsed.Ok(yes ? 1L : 0L);
            case BigDecimal number -> amount(to, number);
            case Long number when Shape.of(from) != Shape.CHOICE -> amount(to, BigDecimal.valueOf(number));
            default -> {
                Optional<String> text = label(from, value).map(TypedText::stripped);
                yield text.isPresent() && LEADING_ZERO.matcher(text.get()).matches()
                        ? new Parsed.Bad("“" + text.get() + "” has leading zeros, which a number can't keep.")
                        : typed(from, to, value);
            }
        };
    }

    private static Parsed amount(FieldKind to, BigDecimal number) {
        return to instanceof FieldKind.WholeNumber
                ? TypedNumber.whole(number.toPlainString())
                : CanonicalText.fitted(to, number);
    }

    private static Parsed date(Instant instant) {
        OffsetDateTime at = instant.atOffset(ZoneOffset.UTC);
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new Parsed.Ok(at.toLocalDate())
                : new Parsed.Bad("“" + instant + "” has a time of day, which a date can't keep.");
    }

    private static Parsed choice(FieldKind from, FieldKind to, Object value) {
        List<Choice> choices =
                to instanceof FieldKind.SingleChoice single ? single.choices() : ((FieldKind.MultiChoice) to).choices();
        if (from instanceof FieldKind.SingleChoice || from instanceof FieldKind.MultiChoice) {
            return rechosen(from, to, choices, value);
        }
        if (to instanceof FieldKind.MultiChoice && isPlainText(from)) {
            return typed(from, to, value);
        }
        return switch (typed(from, new FieldKind.SingleChoice(choices), value)) {
            case Parsed.Ok ok
            when ok.value() instanceof Long id && to instanceof FieldKind.MultiChoice -> new Parsed.Ok(List.of(id));
            case Parsed.Ok ok -> ok;
            case Parsed.Bad bad -> bad;
        };
    }

    /** By id, because a renamed choice is the same choice; else by label, when a choice was made anew. */
    private static Parsed rechosen(FieldKind from, FieldKind to, List<Choice> choices, Object value) {
        List<?> ids = value instanceof List<?> many ? many : List.of(value);
        List<Long> found = new ArrayList<>();
        for (Object each : ids) {
            Long id = (Long) each;
            Optional<Choice> now = ChoiceText.byId(choices, id)
                    .or(() -> label(single(from), id).flatMap(label -> ChoiceText.byLabel(choices, label)));
            if (now.isEmpty()) {
                return new Parsed.Bad(
                        "“" + label(single(from), id).orElse("" + id) + "” is not among the new choices.");
            }
            found.add(now.get().id());
        }
        if (to instanceof FieldKind.MultiChoice) {
            return new Parsed.Ok(found);
        }
        return found.size() == 1
                ? new Parsed.Ok(found.getFirst())
                : new Parsed.Bad("There are " + found.size() + " choices, and only one can be kept.");
    }

    private static FieldKind single(FieldKind from) {
        return from instanceof FieldKind.MultiChoice many ? new FieldKind.SingleChoice(many.choices()) : from;
    }

    /** The value without what does not fit; Bad when that is not what keeps it from converting. */
    static Parsed cut(FieldKind from, FieldKind to, Object value) {
        if (!possible(from, to) && !from.equals(to)) {
            return new Parsed.Bad("Values of this kind can't be converted to the new one.");
        }
        return switch (to) {
            case FieldKind.ShortText text ->
                text(from, value) instanceof Parsed.Ok ok && ok.value() instanceof String full
                        ? new Parsed.Ok(start(full.replaceAll("[\\n\\t]+", " "), text.maxLength()))
                        : new Parsed.Bad("It is not a text.");
            case FieldKind.WholeNumber whole -> rounded(from, to, 0, value);
            case FieldKind.Date date ->
                value instanceof Instant instant
                        ? new Parsed.Ok(instant.atOffset(ZoneOffset.UTC).toLocalDate())
                        : new Parsed.Bad("It is not a date with a time.");
            default ->
                Shape.of(to) == Shape.EXACT
                        ? rounded(from, to, Shape.scale(to), value)
                        : new Parsed.Bad("Nothing can be cut off here.");
        };
    }

    private static String start(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit));
    }

    private static Parsed rounded(FieldKind from, FieldKind to, int scale, Object value) {
        Parsed exact = value instanceof BigDecimal
                ? new Parsed.Ok(value)
                : convert(from, new FieldKind.DecimalNumber(10), value);
        return exact instanceof Parsed.Ok ok && ok.value() instanceof BigDecimal number
                ? amount(to, number.setScale(scale, RoundingMode.HALF_UP))
                : exact;
    }
}
