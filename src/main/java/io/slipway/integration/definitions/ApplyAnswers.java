package io.slipway.integration.definitions;

import io.slipway.builder.ApplyOutcome;
import io.slipway.builder.EditOutcome;
import io.slipway.definition.Resource;
import io.slipway.definition.document.DocumentProblem;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemMember;
import io.slipway.integration.ProblemType;
import io.slipway.storage.DataImpact;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;

/** What came of a document as an answer or a problem. */
final class ApplyAnswers {

    private static final long BUSY_SECONDS = 5;

    private ApplyAnswers() {}

    /**
     * The answer.
     *
     * @param what the kind of thing the address names
     * @param allowDelete whether the call allowed removals
     * @throws ApiProblem unless it was (or could be) done
     */
    static ResponseEntity<ChangeAnswer> of(ApplyOutcome outcome, String what, boolean dryRun, boolean allowDelete) {
        ChangeAnswer answer = switch (outcome) {
            case ApplyOutcome.Applied applied -> ChangeAnswer.applied(applied.revision(), applied.difference());
            case ApplyOutcome.Planned planned -> planned(planned, allowDelete);
            case ApplyOutcome.NothingChanged nothing -> ChangeAnswer.nothing(dryRun, nothing.revision());
            case ApplyOutcome.Invalid invalid -> throw invalid(invalid.problems());
            case ApplyOutcome.WouldDelete would -> throw wouldDelete(would.deleted());
            case ApplyOutcome.RevisionMoved moved -> throw moved(moved);
            case ApplyOutcome.NotThere gone -> throw ApiProblem.notFound(what);
            case ApplyOutcome.Stopped stopped -> throw stopped(stopped.why());
        };
        return ResponseEntity.ok().eTag("\"" + answer.revision() + "\"").body(answer);
    }

    private static ChangeAnswer planned(ApplyOutcome.Planned plan, boolean allowDelete) {
        return new ChangeAnswer(
                true,
                !plan.difference().isEmpty(),
                plan.revision(),
                !plan.deleted().isEmpty() && !allowDelete,
                plan.isStopped(),
                ChangeAnswer.changes(plan.difference()),
                plan.deleted().stream().map(ChangeAnswer.Named::of).toList(),
                Stream.concat(
                                Stream.ofNullable(plan.locked()).map(ChangeAnswer.Finding::of),
                                plan.findings().stream().map(ChangeAnswer.Finding::of))
                        .toList());
    }

    private static ApiProblem invalid(List<DocumentProblem> problems) {
        DocumentProblem first = problems.getFirst();
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.INVALID_INPUT)
                .detail(
                        problems.size() == 1
                                ? first.path() + ": " + first.message()
                                : "The document has " + problems.size() + " errors; nothing was changed. The first: "
                                        + first.path() + ": " + first.message())
                .field(first.path())
                .fix("Correct the document; docs/DEFINITION-FORMAT.md describes it.");
        problems.forEach(each -> problem.fault(each.pointer(), each.path(), each.message()));
        return problem.exception();
    }

    private static ApiProblem wouldDelete(List<Resource> deleted) {
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.WOULD_DELETE)
                .detail("The document lacks " + deleted.size()
                        + (deleted.size() == 1 ? " resource that is there" : " resources that are there")
                        + ". Nothing was changed.")
                .fix("Add what is missing to the document, or repeat the call with allowDelete=true.")
                .field("allowDelete");
        deleted.forEach(each -> problem.fault(
                "",
                each.id().toString(),
                each.type().label() + " “" + each.name() + "” (id " + each.id() + ") would be removed."));
        return problem.exception();
    }

    private static ApiProblem moved(ApplyOutcome.RevisionMoved moved) {
        return ApiProblem.of(ProblemType.VERSION_MISMATCH)
                .detail("The environment is at revision " + moved.found() + ", not " + moved.expected()
                        + ". Nothing was changed.")
                .field("If-Match")
                .fix("Read the definition again, and repeat the change made of it with its ETag.")
                .with(ProblemMember.REVISION, moved.found())
                .exception();
    }

    static ApiProblem stopped(EditOutcome why) {
        return switch (why) {
            case EditOutcome.StructureLocked locked ->
                ApiProblem.of(ProblemType.STRUCTURE_LOCKED)
                        .detail(locked.reason())
                        .fix("Change the definition of environment " + locked.sandbox() + " and promote it.")
                        .with(ProblemMember.SANDBOX, locked.sandbox().toString())
                        .exception();
            case EditOutcome.Busy busy ->
                ApiProblem.of(ProblemType.BUSY)
                        .detail("The structure is in use: " + busy.what() + " by " + busy.who() + " since "
                                + busy.since() + ".")
                        .fix("Repeat the call later.")
                        .retryAfter(BUSY_SECONDS)
                        .exception();
            case EditOutcome.NotReady notReady ->
                ApiProblem.of(ProblemType.NOT_READY)
                        .detail(notReady.reason())
                        .fix("Repeat the call when it is ready.")
                        .retryAfter(BUSY_SECONDS)
                        .exception();
            case EditOutcome.DataStopsIt data -> data(data.findings());
            case EditOutcome.Done done -> throw new IllegalStateException("Done is no problem");
            case EditOutcome.NothingChanged nothing -> throw new IllegalStateException("Nothing to do is no problem");
            case EditOutcome.Refused refused ->
                throw new IllegalStateException("A refused document is told by its places");
            case EditOutcome.ChangedMeanwhile changed ->
                ApiProblem.of(ProblemType.CHANGED_MEANWHILE)
                        .detail(changed.message())
                        .fix("Read the definition again, then repeat the change.")
                        .exception();
        };
    }

    private static ApiProblem data(List<DataImpact.Finding> findings) {
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.DATA_IN_THE_WAY)
                .detail("Values of records stand in the way. Nothing was changed.")
                .fix("Correct the records, or say in “conversions” what is to happen with such values.");
        findings.forEach(
                finding -> problem.fault("", finding.code(), (finding.message() + " " + finding.fix()).strip()));
        return problem.exception();
    }
}
