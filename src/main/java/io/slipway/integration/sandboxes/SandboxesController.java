package io.slipway.integration.sandboxes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiSandboxes;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.slipway.integration.ProblemMember;
import io.slipway.integration.ProblemType;
import io.slipway.integration.sandboxes.SandboxAnswer.Work;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The life of sandboxes. What takes long is done in the background: 202, and the sandbox's work tells how far it is. */
@RestController
@Tag(name = "Sandboxes")
class SandboxesController {

    static final String ALL = ApiPaths.V1 + "/sandboxes";
    static final String ONE = ALL + "/{sandbox}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiSandboxes reach;
    private final Sandboxes sandboxes;

    SandboxesController(ApiSandboxes reach, Sandboxes sandboxes) {
        this.reach = reach;
        this.sandboxes = sandboxes;
    }

    /** A page of sandboxes. */
    @Schema(name = "Sandboxes")
    record Found(
            @Schema(requiredMode = REQUIRED) List<SandboxAnswer> sandboxes,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A sandbox wanted. */
    @Schema(name = "NewSandbox")
    record New(
            @Schema(requiredMode = REQUIRED) @Nullable String name,

            @Schema(
                    requiredMode = REQUIRED,
                    description = "What records it begins with",
                    allowableValues = {"none", "sample", "full"})
            @Nullable
            String data,

            @Schema(description = "Whether its changes can be promoted; true when missing") @Nullable
            Boolean promotable) {}

    /** What is to be changed of a sandbox. */
    @Schema(name = "SandboxChange")
    record Change(@Nullable String name, @Nullable Boolean promotable) {}

    /** A refresh wanted. */
    @Schema(name = "SandboxRefresh")
    record Refresh(
            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"none", "sample", "full"})
            @Nullable
            String data) {}

    @Operation(summary = "The sandboxes the token reaches, by name")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ALL, produces = JSON)
    Found all(ApiCaller caller, PageWanted wanted) {
        PageWanted.Page<Sandbox> page = wanted.byName(
                reach.all(caller).stream(),
                Sandbox::name,
                sandbox -> sandbox.id().number());
        return new Found(page.as(SandboxAnswer::of), page.next());
    }

    @Operation(summary = "One sandbox")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE, produces = JSON)
    SandboxAnswer one(ApiCaller caller, @PathVariable String sandbox) {
        return SandboxAnswer.of(reach.find(caller, sandbox));
    }

    @Operation(summary = "What is being done to a sandbox: poll this until it is done or failed; 404: it was discarded")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE + "/work", produces = JSON)
    Work work(ApiCaller caller, @PathVariable String sandbox) {
        return Work.of(reach.find(caller, sandbox));
    }

    @Operation(summary = "Makes a sandbox of production, in the background")
    @Needs(TokenScope.BUILD)
    @PostMapping(path = ALL, consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<SandboxAnswer> create(ApiCaller caller, @RequestBody New wanted) {
        reach.requireAll(caller);
        boolean promotable = wanted.promotable() == null || wanted.promotable();
        String name = wanted.name() == null ? "" : wanted.name();
        Sandboxes.Creation creation = sandboxes.create(
                caller.actor(), name, ApiWords.inBody(DataChoice.class, "data", wanted.data()), promotable);
        return switch (creation) {
            case Sandboxes.Creating creating -> {
                Sandbox made = sandboxes
                        .find(caller.actor(), creating.sandbox())
                        .orElseThrow(() -> ApiProblem.notFound("sandbox"));
                yield ResponseEntity.accepted()
                        .location(URI.create(ALL + "/" + made.id()))
                        .body(SandboxAnswer.of(made));
            }
            case Sandboxes.ProductionBusy busy -> throw busy(busy.reason());
        };
    }

    @Operation(summary = "Gives a sandbox another name, or says whether its changes can be promoted")
    @Needs(TokenScope.BUILD)
    @PatchMapping(path = ONE, consumes = JSON, produces = JSON)
    SandboxAnswer change(ApiCaller caller, @PathVariable String sandbox, @RequestBody Change change) {
        Sandbox found = reach.find(caller, sandbox);
        if (change.name() != null && !change.name().equals(found.name())) {
            sandboxes.rename(caller.actor(), found.id(), change.name());
        }
        if (change.promotable() != null
                && change.promotable() != found.environment().promotable()) {
            sandboxes.setPromotable(caller.actor(), found.id(), change.promotable());
        }
        return SandboxAnswer.of(reach.find(caller, sandbox));
    }

    @Operation(summary = "Brings the records of a sandbox anew from production, in the background")
    @Needs(TokenScope.BUILD)
    @PostMapping(path = ONE + "/refresh", consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Work refresh(ApiCaller caller, @PathVariable String sandbox, @RequestBody Refresh wanted) {
        Sandbox found = reach.find(caller, sandbox);
        DataChoice data = ApiWords.inBody(DataChoice.class, "data", wanted.data());
        return switch (sandboxes.refresh(caller.actor(), found.id(), data)) {
            case Sandboxes.BeingRefreshed refreshed -> Work.of(reach.find(caller, sandbox));
            case Sandboxes.NotReady notReady ->
                throw ApiProblem.of(ProblemType.NOT_READY)
                        .detail("The sandbox is being created, refreshed or discarded already.")
                        .fix("Wait until its work is done.")
                        .retryAfter(2)
                        .exception();
            case Sandboxes.InUse inUse -> throw busy(inUse.reason());
        };
    }

    @Operation(summary = "Tries failed work on a sandbox again")
    @Needs(TokenScope.BUILD)
    @PostMapping(path = ONE + "/retry", produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Work retry(ApiCaller caller, @PathVariable String sandbox) {
        if (!sandboxes.retry(caller.actor(), reach.find(caller, sandbox).id())) {
            throw ApiProblem.of(ProblemType.CONFLICT)
                    .detail("No work on this sandbox has failed, or a promotion or restore uses it now.")
                    .fix("Look at its work: only what has failed can be tried again.")
                    .exception();
        }
        return Work.of(reach.find(caller, sandbox));
    }

    @Operation(summary = "Takes the message about failed work away")
    @Needs(TokenScope.BUILD)
    @PostMapping(path = ONE + "/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(ApiCaller caller, @PathVariable String sandbox) {
        if (!sandboxes.dismiss(caller.actor(), reach.find(caller, sandbox).id())) {
            throw ApiProblem.of(ProblemType.CONFLICT)
                    .detail(
                            "The sandbox could not be created or discarded; without that there is no sandbox to go on with.")
                    .fix("Try it again with retry, or discard the sandbox.")
                    .exception();
        }
    }

    @Operation(summary = "Removes a sandbox with its records and changes, in the background")
    @Needs(TokenScope.BUILD)
    @DeleteMapping(path = ONE, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Work discard(
            ApiCaller caller,
            @PathVariable String sandbox,
            @Parameter(description = "Its name; needed when it has pending changes") @RequestParam(defaultValue = "")
                    String confirm) {
        Sandbox found = reach.find(caller, sandbox);
        return switch (sandboxes.discard(caller.actor(), found.id(), confirm)) {
            case Sandboxes.BeingDiscarded discarded ->
                sandboxes
                        .find(caller.actor(), found.id())
                        .map(Work::of)
                        .orElse(new Work(found.id().toString(), "done", "discard", "", null, null, null));
            case Sandboxes.TypeTheName type ->
                throw ApiProblem.of(ProblemType.CONFIRMATION_NEEDED)
                        .detail("The sandbox has " + type.pendingChanges() + " pending changes, which would be lost.")
                        .fix("Repeat the call with the parameter confirm=" + found.name() + ".")
                        .field("confirm")
                        .with(ProblemMember.EXPECTED, found.name())
                        .with(ProblemMember.PENDING_CHANGES, type.pendingChanges())
                        .exception();
            case Sandboxes.InUse inUse -> throw busy(inUse.reason());
        };
    }

    static ApiProblem busy(String reason) {
        return ApiProblem.of(ProblemType.BUSY)
                .detail(reason)
                .fix("Repeat the call later.")
                .retryAfter(5)
                .exception();
    }
}
