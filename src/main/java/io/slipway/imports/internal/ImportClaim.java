package io.slipway.imports.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.imports.ImportId;

/**
 * The right to work on an import, until somebody else claims it.
 *
 * @param epoch of the import; whoever works under an older one changes nothing any more
 */
record ImportClaim(EnvironmentId environment, ImportId id, long epoch) {

    /** Somebody else has the import now, or it was cancelled. What was about to be written is taken back. */
    static final class Lost extends RuntimeException {
        Lost(ImportClaim claim) {
            super("Import " + claim.id() + " of " + claim.environment() + " is no longer ours", null, false, false);
        }
    }
}
