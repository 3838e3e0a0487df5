package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.records.RecordChanges;
import io.slipway.storage.ChangeFeed;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads one table's part of the change feed. */
@Component
class FeedChanges implements RecordChanges {

    /** Entries looked at in one call, so that a busy neighbour table makes no call endless. */
    private static final int LOOKED_AT = 20_000;

    private static final int CHUNK = 2_000;

    private final GrantedPermissions permissions;
    private final Definitions definitions;
    private final ChangeFeed feed;

    FeedChanges(GrantedPermissions permissions, Definitions definitions, ChangeFeed feed) {
        this.permissions = permissions;
        this.definitions = definitions;
        this.feed = feed;
    }

    @Override
    public long now(Actor actor, EnvironmentId environment, ResourceId table) {
        requireSeen(actor, environment, table);
        return feed.sequence(environment);
    }

    @Override
    public Part since(Actor actor, EnvironmentId environment, ResourceId table, long position, int limit) {
        requireSeen(actor, environment, table);
        long last = feed.sequence(environment);
        if (position > last) {
            throw new ChangeFeed.Trimmed(environment, position);
        }
        List<Change> changes = new ArrayList<>();
        long at = position;
        for (int looked = 0; looked < LOOKED_AT && at < last; ) {
            List<ChangeFeed.Entry> entries = feed.after(environment, at, CHUNK);
            if (entries.isEmpty()) {
                break;
            }
            for (ChangeFeed.Entry entry : entries) {
                if (entry.table().equals(table)) {
                    if (changes.size() == limit) {
                        return new Part(changes, at, true);
                    }
                    changes.add(new Change(
                            entry.position(), Kind.valueOf(entry.kind().name()), entry.record(), entry.fields()));
                }
                at = entry.position();
            }
            looked += entries.size();
        }
        return new Part(changes, at, at < last);
    }

    private void requireSeen(Actor actor, EnvironmentId environment, ResourceId table) {
        permissions.requireEntry(actor, environment);
        var definition = definitions.current(environment);
        if (!permissions.of(actor, definition).sees(table)) {
            throw new NotAllowed("Your role does not let you see these records.");
        }
        definition.get(Table.class, table);
    }
}
