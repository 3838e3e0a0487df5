package io.slipway.integration.sandboxes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.definition.compare.Settlement;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiSandboxes;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.integration.ProblemMember;
import io.slipway.integration.ProblemType;
import io.slipway.integration.sandboxes.PendingAnswer.Collided;
import io.slipway.sandbox.Rebase;
import io.slipway.sandbox.Sandboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a sandbox's changes come to, and bringing production's changes in. */
@RestController
@Tag(name = "Sandboxes")
class PendingController {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiSandboxes reach;
    private final Sandboxes sandboxes;

    PendingController(ApiSandboxes reach, Sandboxes sandboxes) {
        this.reach = reach;
        this.sandboxes = sandboxes;
    }

    /** Open collisions. */
    @Schema(name = "Collisions")
    record Collisions(@Schema(requiredMode = REQUIRED) List<Collided> collisions) {}

    /** How collisions are to be settled. */
    @Schema(name = "RebaseWanted")
    record Wanted(
            @Schema(description = "Per id of a collision: keep-sandbox or keep-production") @Nullable
            Map<String, String> settlements) {}

    /** A sandbox brought up to date. */
    @Schema(name = "Rebased")
    record Done(
            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"rebased", "up-to-date"})
            String outcome,

            @Schema(requiredMode = REQUIRED, description = "The sandbox's revision now")
            long head,

            @Schema(requiredMode = REQUIRED, description = "Production's revision it starts from now")
            long base) {}

    @Operation(summary = "What is pending: what a promotion will do, what production changed, and what collides")
    @Needs(TokenScope.READ)
    @GetMapping(path = SandboxesController.ONE + "/comparison", produces = JSON)
    PendingAnswer comparison(ApiCaller caller, @PathVariable String sandbox) {
        return PendingAnswer.of(
                sandboxes.pending(caller.actor(), reach.find(caller, sandbox).id()));
    }

    @Operation(summary = "What sandbox and production changed in ways that exclude each other")
    @Needs(TokenScope.READ)
    @GetMapping(path = SandboxesController.ONE + "/collisions", produces = JSON)
    Collisions collisions(ApiCaller caller, @PathVariable String sandbox) {
        return new Collisions(
                sandboxes.pending(caller.actor(), reach.find(caller, sandbox).id()).collisions().stream()
                        .map(Collided::of)
                        .toList());
    }

    @Operation(summary = "Brings production's changes into the sandbox, collisions settled as said")
    @Needs(TokenScope.BUILD)
    @PostMapping(path = SandboxesController.ONE + "/rebase", consumes = JSON, produces = JSON)
    Done rebase(ApiCaller caller, @PathVariable String sandbox, @RequestBody Wanted wanted) {
        var id = reach.find(caller, sandbox).id();
        Map<String, Settlement> settlements = new HashMap<>();
        if (wanted.settlements() != null) {
            wanted.settlements()
                    .forEach((collision, word) -> settlements.put(
                            collision, ApiWords.inBody(Settlement.class, "settlements/" + collision, word)));
        }
        return switch (sandboxes.rebase(caller.actor(), id, settlements)) {
            case Rebase.Rebased rebased -> new Done("rebased", rebased.head(), rebased.base());
            case Rebase.UpToDate upToDate -> {
                var pending = sandboxes.pending(caller.actor(), id);
                yield new Done("up-to-date", pending.sandboxHead(), pending.base());
            }
            case Rebase.Unsettled unsettled ->
                throw ApiProblem.of(ProblemType.UNSETTLED)
                        .detail(unsettled.collisions().size() + " collisions are to be settled first.")
                        .fix("Send for each of them keep-sandbox or keep-production in “settlements”.")
                        .with(
                                ProblemMember.COLLISIONS,
                                unsettled.collisions().stream()
                                        .map(Collided::of)
                                        .toList())
                        .exception();
            case Rebase.TooMuch tooMuch ->
                throw ApiProblem.of(ProblemType.CONFLICT)
                        .detail("The changes of both sides together are more than is possible: "
                                + String.join(" ", tooMuch.problems()))
                        .fix("Take some of it back in the sandbox.")
                        .exception();
            case Rebase.DataDoesNotFit data ->
                throw ApiProblem.of(ProblemType.DATA_IN_THE_WAY)
                        .detail(data.message())
                        .fix("Refresh the sandbox's records from production, or correct them.")
                        .fault("", data.field().toString(), data.message())
                        .exception();
            case Rebase.Busy busy -> throw SandboxesController.busy(busy.reason());
        };
    }
}
