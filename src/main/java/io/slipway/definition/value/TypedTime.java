package io.slipway.definition.value;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates and times as people write them: only forms that can be read in one way. */
final class TypedTime {

    private static final String A_DATE = "a date; write it as 2026-01-31 (year-month-day)";
    private static final String A_DATE_TIME = "a date with a time; write it as 2026-01-31 13:05 (year-month-day)";
    private static final String A_TIME = "a time; write it as 13:05 or 13:05:30";

    private static final List<DateTimeFormatter> DATES =
            List.of(strict("uuuu-M-d"), strict("uuuu/M/d"), strict("d.M.uuuu"));
    private static final List<DateTimeFormatter> TIMES =
            List.of(timed("H:mm[:ss]"), timed("h:mm[:ss][ ]a"), timed("h[ ]a"));
    private static final DateTimeFormatter OFFSET_AFTER_SPACE = strict("[ ]XXX");

    private TypedTime() {}

    static Parsed date(String text) {
        Optional<LocalDate> date = first(DATES, text, LocalDate::from);
        if (date.isPresent()) {
            return new Parsed.Ok(date.get());
        }
        Optional<LocalDateTime> withTime = local(text);
        if (withTime.isEmpty()) {
            return CanonicalText.bad(text, A_DATE);
        }
        return withTime.get().toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new Parsed.Ok(withTime.get().toLocalDate())
                : new Parsed.Bad("“" + text + "” has a time of day, which a date can't keep.");
    }

    static Parsed time(String text) {
        Optional<LocalTime> time = first(TIMES, text, LocalTime::from);
        return time.isPresent() ? new Parsed.Ok(time.get()) : CanonicalText.bad(text, A_TIME);
    }

    static Parsed instant(String text, ZoneId zone) {
        Optional<Instant> fixed = withOffset(text);
        if (fixed.isPresent()) {
            return new Parsed.Ok(fixed.get().truncatedTo(ChronoUnit.MILLIS));
        }
        Optional<LocalDateTime> local =
                local(text).or(() -> first(DATES, text, LocalDate::from).map(LocalDate::atStartOfDay));
        return local.map(found -> inZone(text, found, zone)).orElseGet(() -> CanonicalText.bad(text, A_DATE_TIME));
    }

    private static Parsed inZone(String text, LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? new Parsed.Bad("“" + text + "” does not exist in " + zone + ": clocks go forward over it.")
                : new Parsed.Ok(local.toInstant(offsets.getFirst()).truncatedTo(ChronoUnit.MILLIS));
    }

    private static Optional<Instant> withOffset(String text) {
        if (!hasForm(DateTimeFormatter.ISO_OFFSET_DATE_TIME, text)) {
            return splitAtOffset(text);
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return splitAtOffset(text);
        }
    }

    /** For {@code 2026-01-31 13:05:00+01:00} and {@code 2026-01-31 13:05 Z}. */
    private static Optional<Instant> splitAtOffset(String text) {
        for (int length : new int[] {6, 1}) {
            int at = text.length() - length;
            if (at > 0) {
                Optional<ZoneOffset> offset = first(List.of(OFFSET_AFTER_SPACE), text.substring(at), ZoneOffset::from);
                Optional<LocalDateTime> local = local(TypedText.stripped(text.substring(0, at)));
                if (offset.isPresent() && local.isPresent()) {
                    return Optional.of(local.get().toInstant(offset.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** A date and a time with a space or T between. */
    private static Optional<LocalDateTime> local(String text) {
        int gap = text.indexOf(' ') > 0 ? text.indexOf(' ') : text.indexOf('T');
        if (gap < 0) {
            return Optional.empty();
        }
        Optional<LocalDate> date = first(DATES, text.substring(0, gap), LocalDate::from);
        Optional<LocalTime> time = clock(TypedText.stripped(text.substring(gap + 1)));
        return date.isPresent() && time.isPresent() ? Optional.of(date.get().atTime(time.get())) : Optional.empty();
    }

    /** A time that may have a fraction of a second. */
    private static Optional<LocalTime> clock(String text) {
        return first(TIMES, text, LocalTime::from)
                .or(() -> first(List.of(DateTimeFormatter.ISO_LOCAL_TIME), text, LocalTime::from));
    }

    private static <T> Optional<T> first(List<DateTimeFormatter> forms, String text, TemporalQuery<T> what) {
        for (DateTimeFormatter form : forms) {
            if (!hasForm(form, text)) {
                continue;
            }
            try {
                return Optional.of(form.parse(text, what));
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** Whether the text looks like it; an exception for each form that does not fit would cost more than the reading. */
    private static boolean hasForm(DateTimeFormatter form, String text) {
        ParsePosition at = new ParsePosition(0);
        return form.parseUnresolved(text, at) != null && at.getErrorIndex() < 0 && at.getIndex() == text.length();
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter timed(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(Locale.ENGLISH);
    }
}
