package io.slipway.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One import of an account: one or several files brought in together. */
public record ImportId(@JsonValue long value) implements Comparable<ImportId> {

    @JsonCreator
    public ImportId {
        if (value <= 0) {
            throw new IllegalArgumentException("An import id is positive, not " + value);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static ImportId parse(String text) {
        return new ImportId(Long.parseLong(text));
    }

    @Override
    public int compareTo(ImportId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
