package io.slipway.integration.runs;

import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.RunId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiRuns;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.ProblemType;
import io.slipway.integration.RunAnswer;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watching a run by server-sent events. Read from the run's row and journal, as pages do, so that it is right on every
 * node. Each watcher holds a thread of the server; there is room for a few, others poll.
 */
@RestController
@Tag(name = "Promotions and restores")
class RunEventsController {

    private static final int WATCHERS = 40;
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final Duration ALIVE_EVERY = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ApiRuns runs;
    private final Promotions promotions;
    private final ApiTokens tokens;
    private final JsonMapper json;
    private final Clock clock;
    private final Semaphore room = new Semaphore(WATCHERS);
    private volatile boolean closing;

    RunEventsController(ApiRuns runs, Promotions promotions, ApiTokens tokens, JsonMapper json, Clock clock) {
        this.runs = runs;
        this.promotions = promotions;
        this.tokens = tokens;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void atTheEnd(ContextClosedEvent closed) {
        closing = true;
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
    void events(
            ApiCaller caller,
            @PathVariable String run,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws IOException {
        RunId id = runs.find(caller, run).id();
        if (!room.tryAcquire()) {
            throw ApiProblem.of(ProblemType.UNAVAILABLE)
                    .detail("Too many watch runs at the moment.")
                    .fix("Poll the run instead, or try again later.")
                    .retryAfter(5)
                    .exception();
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            watch(caller, id, after(last), response.getOutputStream());
        } finally {
            room.release();
        }
    }

    private static long after(@Nullable String last) {
        try {
            return last == null || last.isBlank() ? 0 : Long.parseLong(last.strip());
        } catch (NumberFormatException e) {
            throw ApiProblem.invalidParameter(
                    "Last-Event-ID", "This is no id of a journal line.", "Leave it out to begin from the beginning.");
        }
    }

    private void watch(ApiCaller caller, RunId id, long after, OutputStream to) throws IOException {
        Instant end = clock.instant().plus(LONGEST);
        Instant alive = clock.instant().plus(ALIVE_EVERY);
        String shown = "";
        long seq = after;
        while (!closing && clock.instant().isBefore(end) && mayStillWatch(caller)) {
            // the row first: a journal read afterwards has at least all lines up to that state
            Run run = promotions.find(caller.actor(), id).orElseThrow(() -> ApiProblem.notFound("run"));
            List<JournalEntry> lines = promotions.journal(caller.actor(), id, seq);
            for (JournalEntry line : lines) {
                send(to, "journal", Long.toString(line.seq()), RunAnswer.Line.of(line));
                seq = line.seq();
            }
            RunAnswer now = runs.answer(caller, run);
            String state = run.state() + " " + run.lockedAt() + " " + run.unlockedAt() + " " + run.expectedEnd();
            boolean over = run.state().isFinal();
            if (!state.equals(shown) || over) {
                send(to, over ? "end" : "run", null, now);
                shown = state;
            }
            if (over) {
                return;
            }
            if (clock.instant().isAfter(alive)) {
                to.write(": still there\n\n".getBytes(StandardCharsets.UTF_8));
                alive = clock.instant().plus(ALIVE_EVERY);
            }
            to.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    /** A token that was revoked or ran out, or whose owner was disabled, is dead at once, also in the middle of a stream. */
    private boolean mayStillWatch(ApiCaller caller) {
        return tokens.standing(caller.token().id())
                .filter(access -> access.actor().kind() == caller.actor().kind())
                .isPresent();
    }

    private void send(OutputStream to, String event, @Nullable String id, Object data) throws IOException {
        String text = (id == null ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: "
                + json.writeValueAsString(data) + "\n\n";
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}
