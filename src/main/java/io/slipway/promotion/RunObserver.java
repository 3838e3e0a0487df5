package io.slipway.promotion;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;

/**
 * Told after each journal line is durable, on the run's own thread. For progress pages on this node, and for tests that
 * end the process at exactly this point.
 */
public interface RunObserver {

    /** A line was written. */
    void journalled(AccountId account, RunId run, RunState state, String step, JournalEntry.Mark mark);
}
