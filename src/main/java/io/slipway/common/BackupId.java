package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One backup of an account. Unique in its account. */
public record BackupId(@JsonValue long value) implements Comparable<BackupId> {

    @JsonCreator
    public BackupId {
        if (value <= 0) {
            throw new IllegalArgumentException("A backup id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static BackupId parse(String text) {
        return new BackupId(Long.parseLong(text));
    }

    @Override
    public int compareTo(BackupId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
