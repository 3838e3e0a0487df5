package io.slipway.backup;

import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.storage.Evolution.Progress;
import java.util.Collection;
import java.util.Map;

/**
 * The one primitive behind restore, sandbox with data, rehearsal: loads a complete backup into new generations of an
 * environment, beside whatever is live there. Nothing is visible until the caller flips to the layouts.
 */
public interface Materialise {

    /**
     * Verifies every chunk first, then loads.
     *
     * @param data what part of the records: none, a sample (with everything the sample links to), or all
     * @param work names the generations, as in {@link io.slipway.storage.Evolution#expand}
     * @throws BackupDamaged before anything is touched, when a chunk or the manifest is not what it was
     */
    Materialised load(
            EnvironmentId source,
            BackupId backup,
            EnvironmentId target,
            DataChoice data,
            String work,
            Progress progress);

    /**
     * What was loaded.
     *
     * @param resources the definition the backup holds
     * @param layouts the new generations
     * @param counts records per table
     * @param autoNumbers per auto-number field the next number
     */
    record Materialised(
            Map<ResourceId, Resource> resources,
            Collection<TableLayout> layouts,
            Map<ResourceId, Long> counts,
            Map<ResourceId, Long> autoNumbers) {}

    /** The backup in the store is not what was written there. Nothing was touched. */
    class BackupDamaged extends RuntimeException {
        public BackupDamaged(String message) {
            super(message);
        }
    }
}
