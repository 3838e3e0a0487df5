package io.slipway.storage;

import io.slipway.common.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * One row as MariaDB writes it: texts in UTF-8, ids as 16 bytes, everything else as the server's own text for it, so that
 * no value can change on the way through Java. Filled anew for each row; whoever needs a row longer copies it.
 */
public final class RawRow {

    private final byte[] @Nullable [] cells;

    public RawRow(int size) {
        cells = new byte[size][];
    }

    /** How many cells it has. */
    public int size() {
        return cells.length;
    }

    /** A cell; null: the value is NULL. */
    public byte @Nullable [] get(int index) {
        return cells[index];
    }

    /** Sets a cell; null: the value is NULL. */
    public void set(int index, byte @Nullable [] value) {
        cells[index] = value;
    }

    /** The record it belongs to: the first cell, in every part of a table. */
    public RecordId record() {
        byte[] id = cells[0];
        if (id == null) {
            throw new IllegalStateException("A row without a record id");
        }
        return RecordId.of(id);
    }

    /** A row of its own with the same cells. */
    public RawRow copy() {
        RawRow copy = new RawRow(cells.length);
        System.arraycopy(cells, 0, copy.cells, 0, cells.length);
        return copy;
    }
}
