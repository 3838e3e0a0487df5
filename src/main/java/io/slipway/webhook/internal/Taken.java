package io.slipway.webhook.internal;

import io.slipway.common.RecordId;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery a node has taken to send it.
 *
 * @param chain what it keeps its order with; null: nothing
 * @param attempts made before
 * @param claim proves that it is still the taker's
 */
record Taken(
        DeliveryId id,
        WebhookId webhook,
        UUID event,
        Delivery.Kind kind,
        @Nullable RecordId chain,
        String body,
        Instant queuedAt,
        int attempts,
        long claim) {}
