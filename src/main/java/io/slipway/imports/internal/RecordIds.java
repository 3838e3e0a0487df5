package io.slipway.imports.internal;

import io.slipway.common.RecordId;
import java.time.Instant;
import java.util.UUID;

/**
 * The ids of the records an import makes, worked out from the import and the row: a second going through a file finds
 * the record of each row again. They have the form of UUIDv7 and ascend with the rows, so new records sort last and
 * inserts go to one end of the table.
 */
record RecordIds(Instant createdAt, long seed) {

    private static final int FILE_BITS = 6;
    private static final int NOISE_BITS = 28;
    private static final int ROW_BITS_BELOW = 62 - FILE_BITS - NOISE_BITS;

    /**
     * The id of a row's record.
     *
     * @param file number of the file, 0 to 63
     * @param row number of the row, below 2^40
     */
    RecordId of(int file, long row) {
        long high = createdAt.toEpochMilli() << 16 | 0x7000L | (row >>> ROW_BITS_BELOW & 0xFFF);
        long noise = noise(file, row) & (1L << NOISE_BITS) - 1;
        long low = (row & (1L << ROW_BITS_BELOW) - 1) << FILE_BITS + NOISE_BITS | (long) file << NOISE_BITS | noise;
        return new RecordId(new UUID(high, low | 0x8000_0000_0000_0000L));
    }

    private long noise(int file, long row) {
        long mixed = seed ^ row * 0x9e3779b97f4a7c15L ^ (long) file << 56;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
