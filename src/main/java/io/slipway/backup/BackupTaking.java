package io.slipway.backup;

import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.storage.Evolution.Progress;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * How runs and the services of this room take a backup: a base from one clean cut while users work, rounds of what
 * changed since, and a tail. Checks no permission. The caller holds the structure lease.
 */
public interface BackupTaking {

    /**
     * Reads the base into the store.
     *
     * @throws StoreNotWritable when the store can't be written
     */
    InProgress base(
            EnvironmentId environment,
            Backup.Kind kind,
            String name,
            String notes,
            String by,
            @Nullable RunId run,
            Progress progress);

    /** A backup whose base is in the store. */
    interface InProgress extends AutoCloseable {
        BackupId id();

        /** Reads records changed since the last round into the store; returns how many. Repeat until that is small. */
        long catchUp();

        /** How many changed records wait, at most a few thousand are counted. */
        long pending();

        /**
         * The tail: what changed since the last round, as it is now, written to the database in the transaction open on
         * this thread, in which the gate's row is exclusively held or the gate is closed. Moves the backup to SECURED.
         */
        long tail();

        /** Without a flip: takes the tail under the gate's exclusively held row for a moment, ships it, verifies. */
        Backup complete();

        /** Gives the backup up; what is in the store is removed. */
        void abandon(String reason);

        /** Forgets its marks in the feed and its connections. Never completes or abandons by itself. */
        @Override
        void close();
    }

    /** After the flip: brings a SECURED backup's tail to the store, verifies, moves it to COMPLETE. Safe to repeat. */
    Backup ship(EnvironmentId environment, BackupId id);

    /**
     * Gives up a backup whose taker died, or a SANDBOX_COPY that has served. Safe to repeat; leaves other SECURED and
     * COMPLETE ones alone.
     */
    void abandon(EnvironmentId environment, BackupId id, String reason);

    /**
     * The end of all backups of a run that went back, also of one whose number the run never learnt: those SECURED are
     * completed, as {@link #ship} does it, the others given up. Safe to repeat.
     */
    void endOf(EnvironmentId environment, RunId run, String reason);

    /** Removes a passing copy (or any other backup that is complete or failed) that nobody needs any more. */
    void discard(EnvironmentId environment, BackupId id);

    /** Whether the store takes writes; the reason when not. */
    @Nullable
    String storeProblem();

    /** The store can't be written. */
    class StoreNotWritable extends RuntimeException {
        public StoreNotWritable(String message, Throwable cause) {
            super(message, cause);
        }

        /** A file or folder that can't be written, in words without the names of classes. */
        public static StoreNotWritable because(Exception failure) {
            Throwable cause = failure.getCause() instanceof IOException wrapped ? wrapped : failure;
            String what = cause instanceof FileSystemException file && file.getReason() != null
                    ? file.getFile() + ": " + file.getReason()
                    : String.valueOf(cause.getMessage());
            return new StoreNotWritable("The backup can't be written: " + what, cause);
        }
    }
}
