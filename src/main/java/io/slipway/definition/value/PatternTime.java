package io.slipway.definition.value;

import io.slipway.definition.FieldKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Reads dates and times by a pattern somebody gave. */
final class PatternTime {

    private PatternTime() {}

    static boolean possible(String pattern) {
        try {
            return !pattern.isBlank() && pattern.length() <= 60 && formatter(pattern) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The value if the text matches the pattern without anything left over or lost. */
    static Optional<Object> read(String pattern, FieldKind to, String text) {
        try {
            TemporalAccessor found = formatter(pattern).parse(text);
            return Optional.ofNullable(
                    switch (Shape.of(to)) {
                        case DATE -> date(found);
                        case INSTANT -> instant(found);
                        case TIME -> time(found);
                        case TEXT, WHOLE, EXACT, YES_NO, CHOICE, CHOICES, USER, AUTO, LINK -> null;
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate date(TemporalAccessor found) {
        LocalTime time = found.query(TemporalQueries.localTime());
        if (time != null && !time.equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("A time of day would be lost");
        }
        return LocalDate.from(found);
    }

    private static LocalTime time(TemporalAccessor found) {
        if (found.query(TemporalQueries.localDate()) != null) {
            throw new DateTimeException("A date would be lost");
        }
        return LocalTime.from(found).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant instant(TemporalAccessor found) {
        LocalTime time = found.query(TemporalQueries.localTime());
        ZoneOffset offset = found.query(TemporalQueries.offset());
        LocalDateTime local = LocalDate.from(found).atTime(time == null ? LocalTime.MIDNIGHT : time);
        return local.toInstant(offset == null ? ZoneOffset.UTC : offset).truncatedTo(ChronoUnit.MILLIS);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(prolepticYear(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** A year without an era: y means u; strict reading would ask for the era otherwise. Text in quotes stays. */
    private static String prolepticYear(String pattern) {
        StringBuilder result = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            result.append(!quoted && c == 'y' ? 'u' : c);
        }
        return result.toString();
    }

    /** Whether the pattern begins with the year, as the usual form does. */
    static boolean yearFirst(String pattern) {
        return pattern.startsWith("y") || pattern.startsWith("u");
    }

    static boolean isTemporal(FieldKind kind) {
        Shape shape = Shape.of(kind);
        return shape == Shape.DATE || shape == Shape.INSTANT || shape == Shape.TIME;
    }
}
