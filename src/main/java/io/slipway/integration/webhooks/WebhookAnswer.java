package io.slipway.integration.webhooks;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.View;
import io.slipway.integration.ApiWords;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
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
            @Schema(requiredMode = REQUIRED, description = "Id of the field") @Nullable
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

            @Schema(description = "Canonical text; missing for empty and not-empty") @Nullable
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

            @Schema(description = "Id of the table; of one that is there it stays") @Nullable
            String table,

            @Schema(requiredMode = REQUIRED, description = "created, updated, deleted") @Nullable
            List<String> events,

            @Nullable List<Filter> filters,

            @Schema(description = "Ids of the fields it sends; missing or empty: all") @Nullable
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
            Long version) {

        /**
         * As a draft.
         *
         * @param fixed the table of a webhook that is there
         */
        WebhookDraft draft(@Nullable ResourceId fixed) {
            List<String> eventWords = events == null ? List.of() : events;
            return new WebhookDraft(
                    name == null ? "" : name,
                    fixed == null ? resource("table", table) : fixed,
                    eventWords.stream()
                            .map(word -> ApiWords.inBody(Webhook.Event.class, "events", word))
                            .collect(Collectors.toSet()),
                    (filters == null ? List.<Filter>of() : filters)
                            .stream().map(Wanted::filter).toList(),
                    (fields == null ? List.<String>of() : fields)
                            .stream().map(id -> resource("fields", id)).toList(),
                    url == null ? "" : url,
                    owner == null ? null : new UserId(number("owner", owner)),
                    onPromotion == null
                            ? Webhook.OnPromotion.HOLD
                            : ApiWords.inBody(Webhook.OnPromotion.class, "onPromotion", onPromotion));
        }

        private static View.Filter filter(Filter filter) {
            return new View.Filter(
                    resource("filters", filter.field()),
                    ApiWords.inBody(View.Comparison.class, "filters", filter.comparison()),
                    filter.value());
        }

        private static ResourceId resource(String place, @Nullable String id) {
            return new ResourceId(number(place, id));
        }

        private static long number(String place, @Nullable String text) {
            try {
                long value = text == null ? 0 : Long.parseLong(text);
                if (value > 0) {
                    return value;
                }
            } catch (NumberFormatException notOne) {
                // Reported below.
            }
            throw new InvalidInput(place, "An id is needed here, as text.");
        }
    }
}
