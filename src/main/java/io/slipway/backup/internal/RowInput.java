package io.slipway.backup.internal;

import io.slipway.storage.RawRow;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads what {@link RowOutput} wrote, and believes nothing: lengths are bounded by what the manifest says is left. */
final class RowInput {

    private static final long LARGEST_CELL = 32L * 1024 * 1024;

    private final InputStream in;
    private long left;

    /**
     * @param bytes how many there are when unpacked
     */
    RowInput(InputStream in, long bytes) {
        this.in = in;
        this.left = bytes;
    }

    /** Whether all bytes have been read. */
    boolean atEnd() {
        return left == 0;
    }

    /** One byte. */
    int mark() throws IOException {
        if (left < 1) {
            throw new EOFException("ends in the middle of a row");
        }
        left--;
        int value = in.read();
        if (value < 0) {
            throw new EOFException("ends too early");
        }
        return value;
    }

    /** A variable-length number. */
    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = mark();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("has a number that is too long");
    }

    /** Fills a row. */
    void row(RawRow row) throws IOException {
        for (int i = 0; i < row.size(); i++) {
            long length = number() - 1;
            row.set(i, length < 0 ? null : cell(length));
        }
    }

    private byte[] cell(long length) throws IOException {
        if (length > left || length > LARGEST_CELL) {
            throw new IOException("has a value that is longer than possible");
        }
        left -= length;
        byte[] cell = in.readNBytes((int) length);
        if (cell.length < length) {
            throw new EOFException("ends too early");
        }
        return cell;
    }

    /** After the last row nothing may follow. */
    void requireEnd() throws IOException {
        if (left != 0 || in.read() >= 0) {
            throw new IOException("is longer than it was");
        }
    }
}
