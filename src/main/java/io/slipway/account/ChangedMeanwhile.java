package io.slipway.account;

/** Somebody else changed the same thing since it was read. Nothing was written. */
public class ChangedMeanwhile extends RuntimeException {

    public ChangedMeanwhile() {
        super("Somebody else changed this meanwhile. Look at it again, then repeat your change.");
    }
}
