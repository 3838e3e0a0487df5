package io.slipway.storage;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ordered log of record writes in one environment. Positions are given after commit by one sequencer per
 * environment, because auto-increment order is not commit order; readers go by position only.
 */
public interface ChangeFeed {

    /** What happened to a record, or, for REBASED, to a whole table (readers then read it anew). */
    enum Kind {
        CREATED,
        UPDATED,
        DELETED,
        REBASED
    }

    /**
     * One write.
     *
     * @param fields the fields changed
     */
    record Entry(long position, ResourceId table, RecordId record, Kind kind, Set<ResourceId> fields) {}

    /** Appends entries; the last statements of the writing transaction open on this thread. */
    void append(EnvironmentId environment, Collection<NewEntry> entries);

    /** An entry to append; {@code record} of a REBASED entry is ignored. */
    record NewEntry(ResourceId table, RecordId record, Kind kind, Set<ResourceId> fields) {}

    /**
     * Gives positions to everything committed and returns the last position. With the gate's row exclusively held by
     * this thread's transaction, the cut is exact.
     */
    long sequence(EnvironmentId environment);

    /**
     * Entries after a position, in order, at most {@code limit}. Only what {@link #sequence} has given a position is
     * there.
     *
     * @throws Trimmed when some of them have been dropped
     */
    List<Entry> after(EnvironmentId environment, long position, int limit);

    /** When the entries at some positions were written, by position; on the clock of the node that wrote them, UTC. */
    Map<Long, Instant> times(EnvironmentId environment, Collection<Long> positions);

    /**
     * Registers or moves a reader's low-water mark: entries after it are kept for the reader.
     *
     * @throws Trimmed when some of them have been dropped already
     */
    void mark(EnvironmentId environment, String reader, long position);

    /** Forgets a reader. */
    void forget(EnvironmentId environment, String reader);

    /** Drops entries below all readers' marks, but keeps the last {@code keep}. Returns how many were dropped. */
    int trim(EnvironmentId environment, long keep);

    /** Entries a reader asked for were dropped, because it had no mark in time. It has to read the tables anew. */
    class Trimmed extends RuntimeException {
        public Trimmed(EnvironmentId environment, long position) {
            super("The change feed of environment " + environment + " no longer reaches back to position " + position);
        }
    }
}
