package io.slipway.integration.webhooks;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a webhook is doing, and what is done with all that waits at once. */
@RestController
@Tag(name = "Webhooks")
@Needs(value = TokenScope.BUILD, whileLocked = WhileLocked.ANSWERED)
class WebhookCareController {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiWebhooks found;
    private final Webhooks webhooks;

    WebhookCareController(ApiWebhooks found, Webhooks webhooks) {
        this.found = found;
        this.webhooks = webhooks;
    }

    /** How a webhook is doing. */
    @Schema(name = "WebhookHealth")
    record Health(
            @Schema(requiredMode = REQUIRED, description = "To be sent, those that failed before included")
            long waiting,

            @Schema(requiredMode = REQUIRED, description = "Of these, those whose last attempt failed")
            long failing,

            @Schema(requiredMode = REQUIRED, description = "Given up after days; later events of their records wait")
            long parked,

            @Schema(requiredMode = REQUIRED, description = "Whether all waits for a promotion or restore to end")
            boolean held,

            @Nullable Instant lastDeliveredAt,

            @Schema(description = "Why the last failing or parked one failed") @Nullable
            String lastFailure) {}

    /** How many deliveries it was done to. */
    @Schema(name = "DeliveryCount")
    record Count(@Schema(requiredMode = REQUIRED) int deliveries) {}

    @Operation(summary = "How a webhook's deliveries are doing")
    @GetMapping(path = WebhooksController.ONE + "/health", produces = JSON)
    Health health(ApiCaller caller, @PathVariable String webhook) {
        Webhook of = found.find(caller, webhook);
        Webhooks.Health now = webhooks.health(caller.actor(), of.id());
        return new Health(
                now.waiting(),
                now.failing(),
                now.parked(),
                webhooks.held(caller.actor(), of.environment()),
                now.lastDeliveredAt(),
                now.lastFailure());
    }

    @Operation(summary = "Ends the time in which the old secret signs beside the new one")
    @PostMapping(path = WebhooksController.ONE + "/end-old-secret", produces = JSON)
    WebhookAnswer endOldSecret(ApiCaller caller, @PathVariable String webhook) {
        return WebhookAnswer.of(
                webhooks.endOldSecret(
                        caller.actor(), found.find(caller, webhook).id()),
                null);
    }

    @Operation(summary = "Tries all parked deliveries again")
    @PostMapping(path = WebhooksController.ONE + "/retry-parked", produces = JSON)
    Count retryParked(ApiCaller caller, @PathVariable String webhook) {
        return new Count(
                webhooks.retryParked(caller.actor(), found.find(caller, webhook).id()));
    }

    @Operation(summary = "Gives all waiting and parked deliveries up; each can be sent again later")
    @PostMapping(path = WebhooksController.ONE + "/drop-waiting", produces = JSON)
    Count dropWaiting(ApiCaller caller, @PathVariable String webhook) {
        return new Count(
                webhooks.dropAll(caller.actor(), found.find(caller, webhook).id()));
    }
}
