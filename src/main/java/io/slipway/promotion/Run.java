package io.slipway.promotion;

import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to carry out a promotion or a restore. All times are of the database's clock, UTC.
 *
 * @param environment what it changes: production
 * @param sandbox where a promotion's changes come from
 * @param backup what a restore restores
 * @param epoch raised by each takeover; whoever works on it under an older one changes nothing any more
 * @param lockedAt when the gate closed; null: never
 * @param unlockedAt when the gate opened again
 * @param failure why it did not succeed, for people; null while it has not failed
 * @param safetyBackup the backup taken before the change
 */
public record Run(
        RunId id,
        Kind kind,
        EnvironmentId environment,
        @Nullable EnvironmentId sandbox,
        @Nullable BackupId backup,
        RunState state,
        long epoch,
        Plan plan,
        long startedBy,
        String startedByName,
        String startedByEmail,
        Instant startedAt,
        @Nullable Instant expectedEnd,
        @Nullable Instant lockedAt,
        @Nullable Instant unlockedAt,
        @Nullable Instant endedAt,
        @Nullable String failure,
        @Nullable BackupId safetyBackup,
        boolean cancelAsked) {

    /** What a run does. */
    public enum Kind {
        PROMOTION("Promotion"),
        RESTORE("Restore");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The word people see. */
        public String label() {
            return label;
        }
    }

    /** For how long users were locked out, if they were and are no longer. */
    public Optional<Duration> lockDuration() {
        return lockedAt == null || unlockedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(lockedAt, unlockedAt));
    }

    /** Whether users are locked out by this run now. */
    public boolean locksNow() {
        return lockedAt != null && unlockedAt == null;
    }
}
