package io.slipway.integration.queue;

import io.slipway.account.TokenScope;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.slipway.integration.internal.QueuedCall;
import io.slipway.integration.internal.QueuedCalls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What became of calls that were kept. */
@RestController
@Tag(name = "Queued calls")
@Needs(value = TokenScope.WRITE, whileLocked = WhileLocked.ANSWERED)
class QueuedCallsController {

    private static final Pattern TICKET = Pattern.compile("[0-9a-f-]{36}");

    private final QueuedCalls queued;
    private final JsonMapper json;

    QueuedCallsController(QueuedCalls queued, JsonMapper json) {
        this.queued = queued;
        this.json = json;
    }

    /** A page of calls. */
    @Schema(name = "QueuedCalls")
    record All(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<QueuedAnswer> calls,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    @Operation(summary = "The calls of this token that were kept while the account was locked, newest first")
    @GetMapping(path = QueuedAnswer.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    All all(ApiCaller caller, PageWanted wanted) {
        PageWanted.Page<QueuedCall> page = wanted.page(
                queued.list(caller.actor().account(), caller.token().id(), wanted.below(), wanted.oneMore()),
                call -> Long.toString(call.id()));
        return new All(page.as(call -> QueuedAnswer.of(call, json)), page.next());
    }

    @Operation(summary = "One call that was kept, and its answer when it is done; kept for two days after that")
    @GetMapping(path = QueuedAnswer.PATH + "/{call}", produces = MediaType.APPLICATION_JSON_VALUE)
    QueuedAnswer one(ApiCaller caller, @PathVariable String call) {
        if (!TICKET.matcher(call).matches()) {
            throw ApiProblem.notFound("call");
        }
        return queued.find(caller.actor().account(), caller.token().id(), call)
                .map(found -> QueuedAnswer.of(found, json))
                .orElseThrow(() -> ApiProblem.notFound("call"));
    }
}
