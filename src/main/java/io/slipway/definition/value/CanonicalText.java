package io.slipway.definition.value;

import io.slipway.common.RecordId;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lossless text of values, and back. */
final class CanonicalText {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,20})?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    private CanonicalText() {}

    static String of(FieldKind kind, Object value) {
        return switch (Shape.of(kind)) {
            case TEXT, WHOLE, CHOICE, USER, AUTO, YES_NO, DATE, INSTANT -> value.toString();
            case EXACT -> exact(kind, (BigDecimal) value).toPlainString();
            case TIME -> SECONDS.format((LocalTime) value);
            case CHOICES -> ((List<?>) value).stream().map(Object::toString).collect(Collectors.joining(","));
            case LINK -> value instanceof List<?> many ? links(many) : value.toString();
        };
    }

    private static String links(List<?> many) {
        String joined = many.stream().map(Object::toString).collect(Collectors.joining(","));
        return many.size() == 1 ? joined + "," : joined;
    }

    static Parsed parse(FieldKind kind, String text) {
        if (text.isEmpty()) {
            return Parsed.NOTHING;
        }
        return switch (Shape.of(kind)) {
            case TEXT -> new Parsed.Ok(text);
            case WHOLE -> read(text, Long::parseLong, "a whole number such as 42");
            case CHOICE -> read(text, Long::parseLong, "the id of a choice");
            case USER -> read(text, Long::parseLong, "the id of a user");
            case AUTO -> read(text, Long::parseLong, "a number");
            case EXACT -> decimal(kind, text);
            case DATE -> read(text, LocalDate::parse, "a date such as 2026-01-31");
            case INSTANT -> read(text, Instant::parse, "an instant such as 2026-01-31T12:00:00Z");
            case TIME -> read(text, LocalTime::parse, "a time such as 13:05:00");
            case YES_NO -> yesNo(text);
            case CHOICES -> read(text, list -> each(list, Long::valueOf), "ids of choices separated by commas");
            case LINK -> read(text, CanonicalText::link, "a record id");
        };
    }

    private static Parsed decimal(FieldKind kind, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return bad(text, "a number such as 12.5");
        }
        return fitted(kind, new BigDecimal(text));
    }

    /** The number with exactly the kind's decimals; Bad when it has more. */
    static Parsed fitted(FieldKind kind, BigDecimal number) {
        BigDecimal exact = exact(kind, number);
        int scale = Shape.scale(kind);
        if (exact.scale() != scale) {
            return new Parsed.Bad("“" + number.toPlainString() + "” has more than "
                    + (scale == 0
                            ? "no decimal places; a whole number is needed here."
                            : scale + " decimal place" + (scale == 1 ? "" : "s") + ", which is all there is here."));
        }
        return new Parsed.Ok(exact);
    }

    /** The number with the kind's decimals if that loses nothing, else as it is. */
    static BigDecimal exact(FieldKind kind, BigDecimal number) {
        int scale = Shape.scale(kind);
        if (number.scale() == scale) {
            return number;
        }
        boolean lossless = number.scale() < scale || number.stripTrailingZeros().scale() <= scale;
        return lossless ? number.setScale(scale, RoundingMode.UNNECESSARY) : number;
    }

    private static Parsed yesNo(String text) {
        return switch (text) {
            case "true" -> new Parsed.Ok(Boolean.TRUE);
            case "false" -> new Parsed.Ok(Boolean.FALSE);
            default -> bad(text, "true or false");
        };
    }

    private static Object link(String text) {
        return text.contains(",") ? each(text, RecordId::parse) : RecordId.parse(text);
    }

    private static <T> List<T> each(String text, Function<String, T> read) {
        List<T> found = new ArrayList<>();
        for (String part : text.split(",")) {
            found.add(read.apply(part));
        }
        return List.copyOf(found);
    }

    private static Parsed read(String text, Function<String, Object> read, String wanted) {
        try {
            return new Parsed.Ok(read.apply(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            return bad(text, wanted);
        }
    }

    static Parsed.Bad bad(String text, String wanted) {
        String shortened = text.codePointCount(0, text.length()) > 60
                ? text.substring(0, text.offsetByCodePoints(0, 60)) + "…"
                : text;
        return new Parsed.Bad("“" + shortened + "” is not " + wanted + ".");
    }
}
