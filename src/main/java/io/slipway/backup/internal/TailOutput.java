package io.slipway.backup.internal;

import java.io.OutputStream;
import java.util.Arrays;

/** Cuts a stream into parts that fit into a row each. */
final class TailOutput extends OutputStream {

    /** Largest part, in bytes. */
    static final int PART = 4 * 1024 * 1024;

    private final Parts parts;
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private int number;

    /** Gets each part. */
    interface Parts {
        void part(int number, byte[] content);
    }

    TailOutput(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (filled == PART) {
                send();
            }
            int some = Math.min(length - done, PART - filled);
            if (filled + some > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(PART, Math.max(buffer.length * 2, filled + some)));
            }
            System.arraycopy(content, offset + done, buffer, filled, some);
            filled += some;
            done += some;
        }
    }

    private void send() {
        if (filled > 0) {
            parts.part(number++, Arrays.copyOf(buffer, filled));
            filled = 0;
        }
    }

    @Override
    public void close() {
        send();
    }
}
