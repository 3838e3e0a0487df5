package io.slipway.environment;

import io.slipway.common.EnvironmentId;
import java.time.Instant;

/**
 * Orders whatever changes or must not see changed the structure of an environment: promotion, restore, backup snapshot,
 * sandbox copy, builder edits, contract. Held by a row lock of a dedicated connection, so a dead process frees it.
 */
public interface StructureLease {

    /** Why somebody holds it. */
    enum Purpose {
        PROMOTION,
        RESTORE,
        BACKUP,
        SANDBOX_COPY,
        EDIT,
        IMPORT_TABLE,
        CONTRACT
    }

    /** Tries once, without waiting. */
    Attempt tryAcquire(EnvironmentId environment, Purpose purpose, String holder);

    /** Tries for a while: for short holders such as a builder's edit. */
    Attempt acquire(EnvironmentId environment, Purpose purpose, String holder, java.time.Duration atMost);

    /** What came of it. */
    sealed interface Attempt {}

    /** It is ours until closed. */
    interface Lease extends AutoCloseable {
        /** The server's id of the connection that holds it, so that a successor of a stuck holder can end it. */
        long connectionId();

        @Override
        void close();
    }

    /** Acquired. */
    record Held(Lease lease) implements Attempt {}

    /** Somebody else has it. */
    record Busy(Purpose purpose, String holder, Instant since) implements Attempt {}
}
