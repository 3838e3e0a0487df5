package io.slipway.integration.internal;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An Idempotency-Key of a token.
 *
 * @param hash SHA-256 of the key as sent
 * @param fingerprint SHA-256 of method, address and body; of an upload, which is too large to be held: of method, address
 *     and announced length
 * @param upload null: the body is in the fingerprint
 */
public record OnceKey(
        long token,
        byte[] hash,
        byte[] fingerprint,
        @Nullable Upload upload) {

    /** A body that is read as it comes. */
    public interface Upload {

        /** SHA-256 of method, address and all of the body; what nobody has read of it yet is read for this. */
        byte[] fingerprint() throws IOException;
    }

    /** The key of a call whose body is in the fingerprint. */
    public OnceKey(long token, byte[] hash, byte[] fingerprint) {
        this(token, hash, fingerprint, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnceKey key && token == key.token && Arrays.equals(hash, key.hash);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(token) + Arrays.hashCode(hash);
    }
}
