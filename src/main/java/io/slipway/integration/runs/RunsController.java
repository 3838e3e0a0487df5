package io.slipway.integration.runs;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.common.InvalidInput;
import io.slipway.common.RunId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiRuns;
import io.slipway.integration.ApiSandboxes;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.OfProduction;
import io.slipway.integration.PageWanted;
import io.slipway.integration.ProblemType;
import io.slipway.integration.RunAnswer;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Promotions: planned, started, watched, stopped. Restores are watched in the same way. */
@RestController
@OfProduction
@Tag(name = "Promotions and restores")
class RunsController {

    private static final String ONE = ApiRuns.ALL + "/{run}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiSandboxes reach;
    private final ApiRuns runs;
    private final Promotions promotions;

    RunsController(ApiSandboxes reach, ApiRuns runs, Promotions promotions) {
        this.reach = reach;
        this.runs = runs;
        this.promotions = promotions;
    }

    /** A promotion wanted. */
    @Schema(name = "NewPromotion")
    record New(
            @Schema(requiredMode = REQUIRED) @Nullable String sandbox,

            @Schema(requiredMode = REQUIRED, description = "The plan that was looked at") @Nullable
            String plan,

            @Schema(description = "What the plan says, when something is lost") @Nullable
            String confirm) {}

    /** A page of runs. */
    @Schema(name = "Runs")
    record Page(
            @Schema(requiredMode = REQUIRED) List<RunAnswer> runs,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A part of a journal. */
    @Schema(name = "Journal")
    record Journal(@Schema(requiredMode = REQUIRED) List<RunAnswer.Line> entries) {}

    /** How production is to open. */
    @Schema(name = "Decision")
    record Decision(
            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"before", "after"})
            @Nullable
            String keep) {}

    @Operation(summary = "What promoting a sandbox would do, and what stands in the way")
    @Needs(TokenScope.PROMOTE)
    @GetMapping(path = ApiPaths.V1 + "/sandboxes/{sandbox}/plan", produces = JSON)
    PlanAnswer plan(ApiCaller caller, @PathVariable String sandbox) {
        reach.requireProduction(caller);
        return PlanAnswer.of(
                promotions.review(caller.actor(), reach.find(caller, sandbox).id()));
    }

    @Operation(summary = "Starts a promotion of exactly what was planned")
    @Needs(TokenScope.PROMOTE)
    @PostMapping(path = ApiPaths.V1 + "/promotions", consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RunAnswer> promote(ApiCaller caller, @RequestBody New wanted) {
        reach.requireProduction(caller);
        if (wanted.sandbox() == null) {
            throw new InvalidInput("sandbox", "Say which sandbox is to be promoted.");
        }
        if (wanted.plan() == null) {
            throw new InvalidInput("plan", "Read the sandbox's plan first, and send its “plan”.");
        }
        return runs.started(
                caller,
                promotions.promote(
                        caller.actor(),
                        reach.find(caller, wanted.sandbox()).id(),
                        wanted.plan(),
                        wanted.confirm(),
                        null));
    }

    @Operation(summary = "Promotions and restores, newest first")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ApiRuns.ALL, produces = JSON)
    Page all(
            ApiCaller caller,
            @Parameter(description = "promotion or restore") @RequestParam(required = false) @Nullable String kind,
            PageWanted wanted) {
        reach.requireProduction(caller);
        Run.Kind only = ApiWords.parameter(Run.Kind.class, "kind", kind).orElse(null);
        PageWanted.Page<Run> page = wanted.newestFirst(
                promotions.runs(caller.actor()).stream().filter(run -> only == null || run.kind() == only),
                run -> run.id().value());
        return new Page(runs.answers(caller, page.entries()), page.next());
    }

    @Operation(summary = "One promotion or restore: poll this until it is over")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE, produces = JSON)
    RunAnswer one(ApiCaller caller, @PathVariable String run) {
        return runs.answer(caller, runs.find(caller, run));
    }

    @Operation(summary = "What was done, line by line, oldest first")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE + "/journal", produces = JSON)
    Journal journal(
            ApiCaller caller,
            @PathVariable String run,
            @Parameter(description = "Only lines after this one") @RequestParam(defaultValue = "0") long after) {
        RunId id = runs.find(caller, run).id();
        return new Journal(promotions.journal(caller.actor(), id, after).stream()
                .map(RunAnswer.Line::of)
                .toList());
    }

    @Operation(summary = "Stops a promotion or restore before anybody is locked out")
    @Needs(value = TokenScope.PROMOTE, whileLocked = WhileLocked.ANSWERED)
    @PostMapping(path = ONE + "/abort", produces = JSON)
    RunAnswer abort(ApiCaller caller, @PathVariable String run) {
        Run found = runs.find(caller, run);
        if (!promotions.cancel(caller.actor(), found.id())) {
            throw ApiProblem.of(ProblemType.TOO_LATE)
                    .detail(
                            found.state().isFinal()
                                    ? "The run is over."
                                    : "The changes are being put in force already, or taken back.")
                    .fix("Watch how it ends.")
                    .exception();
        }
        return one(caller, run);
    }

    @Operation(summary = "Says how production opens after a run that could be neither finished nor taken back")
    @Needs(value = TokenScope.PROMOTE, whileLocked = WhileLocked.ANSWERED)
    @PostMapping(path = ONE + "/decision", consumes = JSON, produces = JSON)
    RunAnswer decide(ApiCaller caller, @PathVariable String run, @RequestBody Decision decision) {
        Run found = runs.find(caller, run);
        boolean after = "after".equals(decision.keep());
        if (!after && !"before".equals(decision.keep())) {
            throw new InvalidInput("keep", "Say before (production as it was) or after (with the changes).");
        }
        if (!promotions.decide(caller.actor(), found.id(), after)) {
            throw found.state() == RunState.NEEDS_ATTENTION && after
                    ? neverInForce()
                    : ApiProblem.of(ProblemType.TOO_LATE)
                            .detail("The run does not wait for a decision.")
                            .fix("Look at its state.")
                            .exception();
        }
        return one(caller, run);
    }

    private static ApiProblem neverInForce() {
        return ApiProblem.of(ProblemType.CONFLICT)
                .detail("The changes were never in force, so there is nothing to keep of them.")
                .field("keep")
                .fix("Say before: production opens as it was.")
                .exception();
    }
}
