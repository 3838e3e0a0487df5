package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One row of a user's table: a UUIDv7, so that a device without a connection can make it and new records still sort
 * last. Compared byte by byte as MariaDB compares BINARY(16).
 */
public record RecordId(@JsonValue UUID value) implements Comparable<RecordId> {

    @JsonCreator
    public RecordId {}

    /** A new id, later than every id made before by this process. */
    public static RecordId next() {
        return new RecordId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    /**
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static RecordId parse(String text) {
        return new RecordId(UUID.fromString(text));
    }

    /**
     * @param bytes exactly 16 bytes, most significant first
     */
    public static RecordId of(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("A record id has 16 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RecordId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** 16 bytes, most significant first: the form stored in BINARY(16). */
    public byte[] bytes() {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public int compareTo(RecordId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
