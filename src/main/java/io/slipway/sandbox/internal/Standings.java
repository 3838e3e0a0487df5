package io.slipway.sandbox.internal;

import io.slipway.common.RunId;
import io.slipway.definition.Revision;
import io.slipway.environment.Environment;
import io.slipway.sandbox.Changelog.Standing;
import java.util.Set;

/**
 * What became of revisions.
 *
 * @param pendingAfter for a sandbox: revisions after this one are its own pending changes
 * @param restores the runs that were restores
 */
record Standings(Environment environment, long pendingAfter, Set<RunId> restores) {

    Standing of(Revision revision) {
        RunId run = revision.run();
        if (run != null && restores.contains(run)) {
            return Standing.RESTORED;
        }
        if (environment.isProduction()) {
            return run == null ? Standing.IN_FORCE : Standing.PROMOTED;
        }
        return revision.number() > pendingAfter ? Standing.PENDING : Standing.PROMOTED;
    }
}
