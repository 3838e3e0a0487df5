package io.slipway.environment;

import io.slipway.common.RunId;
import org.jspecify.annotations.Nullable;

/**
 * The one switch that says whether an environment takes record writes.
 *
 * @param revision the environment's head; nothing else stores it
 * @param epoch raised by every close, open, flip and takeover
 * @param closedBy the run that closed it; null while open
 */
public record Gate(
        boolean writesOpen,
        long revision,
        long epoch,
        @Nullable RunId closedBy) {}
