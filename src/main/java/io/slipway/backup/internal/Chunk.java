package io.slipway.backup.internal;

import io.slipway.common.RecordId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a backup, as the manifest lists it.
 *
 * @param sha256 of the file, hexadecimal
 * @param bytes of the file
 * @param rawBytes when unpacked
 * @param rows of a TABLE or SIDE chunk; items of a DELTA or TAIL
 * @param first the smallest record id of a TABLE or SIDE chunk
 * @param last the largest record id of a TABLE or SIDE chunk
 */
record Chunk(
        ChunkName file,
        String sha256,
        long bytes,
        long rawBytes,
        long rows,
        @Nullable RecordId first,
        @Nullable RecordId last) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final long LARGEST = 1L << 40;

    Chunk {
        if (!HASH.matcher(sha256).matches()
                || bytes < 0
                || bytes > LARGEST
                || rawBytes < 0
                || rawBytes > LARGEST
                || rows < 0
                || rows > rawBytes) {
            throw new IllegalArgumentException("The description of " + file + " can't be true");
        }
    }
}
