package io.slipway.builder;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.document.DocumentProblem;
import io.slipway.storage.DataImpact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a document. Unless it is {@link Applied}, nothing at all was changed. */
public sealed interface ApplyOutcome {

    /**
     * It is in force.
     *
     * @param revision the environment's new head
     * @param difference what was changed
     */
    record Applied(long revision, Difference difference) implements ApplyOutcome {}

    /**
     * What would be done: the answer to a dry run of a document that can be applied.
     *
     * @param revision the environment's head it was compared with
     * @param difference what would be changed; empty: nothing
     * @param deleted what would be removed, which needs {@link ApplyOptions#allowDelete}
     * @param findings what it would do to the data, worst first; those that stop it among them
     * @param locked why the environment's structure can't be changed here at the moment; null: it can, or there is
     *     nothing to change
     */
    record Planned(
            long revision,
            Difference difference,
            List<Resource> deleted,
            List<DataImpact.Finding> findings,
            EditOutcome.@Nullable StructureLocked locked)
            implements ApplyOutcome {
        public Planned {
            deleted = List.copyOf(deleted);
            findings = List.copyOf(findings);
        }

        /** Whether values stand in its way, or the structure is read-only here. */
        public boolean isStopped() {
            return locked != null
                    || findings.stream().anyMatch(finding -> finding.severity() == DataImpact.Severity.ERROR);
        }
    }

    /**
     * Everything is already as wanted.
     *
     * @param revision the environment's head
     */
    record NothingChanged(long revision) implements ApplyOutcome {}

    /** The document can't be taken. All that is wrong with it, in its order. */
    record Invalid(List<DocumentProblem> problems) implements ApplyOutcome {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Resources are there that the document does not have, and removing was not allowed. */
    record WouldDelete(List<Resource> deleted) implements ApplyOutcome {
        public WouldDelete {
            deleted = List.copyOf(deleted);
        }
    }

    /**
     * The environment is not at the expected revision: somebody changed it. Read it again, and decide.
     *
     * @param expected what the caller expected
     * @param found the environment's head
     */
    record RevisionMoved(long expected, long found) implements ApplyOutcome {}

    /** The one resource asked for is not there. */
    record NotThere(ResourceId resource) implements ApplyOutcome {}

    /**
     * The environment, its data or somebody else's work stands in the way.
     *
     * @param why {@link EditOutcome.StructureLocked}, {@link EditOutcome.Busy}, {@link EditOutcome.NotReady} or
     *     {@link EditOutcome.DataStopsIt}
     */
    record Stopped(EditOutcome why) implements ApplyOutcome {}
}
