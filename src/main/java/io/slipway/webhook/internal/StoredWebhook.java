package io.slipway.webhook.internal;

import io.slipway.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * A webhook with what nobody outside this room sees.
 *
 * @param fromPosition only what the change feed has after this position concerns it
 * @param secret encrypted
 * @param oldSecret encrypted; null: none, or its time is over
 */
record StoredWebhook(Webhook webhook, long fromPosition, byte[] secret, byte @Nullable [] oldSecret) {

    @Override
    public String toString() {
        return "StoredWebhook[" + webhook.id() + "]";
    }
}
