package io.slipway.sandbox;

import io.slipway.definition.compare.Collision;
import io.slipway.definition.compare.Difference;
import java.util.List;

/**
 * What a sandbox's changes come to.
 *
 * @param difference from production as it is now to production with the sandbox's changes: what a promotion will do.
 *     Where a collision is open, as the sandbox has it
 * @param incoming what production changed since the sandbox's base, and a rebase brings in
 * @param collisions what sandbox and production changed differently and nobody has settled
 * @param productionMoved whether production has changed since the sandbox's base, so that a rebase is due
 * @param base production's revision the sandbox starts from
 * @param sandboxHead the sandbox's revision this was made of
 * @param productionHead production's revision this was made of
 */
public record PendingChanges(
        Difference difference,
        Difference incoming,
        List<Collision> collisions,
        boolean productionMoved,
        long base,
        long sandboxHead,
        long productionHead) {

    public PendingChanges {
        collisions = List.copyOf(collisions);
    }

    /** Whether the sandbox stands on production's head, so that its changes can be promoted as they are. */
    public boolean isRebased() {
        return !productionMoved;
    }
}
