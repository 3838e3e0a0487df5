package io.slipway.integration.webhooks;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.common.ResourceId;
import io.slipway.integration.ApiWords;
import io.slipway.webhook.Webhook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as the API tells of it; its secret is told once, when it is made or changed. */
@Schema(name = "Webhook")
record WebhookAnswer(
        @Schema(requiredMode = REQUIRED) String id,
        @Schema(requiredMode = REQUIRED) String environment,
        @Schema(requiredMode = REQUIRED) String table,
        @Schema(requiredMode = REQUIRED) String name,
        @Schema(requiredMode = REQUIRED) List<String> events,
        @Schema(requiredMode = REQUIRED) List<Filter> filters,

        @Schema(requiredMode = REQUIRED, description = "Ids of the fields it sends; empty: all")
        List<String> fields,

        @Schema(requiredMode = REQUIRED) String url,

        @Schema(requiredMode = REQUIRED, description = "Id of the person in whose name it sees records")
        String owner,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"hold", "drop"})
        String onPromotion,

        @Schema(requiredMode = REQUIRED) boolean enabled,

        @Schema(description = "Why Slipway itself switched it off") @Nullable
        String offReason,

        @Schema(description = "Until when the secret before the last one signs, too") @Nullable
        Instant oldSecretUntil,

        @Schema(requiredMode = REQUIRED) String createdBy,
        @Schema(requiredMode = REQUIRED) Instant createdAt,

        @Schema(requiredMode = REQUIRED, description = "Raised by each change; send it with the next one")
        long version,

        @Schema(description = "What it signs with; only when it has just been made") @Nullable
        String secret) {

    /** A condition. */
    @Schema(name = "WebhookFilter")
    record Filter(
            @Schema(requiredMode = REQUIRED, description = "Id of the field; its API name is taken, too") @Nullable
            String field,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {
                        "equals",
                        "not-equals",
                        "contains",
                        "starts-with",
                        "less",
                        "at-most",
                        "greater",
                        "at-least",
                        "empty",
                        "not-empty"
                    })
            @Nullable
            String comparison,

            @Schema(description = "As in records, a choice also as label; missing for empty and not-empty") @Nullable
            String value) {}

    static WebhookAnswer of(Webhook webhook, @Nullable String secret) {
        return new WebhookAnswer(
                webhook.id().toString(),
                webhook.environment().toString(),
                webhook.table().toString(),
                webhook.name(),
                webhook.events().stream().sorted().map(ApiWords::of).toList(),
                webhook.filters().stream()
                        .map(filter ->
                                new Filter(filter.field().toString(), ApiWords.of(filter.comparison()), filter.value()))
                        .toList(),
                webhook.fields().stream().map(ResourceId::toString).toList(),
                webhook.url(),
                webhook.owner().toString(),
                ApiWords.of(webhook.onPromotion()),
                webhook.enabled(),
                webhook.offReason(),
                webhook.oldSecretUntil(),
                webhook.createdBy(),
                webhook.createdAt(),
                webhook.version(),
                secret);
    }

    /** What somebody wants a webhook to be. */
    @Schema(name = "WebhookWanted")
    record Wanted(
            @Schema(requiredMode = REQUIRED) @Nullable String name,

            @Schema(description = "API name or id of the table; of one that is there it stays") @Nullable
            String table,

            @Schema(requiredMode = REQUIRED, description = "created, updated, deleted") @Nullable
            List<String> events,

            @Nullable List<Filter> filters,

            @Schema(description = "API names or ids of the fields it sends; missing or empty: all") @Nullable
            List<String> fields,

            @Schema(requiredMode = REQUIRED) @Nullable String url,

            @Schema(description = "Id of the person in whose name it sees records; missing: the token's owner")
            @Nullable
            String owner,

            @Schema(
                    description = "hold when missing",
                    allowableValues = {"hold", "drop"})
            @Nullable
            String onPromotion,

            @Schema(description = "The version the change was made of; of a new one missing") @Nullable
            Long version) {}
}
