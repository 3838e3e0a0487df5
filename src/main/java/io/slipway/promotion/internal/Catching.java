package io.slipway.promotion.internal;

import io.slipway.backup.BackupTaking;
import io.slipway.common.db.Transactions;
import io.slipway.promotion.internal.RunContext.RunRefused;
import io.slipway.storage.Evolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rounds in which the safety backup and the new generations take over what users write meanwhile: while users work
 * until little waits, under the closed gate until nothing does.
 */
final class Catching {

    private static final int ROUNDS = 30;
    private static final long LITTLE = 100;
    private static final Duration LOCK_BUDGET = Duration.ofSeconds(60);

    private final RunContext context;
    private final BackupTaking.InProgress backup;
    private final Evolution.@Nullable Expanded expanded;
    private final Transactions transactions;
    private final Clock clock;

    Catching(
            RunContext context,
            BackupTaking.InProgress backup,
            Evolution.@Nullable Expanded expanded,
            Transactions transactions,
            Clock clock) {
        this.context = context;
        this.backup = backup;
        this.expanded = expanded;
        this.transactions = transactions;
        this.clock = clock;
    }

    private long round() {
        return backup.catchUp() + (expanded == null ? 0 : expanded.catchUp());
    }

    private long waiting() {
        // the same changes wait for both
        return Math.max(backup.pending(), expanded == null ? 0 : expanded.pending());
    }

    /**
     * While users work. What still waits after the last round is taken over under the lock. However little it is, one
     * round is made: what runs for the first time in a process takes longest, and is better not under the lock.
     */
    void whileUsersWork() {
        rounds(1);
    }

    /** Once more, if much has come since. */
    void onceMore() {
        rounds(2);
    }

    private void rounds(int first) {
        for (int round = first; round <= ROUNDS && waiting() > (round == 1 ? 0 : LITTLE); round++) {
            if (context.cancelled()) {
                throw new Evolution.Cancelled();
            }
            long taken = round();
            context.note("catch-up", "Round " + round + ": " + taken + " changed records taken over.");
        }
    }

    /**
     * Under the closed gate, where nothing new comes. A round writes to the store, so few records are not worth one: the
     * flip's own transaction takes over what is left, and it would have to look in any case.
     *
     * @return what was done, for people
     */
    String underLock() {
        Instant giveUp = clock.instant().plus(LOCK_BUDGET);
        long taken = 0;
        long left = transactions.once(this::waiting);
        while (left > LITTLE) {
            if (clock.instant().isAfter(giveUp)) {
                throw new RunRefused("More was changed than could be taken over within the time users may be locked"
                        + " out. Try again when fewer people work.");
            }
            taken += left;
            round();
            left = transactions.once(this::waiting);
        }
        return (taken + left) + " changes were left to be taken over under the lock.";
    }
}
