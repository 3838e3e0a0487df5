package io.slipway.promotion;

import java.time.Instant;

/**
 * One line of a run's journal.
 *
 * @param at on the database's clock
 * @param step a stable code of what was about to be done or was done, for example {@code expand.table.create}
 * @param detail for people who look closely
 */
public record JournalEntry(long seq, Instant at, long epoch, RunState state, String step, Mark mark, String detail) {

    /** What the line says of its step. */
    public enum Mark {
        BEGIN,
        DONE,
        NOTE,
        FAILED
    }
}
