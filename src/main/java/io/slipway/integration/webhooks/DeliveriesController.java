package io.slipway.integration.webhooks;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.slipway.integration.ProblemType;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What webhooks sent, and what still waits. */
@RestController
@Tag(name = "Webhooks")
@Needs(value = TokenScope.BUILD, whileLocked = WhileLocked.ANSWERED)
class DeliveriesController {

    private static final String ALL = WebhooksController.ONE + "/deliveries";
    private static final String ONE = ALL + "/{delivery}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiWebhooks found;
    private final Webhooks webhooks;

    DeliveriesController(ApiWebhooks found, Webhooks webhooks) {
        this.found = found;
        this.webhooks = webhooks;
    }

    /** A page of deliveries. */
    @Schema(name = "Deliveries")
    record Page(
            @Schema(requiredMode = REQUIRED) List<One> deliveries,

            @Schema(requiredMode = REQUIRED, description = "How many there are in all; at most 100,000 are counted")
            int total,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** One event on its way. */
    @Schema(name = "Delivery")
    record One(
            @Schema(requiredMode = REQUIRED) String id,

            @Schema(requiredMode = REQUIRED, description = "The same for every attempt and for what is sent again")
            String event,

            @Schema(requiredMode = REQUIRED, description = "For example record.created")
            String type,

            @Nullable String record,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"waiting", "delivered", "parked", "dropped"})
            String state,

            @Schema(requiredMode = REQUIRED) Instant queuedAt,
            @Schema(requiredMode = REQUIRED) int attempts,

            @Schema(description = "When it is tried next, while it waits") @Nullable
            Instant nextAttemptAt,

            @Schema(description = "The last answer's HTTP status; missing: there was none") @Nullable
            Integer lastStatus,

            @Schema(description = "Why the last attempt failed, or why it was dropped") @Nullable
            String reason,

            @Nullable Instant finishedAt) {

        static One of(Delivery delivery) {
            boolean waits = delivery.state() == Delivery.State.WAITING;
            return new One(
                    delivery.id().toString(),
                    delivery.event().toString(),
                    delivery.kind().type(),
                    ApiWords.text(delivery.record()),
                    ApiWords.of(delivery.state()),
                    delivery.queuedAt(),
                    delivery.attempts(),
                    waits && !delivery.behind() ? delivery.nextAttemptAt() : null,
                    delivery.lastStatus(),
                    delivery.reason(),
                    delivery.finishedAt());
        }
    }

    /** A delivery with everything sent and answered. */
    @Schema(name = "DeliveryDetail")
    record Detail(
            @Schema(requiredMode = REQUIRED) One delivery,

            @Schema(requiredMode = REQUIRED, description = "What is sent, JSON")
            String body,

            @Schema(requiredMode = REQUIRED) List<Attempt> attempts) {

        static Detail of(DeliveryDetail detail) {
            return new Detail(
                    One.of(detail.delivery()),
                    detail.body(),
                    detail.attempts().stream()
                            .map(attempt -> new Attempt(
                                    attempt.number(),
                                    attempt.at(),
                                    attempt.took().toMillis(),
                                    attempt.request(),
                                    attempt.status(),
                                    attempt.answer(),
                                    attempt.failure()))
                            .toList());
        }
    }

    /** One attempt. */
    @Schema(name = "DeliveryAttempt")
    record Attempt(
            @Schema(requiredMode = REQUIRED) int number,
            @Schema(requiredMode = REQUIRED) Instant at,
            @Schema(requiredMode = REQUIRED) long milliseconds,
            @Schema(requiredMode = REQUIRED) String request,
            @Nullable Integer status,
            @Schema(requiredMode = REQUIRED) String answer,
            @Nullable String failure) {}

    @Operation(summary = "Deliveries of a webhook, newest first")
    @GetMapping(path = ALL, produces = JSON)
    Page all(
            ApiCaller caller,
            @PathVariable String webhook,
            @Parameter(description = "waiting, delivered, parked or dropped") @RequestParam(required = false) @Nullable
                    String state,
            PageWanted wanted) {
        Webhook of = found.find(caller, webhook);
        Delivery.State only =
                ApiWords.parameter(Delivery.State.class, "state", state).orElse(null);
        PageWanted.Page<Delivery> page = wanted.page(
                webhooks.deliveriesBefore(
                        caller.actor(), of.id(), only, new DeliveryId(wanted.below()), wanted.oneMore()),
                delivery -> delivery.id().toString());
        return new Page(page.as(One::of), webhooks.count(caller.actor(), of.id(), only), page.next());
    }

    @Operation(summary = "One delivery with everything that was sent and answered")
    @GetMapping(path = ONE, produces = JSON)
    Detail one(ApiCaller caller, @PathVariable String webhook, @PathVariable String delivery) {
        return Detail.of(found.delivery(caller, webhook, delivery));
    }

    @Operation(summary = "Queues a test event, which is tried once")
    @PostMapping(path = WebhooksController.ONE + "/test", produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Detail test(ApiCaller caller, @PathVariable String webhook) {
        Webhook of = found.find(caller, webhook);
        return detail(caller, webhooks.test(caller.actor(), of.id()));
    }

    @Operation(summary = "Tries a waiting or parked delivery now")
    @PostMapping(path = ONE + "/retry", produces = JSON)
    Detail retry(ApiCaller caller, @PathVariable String webhook, @PathVariable String delivery) {
        DeliveryId id = found.delivery(caller, webhook, delivery).delivery().id();
        if (!webhooks.retryNow(caller.actor(), id)) {
            throw tooLate();
        }
        return detail(caller, id);
    }

    @Operation(summary = "Sends a finished delivery once more, with the same event id")
    @PostMapping(path = ONE + "/resend", produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Detail resend(ApiCaller caller, @PathVariable String webhook, @PathVariable String delivery) {
        DeliveryId id = found.delivery(caller, webhook, delivery).delivery().id();
        return detail(caller, webhooks.resend(caller.actor(), id));
    }

    @Operation(summary = "Gives a waiting or parked delivery up, so that later ones of its record go on")
    @PostMapping(path = ONE + "/drop", produces = JSON)
    Detail drop(ApiCaller caller, @PathVariable String webhook, @PathVariable String delivery) {
        DeliveryId id = found.delivery(caller, webhook, delivery).delivery().id();
        if (!webhooks.drop(caller.actor(), id)) {
            throw tooLate();
        }
        return detail(caller, id);
    }

    private Detail detail(ApiCaller caller, DeliveryId id) {
        return Detail.of(webhooks.delivery(caller.actor(), id));
    }

    private static ApiProblem tooLate() {
        return ApiProblem.of(ProblemType.TOO_LATE)
                .detail("The delivery neither waits nor is parked any more.")
                .fix("Look at its state; resend what was delivered or dropped.")
                .exception();
    }
}
