package io.slipway.builder.internal;

import io.slipway.builder.ApplyOptions;
import io.slipway.builder.ApplyOutcome;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.compare.Cascade;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.document.DocumentProblem;
import io.slipway.definition.document.DocumentReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** From what a document asks for to an edit, and from what is wrong with the edit back to the document. Pure. */
final class DocumentWork {

    private DocumentWork() {}

    /** Ends the planning of an edit early, with the answer. */
    static final class Answer extends RuntimeException {
        private final transient ApplyOutcome outcome;

        Answer(ApplyOutcome outcome) {
            super(outcome.getClass().getSimpleName(), null, false, false);
            this.outcome = outcome;
        }

        ApplyOutcome outcome() {
            return outcome;
        }
    }

    /**
     * The edit that leads to what the document asks for, whatever goes along with a removal otherwise.
     *
     * @throws Answer when there is nothing to edit
     */
    static Edit edit(Definition current, DocumentReading reading, ApplyOptions options) {
        if (!reading.problems().isEmpty()) {
            throw new Answer(new ApplyOutcome.Invalid(reading.problems()));
        }
        List<Resource> deleted = deleted(current, reading.target());
        if (!deleted.isEmpty() && !options.allowDelete() && !options.dryRun()) {
            throw new Answer(new ApplyOutcome.WouldDelete(deleted));
        }
        List<DefinitionChange> changes = new ArrayList<>();
        SortedMap<ResourceId, Resource> left = new TreeMap<>(current.resources());
        for (Resource gone : deleted) {
            if (left.containsKey(gone.id())) {
                changes.add(new DefinitionChange.Remove(gone.id()));
                left = Cascade.remove(left, List.of(gone.id()));
            }
        }
        for (Resource wanted : reading.target().values()) {
            if (!wanted.equals(left.get(wanted.id()))) {
                changes.add(new DefinitionChange.Put(wanted));
            }
        }
        return new Edit(changes, null, reading.conversions(), true);
    }

    /** What is there and would not be any more. */
    static List<Resource> deleted(Definition current, Map<ResourceId, Resource> target) {
        return current.resources().values().stream()
                .filter(resource -> !target.containsKey(resource.id()))
                .toList();
    }

    /** The edit's problems as the document's. */
    static ApplyOutcome.Invalid invalid(DocumentReading reading, List<EditOutcome.Problem> problems) {
        return new ApplyOutcome.Invalid(problems.stream()
                .map(problem -> new DocumentProblem(path(reading, problem), problem.message()))
                .toList());
    }

    private static String path(DocumentReading reading, EditOutcome.Problem problem) {
        String path = problem.resource() == null ? "$" : reading.path(problem.resource());
        return problem.place().isEmpty() || path.equals("$") && !reading.paths().containsKey(problem.resource())
                ? path
                : path + "." + problem.place();
    }

    /**
     * @throws Answer when the environment is at another revision than the caller thinks
     */
    static void expect(Definition current, ApplyOptions options) {
        Long expected = options.expectedRevision();
        if (expected != null && expected != current.revision()) {
            throw new Answer(new ApplyOutcome.RevisionMoved(expected, current.revision()));
        }
    }

    /** What an edit's outcome means for a document. */
    static ApplyOutcome outcome(EditOutcome outcome, Definition before, DocumentReading reading) {
        return switch (outcome) {
            case EditOutcome.Done done ->
                new ApplyOutcome.Applied(done.revision(), Difference.between(before.resources(), reading.target()));
            case EditOutcome.NothingChanged nothing -> new ApplyOutcome.NothingChanged(before.revision());
            case EditOutcome.Refused refused -> invalid(reading, refused.problems());
            case EditOutcome.ChangedMeanwhile meanwhile ->
                throw new IllegalStateException("A document says no revision its edit was opened at");
            case EditOutcome.StructureLocked locked -> new ApplyOutcome.Stopped(locked);
            case EditOutcome.Busy busy -> new ApplyOutcome.Stopped(busy);
            case EditOutcome.NotReady notReady -> new ApplyOutcome.Stopped(notReady);
            case EditOutcome.DataStopsIt data -> new ApplyOutcome.Stopped(data);
        };
    }

    /** The reading of a removal: the resources without one of them. */
    static DocumentReading removal(Definition current, ResourceId resource) {
        return new DocumentReading(
                Cascade.remove(current.resources(), List.of(Objects.requireNonNull(resource))),
                Map.of(),
                Map.of(),
                List.of());
    }
}
