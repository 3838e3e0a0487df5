package io.slipway.definition;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the changelog. Append-only.
 *
 * @param number the environment's revision number, increasing, gaps possible
 * @param before the resource before; null for an addition
 * @param after the resource after; null for a deletion
 * @param by the name of who did it, as it was then
 * @param at when, on the database's clock
 * @param run the promotion or restore it came with, or null for a builder's edit
 */
public record Revision(
        EnvironmentId environment,
        long number,
        ResourceId resource,
        ResourceType type,
        @Nullable Resource before,
        @Nullable Resource after,
        String by,
        Instant at,
        @Nullable RunId run) {

    public Revision {
        if (before == null && after == null) {
            throw new IllegalArgumentException("A revision has something before or something after");
        }
    }

    /** Add, Modify or Delete. */
    public RevisionKind kind() {
        return before == null ? RevisionKind.ADD : after == null ? RevisionKind.DELETE : RevisionKind.MODIFY;
    }

    /** The resource as the revision shows it: after, or before for a deletion. */
    public Resource shown() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before;
        }
        throw new IllegalStateException("A revision has something before or something after");
    }
}
