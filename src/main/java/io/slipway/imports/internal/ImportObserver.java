package io.slipway.imports.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.imports.ImportId;

/**
 * Told after each batch is durable, on the import's own thread. For tests that end the process, or stop a worker, at
 * exactly this point.
 */
public interface ImportObserver {

    /**
     * A batch is durable.
     *
     * @param done rows gone through so far in the step
     */
    void advanced(EnvironmentId environment, ImportId id, int step, long done);
}
