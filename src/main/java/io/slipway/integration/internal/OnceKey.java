package io.slipway.integration.internal;

import java.util.Arrays;

/**
 * An Idempotency-Key of a token.
 *
 * @param hash SHA-256 of the key as sent
 * @param fingerprint SHA-256 of method, address and body
 */
public record OnceKey(long token, byte[] hash, byte[] fingerprint) {

    @Override
    public boolean equals(Object other) {
        return other instanceof OnceKey key && token == key.token && Arrays.equals(hash, key.hash);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(token) + Arrays.hashCode(hash);
    }
}
