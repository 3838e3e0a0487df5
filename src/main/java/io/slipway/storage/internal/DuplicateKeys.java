package io.slipway.storage.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds repeated keys among very many with 8 bytes each: first all keys' beginnings are collected and sorted; then, in a
 * second pass, only keys with a repeated beginning are compared whole.
 */
final class DuplicateKeys {

    private long[] beginnings = new long[1024];
    private int size;
    private long[] repeated = new long[0];
    private final Set<ByteBuffer> seen = new HashSet<>();

    void add(byte[] key) {
        if (size == beginnings.length) {
            beginnings = Arrays.copyOf(beginnings, size * 2);
        }
        beginnings[size++] = ByteBuffer.wrap(key).getLong();
    }

    /** Ends the first pass: whether any beginning occurred twice. */
    boolean suspects() {
        Arrays.sort(beginnings, 0, size);
        long[] found = new long[size];
        int count = 0;
        for (int i = 1; i < size; i++) {
            if (beginnings[i] == beginnings[i - 1] && (count == 0 || found[count - 1] != beginnings[i])) {
                found[count++] = beginnings[i];
            }
        }
        repeated = Arrays.copyOf(found, count);
        beginnings = new long[0];
        return count > 0;
    }

    /** In the second pass: whether this key was met before in this pass. */
    boolean repeated(byte[] key) {
        return Arrays.binarySearch(repeated, ByteBuffer.wrap(key).getLong()) >= 0 && !seen.add(ByteBuffer.wrap(key));
    }
}
