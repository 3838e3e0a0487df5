package io.slipway.integration.webhooks;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.slipway.integration.webhooks.WebhookAnswer.Wanted;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks of environments. */
@RestController
@Tag(name = "Webhooks")
@Needs(value = TokenScope.BUILD, whileLocked = WhileLocked.ANSWERED)
class WebhooksController {

    static final String ONE = ApiPaths.V1 + "/webhooks/{webhook}";
    private static final String ALL = ApiPaths.ENVIRONMENT + "/webhooks";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiEnvironments environments;
    private final ApiWebhooks found;
    private final Webhooks webhooks;
    private final WebhookReading reading;

    WebhooksController(ApiEnvironments environments, ApiWebhooks found, Webhooks webhooks, WebhookReading reading) {
        this.reading = reading;
        this.environments = environments;
        this.found = found;
        this.webhooks = webhooks;
    }

    /** A page of the webhooks of an environment. */
    @Schema(name = "Webhooks")
    record Found(
            @Schema(requiredMode = REQUIRED) List<WebhookAnswer> webhooks,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A new secret wanted. */
    @Schema(name = "WebhookRotation")
    record Rotation(
            @Schema(description = "For how long the old secret signs beside the new one; 0 when missing") @Nullable
            Long overlapSeconds) {}

    @Operation(summary = "The webhooks of an environment, by name")
    @GetMapping(path = ALL, produces = JSON)
    Found all(ApiCaller caller, @PathVariable String environment, PageWanted wanted) {
        ApiWebhooks.requireRead(caller);
        EnvironmentId id = environments.find(caller, environment).id();
        PageWanted.Page<Webhook> page = wanted.byName(
                webhooks.list(caller.actor(), id).stream(),
                Webhook::name,
                webhook -> webhook.id().value());
        return new Found(page.as(webhook -> WebhookAnswer.of(webhook, null)), page.next());
    }

    @Operation(summary = "One webhook")
    @GetMapping(path = ONE, produces = JSON)
    WebhookAnswer one(ApiCaller caller, @PathVariable String webhook) {
        return WebhookAnswer.of(found.find(caller, webhook), null);
    }

    @Operation(summary = "Makes a webhook; the answer has its secret, which nobody can read again")
    @PostMapping(path = ALL, consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WebhookAnswer> create(
            ApiCaller caller, @PathVariable String environment, @RequestBody Wanted wanted) {
        ApiWebhooks.requireRead(caller);
        EnvironmentId id = environments.find(caller, environment).id();
        Webhooks.WithSecret made = webhooks.create(caller.actor(), id, reading.draft(caller, id, wanted, null));
        String address = ApiPaths.V1 + "/webhooks/" + made.webhook().id();
        keepWithoutSecret(caller, 201, Map.of("Content-Type", JSON, "Location", address), made.webhook());
        return ResponseEntity.created(URI.create(address)).body(WebhookAnswer.of(made.webhook(), made.secret()));
    }

    @Operation(summary = "Changes a webhook; its table stays")
    @PutMapping(path = ONE, consumes = JSON, produces = JSON)
    WebhookAnswer change(ApiCaller caller, @PathVariable String webhook, @RequestBody Wanted wanted) {
        Webhook now = found.find(caller, webhook);
        if (wanted.version() == null) {
            throw new InvalidInput("version", "Send the version the change was made of.");
        }
        return WebhookAnswer.of(
                webhooks.change(
                        caller.actor(),
                        now.id(),
                        reading.draft(caller, now.environment(), wanted, now.table()),
                        wanted.version()),
                null);
    }

    @Operation(summary = "Switches a webhook on")
    @PostMapping(path = ONE + "/enable", produces = JSON)
    WebhookAnswer enable(ApiCaller caller, @PathVariable String webhook) {
        return WebhookAnswer.of(
                webhooks.setEnabled(caller.actor(), found.find(caller, webhook).id(), true), null);
    }

    @Operation(summary = "Switches a webhook off")
    @PostMapping(path = ONE + "/disable", produces = JSON)
    WebhookAnswer disable(ApiCaller caller, @PathVariable String webhook) {
        return WebhookAnswer.of(
                webhooks.setEnabled(caller.actor(), found.find(caller, webhook).id(), false), null);
    }

    @Operation(summary = "Gives a webhook a new secret, which the answer has")
    @PostMapping(path = ONE + "/rotate-secret", consumes = JSON, produces = JSON)
    WebhookAnswer rotate(ApiCaller caller, @PathVariable String webhook, @RequestBody Rotation rotation) {
        long seconds = rotation.overlapSeconds() == null ? 0 : rotation.overlapSeconds();
        if (seconds < 0 || seconds > Webhooks.LONGEST_OVERLAP.toSeconds()) {
            throw new InvalidInput(
                    "overlapSeconds", "The overlap is 0 to " + Webhooks.LONGEST_OVERLAP.toSeconds() + " seconds.");
        }
        Webhooks.WithSecret rotated = webhooks.rotateSecret(
                caller.actor(), found.find(caller, webhook).id(), Duration.ofSeconds(seconds));
        keepWithoutSecret(caller, 200, Map.of("Content-Type", JSON), rotated.webhook());
        return WebhookAnswer.of(rotated.webhook(), rotated.secret());
    }

    /** What is kept for a repeated call is in the database, where no secret may stand as it is. */
    private static void keepWithoutSecret(ApiCaller caller, int status, Map<String, String> headers, Webhook webhook) {
        caller.answerInTransaction(status, headers, WebhookAnswer.of(webhook, null));
    }

    @Operation(summary = "Removes a webhook with all its deliveries")
    @DeleteMapping(path = ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(ApiCaller caller, @PathVariable String webhook) {
        webhooks.delete(caller.actor(), found.find(caller, webhook).id());
    }
}
