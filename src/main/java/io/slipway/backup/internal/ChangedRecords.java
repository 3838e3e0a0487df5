package io.slipway.backup.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.TableChunks;
import io.slipway.storage.TableChunks.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Follows the change feed and reads the records it names whole, as they are now. */
final class ChangedRecords {

    private static final int ENTRIES = 5000;
    private static final int BATCH = 500;

    private final ChangeFeed feed;
    private final TableChunks chunks;
    private final EnvironmentId environment;
    private final Parts parts;

    ChangedRecords(ChangeFeed feed, TableChunks chunks, EnvironmentId environment, Parts parts) {
        this.feed = feed;
        this.chunks = chunks;
        this.environment = environment;
        this.parts = parts;
    }

    /**
     * Where a follower is.
     *
     * @param records how many each table has at that position
     */
    record Progress(long position, SortedMap<ResourceId, Long> records) {
        Progress {
            records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
        }
    }

    /** Where the follower has got to, and how many records it took. */
    record Round(Progress reached, long taken) {}

    /** Writes all that changed after a position, as it is now. */
    Round follow(Progress from, RowOutput out) {
        feed.sequence(environment);
        long position = from.position();
        SortedMap<ResourceId, Long> records = new TreeMap<>(from.records());
        long taken = 0;
        while (true) {
            List<ChangeFeed.Entry> entries = feed.after(environment, position, ENTRIES);
            if (entries.isEmpty()) {
                return new Round(new Progress(position, records), taken);
            }
            SortedMap<ResourceId, SortedSet<RecordId>> changed = new TreeMap<>();
            for (ChangeFeed.Entry entry : entries) {
                count(entry, records);
                changed.computeIfAbsent(entry.table(), table -> new TreeSet<>()).add(entry.record());
            }
            for (Map.Entry<ResourceId, SortedSet<RecordId>> table : changed.entrySet()) {
                taken += table.getValue().size();
                write(table.getKey(), table.getValue(), out);
            }
            position = entries.getLast().position();
        }
    }

    /** The number of records follows from the feed alone: one line per record made and per record deleted. */
    private static void count(ChangeFeed.Entry entry, SortedMap<ResourceId, Long> records) {
        switch (entry.kind()) {
            case CREATED -> records.merge(entry.table(), 1L, Long::sum);
            case DELETED -> records.merge(entry.table(), -1L, Long::sum);
            case UPDATED -> {}
            case REBASED ->
                throw new IllegalStateException("Table " + entry.table()
                        + " was replaced while it was backed up; the structure lease must prevent this");
        }
    }

    private void write(ResourceId table, SortedSet<RecordId> ids, RowOutput out) {
        List<RecordId> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            write(table, all.subList(from, Math.min(from + BATCH, all.size())), out);
        }
    }

    /** Side rows come after all records of the batch, so each follows its own record. */
    private void write(ResourceId table, List<RecordId> ids, RowOutput out) {
        Set<RecordId> found = new HashSet<>();
        chunks.read(parts.records(table), ids, row -> {
            found.add(row.record());
            item(() -> out.item(RowOutput.RECORD, table.value(), row));
        });
        for (RecordId id : ids) {
            if (!found.contains(id)) {
                item(() -> out.gone(table.value(), id));
            }
        }
        for (Part side : parts.sidesOf(table)) {
            ResourceId field = java.util.Objects.requireNonNull(side.field());
            chunks.read(side, found, row -> item(() -> out.item(RowOutput.SIDE, field.value(), row)));
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void item(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
