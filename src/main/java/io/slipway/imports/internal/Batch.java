package io.slipway.imports.internal;

import io.slipway.imports.BadRow;
import io.slipway.records.RecordDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What some rows come to: writes, and rows that are bad. */
final class Batch {

    /** What a write does, for counting. */
    enum Effect {
        CREATED,
        UPDATED
    }

    private final int file;
    private final List<RecordDraft.Write> writes = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Map<Integer, List<CsvRow>> rows = new HashMap<>();
    private final Map<Long, BadRow> bad = new TreeMap<>();
    private int taken;

    Batch(int file) {
        this.file = file;
    }

    /** Rows of the input this is about; the rest comes with the next batch. */
    int taken() {
        return taken;
    }

    void take() {
        taken++;
    }

    void write(RecordDraft.Write write, Effect effect, List<CsvRow> from) {
        rows.put(writes.size(), List.copyOf(from));
        writes.add(write);
        effects.add(effect);
    }

    void bad(CsvRow row, boolean incomplete, String reason) {
        bad.put(row.number(), new BadRow(file, row.number(), row.line(), incomplete, reason, row.cells()));
    }

    List<RecordDraft.Write> writes() {
        return writes;
    }

    /** The rows a write was made of. */
    List<CsvRow> rows(int write) {
        return rows.getOrDefault(write, List.of());
    }

    List<BadRow> bad() {
        return List.copyOf(bad.values());
    }

    /** How many rows have an effect. */
    int count(Effect effect) {
        int count = 0;
        for (int write = 0; write < effects.size(); write++) {
            count += effects.get(write) == effect ? rows(write).size() : 0;
        }
        return count;
    }
}
