package io.slipway.integration.webhooks;

import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.View;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiWords;
import io.slipway.integration.records.CalledResources;
import io.slipway.integration.webhooks.WebhookAnswer.Filter;
import io.slipway.integration.webhooks.WebhookAnswer.Wanted;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a call wants a webhook to be. */
@Component
class WebhookReading {

    private final CalledResources called;

    WebhookReading(CalledResources called) {
        this.called = called;
    }

    /**
     * As a draft.
     *
     * @param fixed the table of a webhook that is there; null: a new one
     * @throws InvalidInput for what names nothing
     */
    WebhookDraft draft(ApiCaller caller, EnvironmentId environment, Wanted wanted, @Nullable ResourceId fixed) {
        ResourceId table = fixed == null ? called.table(caller, environment, "table", wanted.table()) : fixed;
        List<String> events = wanted.events() == null ? List.of() : wanted.events();
        List<Filter> filters = wanted.filters() == null ? List.of() : wanted.filters();
        List<String> fields = wanted.fields() == null ? List.of() : wanted.fields();
        return new WebhookDraft(
                wanted.name() == null ? "" : wanted.name(),
                table,
                events.stream()
                        .map(word -> ApiWords.inBody(Webhook.Event.class, "events", word))
                        .collect(Collectors.toSet()),
                filters.stream()
                        .map(filter -> filter(caller, environment, table, filter))
                        .toList(),
                fields.stream()
                        .map(field -> called.field(caller, environment, table, "fields", field))
                        .toList(),
                wanted.url() == null ? "" : wanted.url(),
                wanted.owner() == null ? null : owner(wanted.owner()),
                wanted.onPromotion() == null
                        ? Webhook.OnPromotion.HOLD
                        : ApiWords.inBody(Webhook.OnPromotion.class, "onPromotion", wanted.onPromotion()));
    }

    private View.Filter filter(ApiCaller caller, EnvironmentId environment, ResourceId table, Filter filter) {
        ResourceId field = called.field(caller, environment, table, "filters", filter.field());
        return new View.Filter(
                field,
                ApiWords.inBody(View.Comparison.class, "filters", filter.comparison()),
                called.filterValue(caller, environment, table, field, filter.value()));
    }

    private static UserId owner(String text) {
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return new UserId(id);
            }
        } catch (NumberFormatException notOne) {
            // Told below.
        }
        throw new InvalidInput("owner", "The id of a person is needed here, as text; GET /api/v1/people lists them.");
    }
}
