package io.slipway.promotion.internal;

import io.slipway.common.EnvironmentId;
import java.util.List;

/** What a kind of run does in each state. One object per owner and run; closed when the owner is done. */
interface RunWork extends AutoCloseable {

    /** The environments whose structure nobody else may change meanwhile; production first. */
    List<EnvironmentId> leased();

    /**
     * @throws RunContext.RunRefused when something stands in the way
     */
    void check();

    /** Expands and takes the base of the safety backup, while users work. */
    void prepare();

    /**
     * Before people are locked out: does what the flip will do, in a transaction that is rolled back, so
     * that little under the lock happens for the first time. Holds up nobody who writes.
     */
    void rehearse();

    /** While users work: takes over what they wrote since {@link #prepare}, if it is much. */
    void catchUp();

    /**
     * With the gate closed: takes over what was written last, until so little waits that the flip may take it.
     *
     * @return what was done, for people
     */
    String secure();

    /**
     * In the flip's transaction, run row and gates locked and checked: last delta, tail, revisions, head.
     *
     * @return production's new revision
     */
    long flip();

    /**
     * Looks at what is in force after the flip.
     *
     * @throws IllegalStateException when it is not what was planned
     */
    void verify();

    /** In a guarded transaction: what was in force before the flip is in force again. */
    void flipBack();

    /** Drops what was built and never went live. Safe to repeat. */
    void discard();

    /** After the gate is open: completes the safety backup. Safe to repeat. */
    void finish();

    @Override
    void close();
}
