package io.slipway.integration.webhooks;

import io.slipway.account.NotAllowed;
import io.slipway.account.TokenScope;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiWords;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import org.springframework.stereotype.Component;

/** The webhooks a caller may know of. */
@Component
class ApiWebhooks {

    private final ApiEnvironments environments;
    private final Webhooks webhooks;

    ApiWebhooks(ApiEnvironments environments, Webhooks webhooks) {
        this.environments = environments;
        this.webhooks = webhooks;
    }

    /**
     * Whoever sets up what is told of records, or sees what was told, sees the records.
     *
     * @throws ApiProblem when the token may only build
     */
    static void requireRead(ApiCaller caller) {
        caller.require(TokenScope.READ);
    }

    /**
     * The webhook an address names.
     *
     * @throws ApiProblem not found: also when it is there, but not for this caller
     */
    Webhook find(ApiCaller caller, String id) {
        requireRead(caller);
        try {
            Webhook webhook = webhooks.get(caller.actor(), new WebhookId(ApiWords.id(id, "webhook")));
            environments.find(caller, webhook.environment().toString());
            return webhook;
        } catch (NotAllowed notTheirs) {
            throw ApiProblem.notFound("webhook");
        }
    }

    /**
     * A delivery of a webhook.
     *
     * @throws ApiProblem not found
     */
    DeliveryDetail delivery(ApiCaller caller, String webhook, String id) {
        Webhook of = find(caller, webhook);
        try {
            DeliveryDetail detail = webhooks.delivery(caller.actor(), new DeliveryId(ApiWords.id(id, "delivery")));
            if (detail.delivery().webhook().equals(of.id())) {
                return detail;
            }
        } catch (NotAllowed notTheirs) {
            // Told below as a delivery that is not there.
        }
        throw ApiProblem.notFound("delivery");
    }
}
