package io.slipway.storage;

import io.slipway.common.RecordId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of a query: right after a record, whether that is still there or not. Pages that follow marks miss
 * and repeat no record, whatever is written meanwhile.
 *
 * @param keys the record's values of what the query is sorted by
 */
public record PageMark(List<@Nullable Object> keys, RecordId record) {

    public PageMark {
        keys = java.util.Collections.unmodifiableList(new ArrayList<>(keys));
    }

    /** As one line of text, to be kept by somebody else. */
    public String text() {
        StringBuilder text = new StringBuilder(record.toString());
        for (Object key : keys) {
            text.append(' ').append(write(key));
        }
        return text.toString();
    }

    private static String write(@Nullable Object key) {
        return switch (key) {
            case null -> "-";
            case String value ->
                "s" + Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
            case Long value -> "n" + value;
            case BigDecimal value -> "d" + value.toPlainString();
            case LocalDate value -> "y" + value;
            case Instant value -> "i" + value;
            case LocalTime value -> "t" + value;
            case Boolean value -> "b" + value;
            case RecordId value -> "r" + value;
            default -> throw new IllegalArgumentException("Nothing is sorted by " + key.getClass());
        };
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static PageMark parse(String text) {
        String[] parts = text.split(" ", -1);
        List<@Nullable Object> keys = new ArrayList<>();
        try {
            for (int i = 1; i < parts.length; i++) {
                keys.add(read(parts[i]));
            }
            return new PageMark(keys, RecordId.parse(parts[0]));
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("No page mark", e);
        }
    }

    private static @Nullable Object read(String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("No page mark");
        }
        String value = part.substring(1);
        return switch (part.charAt(0)) {
            case '-' -> null;
            case 's' -> new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            case 'n' -> Long.valueOf(value);
            case 'd' -> new BigDecimal(value);
            case 'y' -> LocalDate.parse(value);
            case 'i' -> Instant.parse(value);
            case 't' -> LocalTime.parse(value);
            case 'b' -> Boolean.valueOf(value);
            case 'r' -> RecordId.parse(value);
            default -> throw new IllegalArgumentException("No page mark");
        };
    }
}
