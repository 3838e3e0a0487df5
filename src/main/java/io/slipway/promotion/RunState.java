package io.slipway.promotion;

import java.util.Set;

/**
 * Where a run is. The transition table is declared once, in {@link #next()}; every move is a guarded update that names
 * the state it leaves.
 */
public enum RunState {
    /** Everything that would stop it is looked for; users work. */
    CHECKING,
    /** Expanding and taking the base of the safety backup; users work. */
    PREPARING,
    /** Announcing, closing the gate; from here on users are locked out. */
    LOCKING,
    /** Taking over what was written last. */
    SECURING,
    /** The flip's one transaction is about to run. */
    FLIPPING,
    /** The flip is committed; what is now in force is looked at. */
    VERIFYING,
    /** The gate opens; the backup is completed; people are told. */
    UNLOCKING,
    /** In force, open, told. */
    SUCCEEDED,
    /** On the way back to what was. */
    ROLLING_BACK,
    /** As it was before, open, told. */
    ROLLED_BACK,
    /** Stopped by a person before anybody was locked out. */
    CANCELED,
    /** Neither way could be finished by itself; a Super Admin decides. */
    NEEDS_ATTENTION;

    private static final Set<RunState> NONE = Set.of();

    /** The states a run may move to from this one. */
    public Set<RunState> next() {
        return switch (this) {
            case CHECKING -> Set.of(PREPARING, CANCELED, ROLLING_BACK);
            case PREPARING -> Set.of(LOCKING, CANCELED, ROLLING_BACK);
            case LOCKING -> Set.of(SECURING, ROLLING_BACK);
            case SECURING -> Set.of(FLIPPING, ROLLING_BACK);
            case FLIPPING -> Set.of(VERIFYING, ROLLING_BACK);
            case VERIFYING -> Set.of(UNLOCKING, ROLLING_BACK, NEEDS_ATTENTION);
            case UNLOCKING -> Set.of(SUCCEEDED);
            case ROLLING_BACK -> Set.of(ROLLED_BACK, CANCELED, NEEDS_ATTENTION);
            case NEEDS_ATTENTION -> Set.of(ROLLING_BACK, UNLOCKING);
            case SUCCEEDED, ROLLED_BACK, CANCELED -> NONE;
        };
    }

    /** Whether the run is over. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    /** Whether users are locked out in this state, if the gate was closed. */
    public boolean locks() {
        return switch (this) {
            case LOCKING, SECURING, FLIPPING, VERIFYING, NEEDS_ATTENTION -> true;
            case CHECKING, PREPARING, UNLOCKING, SUCCEEDED, ROLLING_BACK, ROLLED_BACK, CANCELED -> false;
        };
    }

    /** The step people see: 1 Check, 2 Back up, 3 Promote, 4 Unlock and notify; 0: none of them. */
    public int step() {
        return switch (this) {
            case CHECKING -> 1;
            case PREPARING -> 2;
            case LOCKING, SECURING, FLIPPING, VERIFYING -> 3;
            case UNLOCKING, SUCCEEDED -> 4;
            case ROLLING_BACK, ROLLED_BACK, CANCELED, NEEDS_ATTENTION -> 0;
        };
    }
}
