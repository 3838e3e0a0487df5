package io.slipway.sandbox.internal;

import io.slipway.environment.Environment;
import io.slipway.environment.StructureLease.Lease;
import io.slipway.sandbox.SandboxWork;

/** One kind of background work on a sandbox. Begun anew from the start after a restart, so it clears up first. */
interface SandboxJob {

    SandboxWork.Kind kind();

    /** The state the sandbox is in while this is done. */
    Environment.State during();

    /**
     * Does it up to the transaction that puts it in force and marks the row done. The sandbox's structure lease is held; whoever must let go of it earlier closes it.
     *
     * @throws Stopped when somebody else decided otherwise
     */
    void run(SandboxWorkRows.Row row, Steps steps, Lease lease);

    /** After a failure: leaves the sandbox as it was. */
    void undo(SandboxWorkRows.Row row);

    /** Gives up what is of no use any more, whether it was done or undone. Safe to repeat. */
    void clear(SandboxWorkRows.Row row);
}
