package io.slipway.backup.internal;

import io.slipway.common.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts what goes through; never closes the stream below, which is kept or dropped as a whole. */
final class HashingOutput extends OutputStream {

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    HashingOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        out.write(content, offset, length);
        digest.update(content, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** To be asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
