package io.slipway.sandbox;

import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Collision;
import java.util.List;

/** What came of bringing production's changes into a sandbox. Unless it is {@link Rebased}, nothing was changed. */
public sealed interface Rebase {

    /**
     * The sandbox now starts from production's head.
     *
     * @param head the sandbox's new revision
     * @param base production's revision it starts from
     */
    record Rebased(long head, long base) implements Rebase {}

    /** Production has not changed since; there was nothing to do. */
    record UpToDate() implements Rebase {}

    /** Collisions are to be settled first: those still open, and those settled that led to them. */
    record Unsettled(List<Collision> collisions) implements Rebase {
        public Unsettled {
            collisions = List.copyOf(collisions);
        }
    }

    /** The two sides' changes together are more than is possible, for example too many fields in a table. */
    record TooMuch(List<String> problems) implements Rebase {
        public TooMuch {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The sandbox's own records do not fit what production has changed: bring new data by a refresh, or correct them.
     *
     * @param field at fault
     * @param message with real names
     */
    record DataDoesNotFit(ResourceId field, String message) implements Rebase {}

    /** Somebody else works on the sandbox or on production. The reason is a sentence. */
    record Busy(String reason) implements Rebase {}
}
