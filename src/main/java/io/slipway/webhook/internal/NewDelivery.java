package io.slipway.webhook.internal;

import io.slipway.common.RecordId;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.WebhookId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery to be queued.
 *
 * @param chain what it must keep its order with; null: nothing
 * @param position in the change feed; null: it does not come from there
 * @param dropped why it is not sent at all; null: it is
 */
record NewDelivery(
        WebhookId webhook,
        UUID event,
        Delivery.Kind kind,
        @Nullable RecordId record,
        @Nullable RecordId chain,
        @Nullable Long position,
        String body,
        @Nullable String dropped) {

    /** The chain of a table's own events. */
    static final RecordId WHOLE_TABLE = new RecordId(new UUID(0, 0));
}
