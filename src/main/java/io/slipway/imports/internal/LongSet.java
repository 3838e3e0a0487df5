package io.slipway.imports.internal;

/** A set of longs without a box around each: what is needed to see whether a million values differ. */
final class LongSet {

    private long[] slots = new long[64];
    private int size;
    private boolean hasZero;

    /** Adds a value; false: it was there. */
    boolean add(long value) {
        if (value == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        if (!place(slots, value)) {
            return false;
        }
        size++;
        return true;
    }

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    private static boolean place(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = (int) (mixed(value) & mask);
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = value;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long value : slots) {
            if (value != 0) {
                place(larger, value);
            }
        }
        slots = larger;
    }

    /** A hash of 64 bits of a text without regard to case: two of a million texts are the same once in 37 million files. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ Character.toLowerCase(text.charAt(i))) * 0x100000001b3L;
        }
        return mixed(hash ^ text.length());
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
