package io.slipway.environment;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;

/**
 * The gates. All but {@link #peek} take part in the transaction open on this thread and must be its first statement.
 */
public interface Gates {

    /** The gate as it is now, without a lock. */
    Gate peek(EnvironmentId environment);

    /**
     * A writer's look: share-locks the row until the transaction ends, so that the gate can't close under it. The caller
     * must roll back at once when the gate is closed.
     */
    Gate shareLocked(EnvironmentId environment);

    /**
     * As {@link #shareLocked}, but never waits for somebody who holds the row exclusively or is about to: who closes the
     * gate is let past.
     *
     * @throws GateBusy when that is so; roll back, try again with a pause
     */
    Gate shareLockedAtOnce(EnvironmentId environment);

    /**
     * Holds the row exclusively: at this instant no write is in flight (a clean cut). Waits at most 200 ms.
     *
     * @throws GateBusy when writers hold it longer; try again with a pause
     */
    Gate exclusivelyLocked(EnvironmentId environment);

    /** Closes; call with the row exclusively locked. Raises the epoch. Returns the gate as it then is. */
    Gate close(EnvironmentId environment, RunId by);

    /** Opens; call with the row exclusively locked. Raises the epoch. Returns the gate as it then is. */
    Gate open(EnvironmentId environment);

    /** Moves the head; call with the row exclusively locked. Raises the epoch. Returns the gate as it then is. */
    Gate advance(EnvironmentId environment, long revision);

    /** Others hold the gate's row. */
    class GateBusy extends RuntimeException {
        public GateBusy(Throwable cause) {
            super("The gate's row is held by others", cause);
        }
    }
}
