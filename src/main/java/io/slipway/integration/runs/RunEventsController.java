package io.slipway.integration.runs;

import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.RunId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiRuns;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.OfProduction;
import io.slipway.integration.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Watching a run by server-sent events; see {@link RunWatches}. */
@RestController
@OfProduction
@Tag(name = "Promotions and restores")
class RunEventsController {

    private static final Duration LONGEST = Duration.ofMinutes(35);

    private final ApiRuns runs;
    private final RunWatches watches;
    private final ApiTokens tokens;

    RunEventsController(ApiRuns runs, RunWatches watches, ApiTokens tokens) {
        this.runs = runs;
        this.watches = watches;
        this.tokens = tokens;
    }

    @Operation(
            summary = "Watches a promotion or restore: server-sent events run, journal and end",
            description = "“run” is sent with the whole run whenever its state changes, “journal” for each line of the"
                    + " journal (with the line's seq as id: Last-Event-ID goes on after it), “end” with the run when"
                    + " it is over. After half an hour the stream ends without “end”; go on with Last-Event-ID.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string", description = "Server-sent events")))
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ApiRuns.ALL + "/{run}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<ResponseBodyEmitter> events(
            ApiCaller caller,
            @PathVariable String run,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        RunId id = runs.find(caller, run).id();
        ResponseBodyEmitter connection = new ResponseBodyEmitter(LONGEST.toMillis());
        RunWatches.Pass pass = new RunWatches.Pass(caller.token().id(), () -> mayStillWatch(caller));
        if (!watches.add(caller.actor().account(), id, after(last), pass, connection)) {
            throw ApiProblem.of(ProblemType.UNAVAILABLE)
                    .detail("Too many watch runs at the moment.")
                    .fix("Poll the run instead, or try again later.")
                    .retryAfter(5)
                    .exception();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(connection);
    }

    /** A token that was revoked or ran out, or whose owner was disabled, is dead at once, also in the middle of a stream. */
    private boolean mayStillWatch(ApiCaller caller) {
        return tokens.standing(caller.token().id())
                .filter(access -> access.actor().kind() == caller.actor().kind())
                .isPresent();
    }

    private static long after(@Nullable String last) {
        try {
            return last == null || last.isBlank() ? 0 : Long.parseLong(last.strip());
        } catch (NumberFormatException e) {
            throw ApiProblem.invalidParameter(
                    "Last-Event-ID", "This is no id of a journal line.", "Leave it out to begin from the beginning.");
        }
    }
}
