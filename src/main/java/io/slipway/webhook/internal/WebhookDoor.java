package io.slipway.webhook.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.webhook.WebhookId;
import org.springframework.stereotype.Component;

/** Lets Super Admins of the account to its webhooks; what is not there looks like what is another account's. */
@Component
class WebhookDoor {

    private static final String NOT_HERE = "This webhook is not here, or not yours to see.";

    private final WebhookRows rows;
    private final Environments environments;

    WebhookDoor(WebhookRows rows, Environments environments) {
        this.rows = rows;
        this.environments = environments;
    }

    Environment environment(Actor actor, EnvironmentId id) {
        actor.requireSuperAdmin();
        actor.requireAccount(id.account());
        return environments
                .find(id)
                .orElseThrow(() -> new NotAllowed("This environment is not here, or not yours to see."));
    }

    StoredWebhook webhook(Actor actor, WebhookId id) {
        actor.requireSuperAdmin();
        return rows.find(actor.account(), id).orElseThrow(() -> new NotAllowed(NOT_HERE));
    }

    /** As it is until the transaction open on this thread ends. */
    StoredWebhook locked(Actor actor, WebhookId id) {
        actor.requireSuperAdmin();
        return rows.findForUpdate(actor.account(), id).orElseThrow(() -> new NotAllowed(NOT_HERE));
    }
}
