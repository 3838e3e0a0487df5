package io.slipway.records;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import java.util.List;
import java.util.Set;

/** What changed in a table, for those who may see its records. Complete and in the order of the change feed. */
public interface RecordChanges {

    /**
     * The position after everything committed by now.
     *
     * @throws io.slipway.account.NotAllowed when the actor may not see the table
     */
    long now(Actor actor, EnvironmentId environment, ResourceId table);

    /**
     * What changed after a position.
     *
     * @param limit changes given at most
     * @throws io.slipway.account.NotAllowed when the actor may not see the table
     * @throws io.slipway.storage.ChangeFeed.Trimmed when some of it is no longer kept
     */
    Part since(Actor actor, EnvironmentId environment, ResourceId table, long position, int limit);

    /**
     * A part of what changed.
     *
     * @param position where to go on
     * @param more whether there is more by now
     */
    record Part(List<Change> changes, long position, boolean more) {}

    /** What happened to a record, or, for REBASED, to the whole table. */
    enum Kind {
        CREATED,
        UPDATED,
        DELETED,
        REBASED
    }

    /**
     * One change.
     *
     * @param record of no meaning for REBASED
     * @param fields the fields changed
     */
    record Change(long position, Kind kind, RecordId record, Set<ResourceId> fields) {}
}
