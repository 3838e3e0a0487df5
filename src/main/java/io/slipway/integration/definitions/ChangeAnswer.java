package io.slipway.integration.definitions;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.builder.EditOutcome;
import io.slipway.definition.Resource;
import io.slipway.definition.RevisionKind;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.ResourceChange;
import io.slipway.integration.ApiWords;
import io.slipway.storage.DataImpact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a document changed, or would change. */
@Schema(name = "DefinitionChanged")
record ChangeAnswer(
        @Schema(requiredMode = REQUIRED, description = "Whether it was only tried")
        boolean dryRun,

        @Schema(requiredMode = REQUIRED, description = "Whether anything was (or would be) changed")
        boolean changed,

        @Schema(
                requiredMode = REQUIRED,
                description = "The environment's revision after the call; of a dry run the one it was compared with")
        long revision,

        @Schema(requiredMode = REQUIRED, description = "Whether it can be applied with allowDelete only")
        boolean needsAllowDelete,

        @Schema(requiredMode = REQUIRED, description = "Whether values of records stand in its way, see findings")
        boolean stopped,

        @Schema(requiredMode = REQUIRED) List<Change> changes,
        @Schema(requiredMode = REQUIRED) List<Named> deletes,
        @Schema(requiredMode = REQUIRED) List<Finding> findings) {

    @Schema(name = "ResourceChange")
    record Change(
            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"add", "modify", "delete"})
            String kind,

            @Schema(requiredMode = REQUIRED) String type,

            @Schema(requiredMode = REQUIRED, description = "The resource's id; of something new in a dry run empty")
            String id,

            @Schema(requiredMode = REQUIRED) String name,

            @Schema(requiredMode = REQUIRED, description = "What changes, one line each, for people")
            List<String> words) {

        static Change of(ResourceChange change) {
            return new Change(
                    ApiWords.of(change.kind()),
                    ApiWords.of(change.shown().type()),
                    idOf(change.shown()),
                    change.shown().name(),
                    change.words());
        }
    }

    @Schema(name = "NamedResource")
    record Named(
            @Schema(requiredMode = REQUIRED) String type,
            @Schema(requiredMode = REQUIRED) String id,
            @Schema(requiredMode = REQUIRED) String name) {

        static Named of(Resource resource) {
            return new Named(ApiWords.of(resource.type()), resource.id().toString(), resource.name());
        }
    }

    @Schema(name = "DataFinding")
    record Finding(
            @Schema(requiredMode = REQUIRED) String code,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"error", "loss", "note"})
            String severity,

            @Schema(requiredMode = REQUIRED) String message,
            @Schema(requiredMode = REQUIRED) String fix,

            @Schema(requiredMode = REQUIRED, description = "Values or records concerned")
            long count) {

        static Finding of(EditOutcome.StructureLocked locked) {
            return new Finding(
                    "structure.read-only",
                    ApiWords.of(DataImpact.Severity.ERROR),
                    locked.reason(),
                    "Change the definition of environment " + locked.sandbox() + " and promote it.",
                    0);
        }

        static Finding of(DataImpact.Finding finding) {
            return new Finding(
                    finding.code(), ApiWords.of(finding.severity()), finding.message(), finding.fix(), finding.count());
        }
    }

    static ChangeAnswer nothing(boolean dryRun, long revision) {
        return new ChangeAnswer(dryRun, false, revision, false, false, List.of(), List.of(), List.of());
    }

    static ChangeAnswer applied(long revision, Difference difference) {
        return new ChangeAnswer(
                false, true, revision, false, false, changes(difference), deletes(difference), List.of());
    }

    static List<Change> changes(Difference difference) {
        return difference.changes().stream().map(Change::of).toList();
    }

    private static List<Named> deletes(Difference difference) {
        return difference.changes().stream()
                .filter(change -> change.kind() == RevisionKind.DELETE)
                .map(change -> Named.of(change.shown()))
                .toList();
    }

    /** Ids of what a dry run would add are given when it is added. */
    private static String idOf(Resource resource) {
        return resource.id().value() >= 1L << 60 ? "" : resource.id().toString();
    }
}
