package io.slipway.webhook;

import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a webhook to be; see {@link Webhook} for what each part means.
 *
 * @param owner null: whoever asks
 */
public record WebhookDraft(
        String name,
        ResourceId table,
        Set<Webhook.Event> events,
        List<View.Filter> filters,
        List<ResourceId> fields,
        String url,
        @Nullable UserId owner,
        Webhook.OnPromotion onPromotion) {

    public WebhookDraft {
        events = Set.copyOf(events);
        filters = List.copyOf(filters);
        fields = List.copyOf(fields);
    }

    /** A webhook as the draft it could have been made of. */
    public static WebhookDraft of(Webhook webhook) {
        return new WebhookDraft(
                webhook.name(),
                webhook.table(),
                webhook.events(),
                webhook.filters(),
                webhook.fields(),
                webhook.url(),
                webhook.owner(),
                webhook.onPromotion());
    }
}
