package io.slipway.definition.compare;

import org.jspecify.annotations.Nullable;

/**
 * One changed property of a resource, in words.
 *
 * @param path stable name for machines, for example {@code kind.maxLength} or {@code tables/12}
 * @param label for people, for example "maximum length"
 * @param before in words; null: an entry that was added
 * @param after in words; null: an entry that was removed
 */
public record PropertyChange(
        String path,
        String label,
        @Nullable String before,
        @Nullable String after) {

    /** One line: "maximum length: 50 → 100", "+ choice “Closed”" or "− choice “Closed”". */
    public String words() {
        if (before == null) {
            return "+ " + label + " " + after;
        }
        return after == null ? "− " + label + " " + before : label + ": " + before + " → " + after;
    }
}
