package io.slipway.backup.internal;

import io.slipway.common.RecordId;
import io.slipway.storage.RawRow;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows one after the other: each cell as its length plus one (a variable-length number; 0 is NULL) and its bytes.
 * Items of a round begin with a mark and the id of their table or field.
 */
final class RowOutput {

    /** A whole record follows. */
    static final int RECORD = 1;
    /** A row of a side table, of the record last written, follows. */
    static final int SIDE = 2;
    /** A record that is gone. */
    static final int GONE = 3;

    private final OutputStream out;
    private long bytes;
    private long rows;
    private @Nullable RecordId first;
    private @Nullable RecordId last;

    RowOutput(OutputStream out) {
        this.out = out;
    }

    /** A row of a TABLE or SIDE chunk. */
    void row(RawRow row) throws IOException {
        cells(row);
        rows++;
        RecordId id = row.record();
        if (first == null) {
            first = id;
        }
        last = id;
    }

    /** An item of a round. */
    void item(int mark, long id, RawRow row) throws IOException {
        out.write(mark);
        bytes++;
        number(id);
        cells(row);
        rows++;
    }

    /** A record of a table that is gone, as an item of a round. */
    void gone(long table, RecordId record) throws IOException {
        RawRow row = new RawRow(1);
        row.set(0, record.bytes());
        item(GONE, table, row);
    }

    private void cells(RawRow row) throws IOException {
        for (int i = 0; i < row.size(); i++) {
            byte[] cell = row.get(i);
            if (cell == null) {
                out.write(0);
                bytes++;
            } else {
                number(cell.length + 1L);
                out.write(cell);
                bytes += cell.length;
            }
        }
    }

    private void number(long value) throws IOException {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7F | 0x80));
            bytes++;
            rest >>>= 7;
        }
        out.write((int) rest);
        bytes++;
    }

    long bytes() {
        return bytes;
    }

    long rows() {
        return rows;
    }

    @Nullable
    RecordId first() {
        return first;
    }

    @Nullable
    RecordId last() {
        return last;
    }
}
