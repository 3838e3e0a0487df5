package io.slipway.sandbox;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in an environment of the actor's account, by whom and when. For people who build; every call throws
 * {@link io.slipway.account.NotAllowed} for others and for environments that are of another account or not there.
 */
public interface Changelog {

    /** Every revision the environment's own log has, newest first. */
    List<Entry> full(Actor actor, EnvironmentId environment);

    /**
     * What a sandbox's pending changes come to, one entry per resource: what promotion will do. Empty for production.
     */
    List<Entry> net(Actor actor, EnvironmentId environment);

    /** Writes entries as CSV in UTF-8, safe to open in a spreadsheet. Leaves the stream open. */
    void csv(List<Entry> entries, OutputStream to) throws IOException;

    /**
     * One change of one resource.
     *
     * @param revision the environment's revision; in the net view the last one that changed the resource; 0: none did
     * @param apps the names of the apps that show it, with commas between; empty: none does
     * @param name what the resource was called then
     * @param changes from what to what, one line each, in words
     * @param at when, UTC; null: not known
     */
    record Entry(
            long revision,
            ResourceId resource,
            String apps,
            String name,
            ResourceType type,
            RevisionKind kind,
            List<String> changes,
            String by,
            @Nullable Instant at,
            Standing standing) {

        public Entry {
            changes = List.copyOf(changes);
        }
    }

    /** What became of a change. */
    enum Standing {
        /** In the sandbox only, to be promoted. */
        PENDING("Pending"),
        /** In production too: promoted from the sandbox, or, in production's own log, come with a promotion. */
        PROMOTED("Promoted"),
        /** Come with a restore or an undo. */
        RESTORED("Restored"),
        /** Made in production itself. */
        IN_FORCE("In force");

        private final String label;

        Standing(String label) {
            this.label = label;
        }

        /** The word people see. */
        public String label() {
            return label;
        }
    }
}
