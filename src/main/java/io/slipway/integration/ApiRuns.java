package io.slipway.integration;

import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.PromotionCheck;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Promotions and restores a caller may know of, and what came of starting one. */
@Component
public class ApiRuns {

    /** Where runs are. */
    public static final String ALL = ApiPaths.V1 + "/runs";

    private final ApiSandboxes reach;
    private final Promotions promotions;

    ApiRuns(ApiSandboxes reach, Promotions promotions) {
        this.reach = reach;
        this.promotions = promotions;
    }

    /**
     * The run an address names.
     *
     * @throws ApiProblem not found
     */
    public Run find(ApiCaller caller, String id) {
        reach.requireProduction(caller);
        return promotions
                .find(caller.actor(), new RunId(ApiWords.id(id, "run")))
                .orElseThrow(() -> ApiProblem.notFound("run"));
    }

    /** A run with its steps. */
    public RunAnswer answer(ApiCaller caller, Run run) {
        List<JournalEntry> journal = promotions.journal(caller.actor(), run.id(), 0);
        return RunAnswer.of(run, journal);
    }

    /** Runs with their steps, in their order. */
    public List<RunAnswer> answers(ApiCaller caller, List<Run> runs) {
        Map<RunId, List<JournalEntry>> journals =
                promotions.journals(caller.actor(), runs.stream().map(Run::id).toList());
        return runs.stream()
                .map(run -> RunAnswer.of(run, journals.getOrDefault(run.id(), List.of())))
                .toList();
    }

    /**
     * 202 with the run that was started.
     *
     * @throws ApiProblem when none was
     */
    public ResponseEntity<RunAnswer> started(ApiCaller caller, Promotions.StartOutcome outcome) {
        return switch (outcome) {
            case Promotions.Started started -> {
                Run run = promotions.find(caller.actor(), started.run()).orElseThrow();
                yield ResponseEntity.accepted()
                        .location(URI.create(ALL + "/" + run.id()))
                        .body(answer(caller, run));
            }
            case Promotions.AlreadyRunning running ->
                throw ApiProblem.of(ProblemType.ALREADY_RUNNING)
                        .detail("Run " + running.run() + " is not over.")
                        .fix("Wait for it at " + ALL + "/" + running.run() + ".")
                        .with(ProblemMember.RUN, running.run().toString())
                        .exception();
            case Promotions.PlanChanged changed ->
                throw ApiProblem.of(ProblemType.PLAN_CHANGED)
                        .detail("The sandbox or production changed since this plan was read. Nothing was started.")
                        .field("plan")
                        .fix("Read the plan again, look at it, and start that one.")
                        .exception();
            case Promotions.NothingToPromote nothing ->
                throw ApiProblem.of(ProblemType.NOTHING_TO_PROMOTE)
                        .detail("The sandbox has no pending changes.")
                        .fix("Make changes in it first.")
                        .exception();
            case Promotions.NameMistyped mistyped ->
                throw ApiProblem.of(ProblemType.CONFIRMATION_NEEDED)
                        .detail("Something will be lost; this needs “" + mistyped.expected() + "” as confirmation.")
                        .field("confirm")
                        .fix("Send \"confirm\": \"" + mistyped.expected() + "\" if that is what you want.")
                        .with(ProblemMember.EXPECTED, mistyped.expected())
                        .exception();
            case Promotions.Blocked blocked -> throw blocked(blocked.errors());
            case Promotions.NotRestorable not ->
                throw ApiProblem.of(ProblemType.BACKUP_DAMAGED)
                        .detail(not.reason())
                        .fix("Restore another backup.")
                        .exception();
        };
    }

    private static ApiProblem blocked(List<PromotionCheck.CheckResult> errors) {
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.CHECKS_FAILED)
                .detail(
                        errors.size() == 1
                                ? errors.getFirst().title() + ": "
                                        + errors.getFirst().message()
                                : errors.size() + " checks stand in the way. Nothing was started.")
                .fix("Do what each of them says, and read the plan again.");
        errors.forEach(error ->
                problem.fault("", error.code(), (error.title() + ": " + error.message() + " " + error.fix()).strip()));
        return problem.exception();
    }
}
