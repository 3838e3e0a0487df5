package io.slipway.builder;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.storage.DataImpact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an edit. Unless it is {@link Done}, nothing at all was changed. */
public sealed interface EditOutcome {

    /**
     * The changes are in force.
     *
     * @param revision the environment's new head
     * @param created ids of the resources that are new, in the order of the changes
     */
    record Done(long revision, List<ResourceId> created) implements EditOutcome {
        public Done {
            created = List.copyOf(created);
        }
    }

    /** Everything is already as wanted. */
    record NothingChanged() implements EditOutcome {}

    /** The changes make no definition, or not one that can be reached from here. */
    record Refused(List<Problem> problems) implements EditOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Somebody else changed the same since the builder opened it; look again, and decide what to keep. */
    record ChangedMeanwhile(List<ResourceId> resources, String message) implements EditOutcome {
        public ChangedMeanwhile {
            resources = List.copyOf(resources);
        }
    }

    /**
     * Production's structure is read-only while a promotable sandbox exists.
     *
     * @param reason for people
     * @param sandbox where the change can be made instead
     * @param sandboxName its name
     */
    record StructureLocked(String reason, EnvironmentId sandbox, String sandboxName) implements EditOutcome {}

    /**
     * Somebody or something else is changing the structure, or must not see it changed now. Try again later.
     *
     * @param what for people, for example "a promotion"
     * @param who who does it
     * @param since since when
     */
    record Busy(String what, String who, Instant since) implements EditOutcome {}

    /**
     * The environment takes no edits now.
     *
     * @param reason for people, for example that the sandbox is being refreshed
     */
    record NotReady(String reason) implements EditOutcome {}

    /**
     * Values stand in the way; choose a {@link io.slipway.definition.value.ConversionRule}, or correct the records.
     *
     * @param findings with counts and examples, worst first
     */
    record DataStopsIt(List<DataImpact.Finding> findings) implements EditOutcome {
        public DataStopsIt {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Something wrong with a change.
     *
     * @param resource the resource at fault; null: the edit as a whole
     * @param place its property, for example "name"; empty: the resource as a whole
     * @param message for people, with what to do
     */
    record Problem(@Nullable ResourceId resource, String place, String message) {}
}
