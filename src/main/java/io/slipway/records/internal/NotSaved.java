package io.slipway.records.internal;

import io.slipway.records.WriteOutcome;

/** Carries an outcome out of a transaction that must be rolled back. Never leaves this package. */
final class NotSaved extends RuntimeException {

    private final transient WriteOutcome outcome;

    NotSaved(WriteOutcome outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    WriteOutcome outcome() {
        return outcome;
    }
}
