package io.slipway.promotion.internal;

import io.slipway.backup.BackupTaking;
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
    private static final long LITTLE = 200;
    private static final Duration LOCK_BUDGET = Duration.ofSeconds(60);

    private final RunContext context;
    private final BackupTaking.InProgress backup;
    private final Evolution.@Nullable Expanded expanded;
    private final Clock clock;

    Catching(RunContext context, BackupTaking.InProgress backup, Evolution.@Nullable Expanded expanded, Clock clock) {
        this.context = context;
        this.backup = backup;
        this.expanded = expanded;
        this.clock = clock;
    }

    private long round() {
        return backup.catchUp() + (expanded == null ? 0 : expanded.catchUp());
    }

    private long waiting() {
        return backup.pending() + (expanded == null ? 0 : expanded.pending());
    }

    /**
     * While users work. What still waits after the last round is taken over under the lock. However little it is, one
     * round is made: what runs for the first time in a process takes longest, and is better not under the lock.
     */
    void whileUsersWork() {
        for (int round = 1; round <= ROUNDS && waiting() > (round == 1 ? 0 : LITTLE); round++) {
            if (context.cancelled()) {
                throw new Evolution.Cancelled();
            }
            long taken = round();
            context.note("catch-up", "Round " + round + ": " + taken + " changed records taken over.");
        }
    }

    /** Under the closed gate, where nothing new comes. */
    void underLock() {
        Instant giveUp = clock.instant().plus(LOCK_BUDGET);
        long taken = 0;
        while (waiting() > 0) {
            if (clock.instant().isAfter(giveUp)) {
                throw new RunRefused("More was changed than could be taken over within the time users may be locked"
                        + " out. Try again when fewer people work.");
            }
            taken += round();
        }
        context.note("secure", taken + " changed records taken over under the lock.");
    }
}
