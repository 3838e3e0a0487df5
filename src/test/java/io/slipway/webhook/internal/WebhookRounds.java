package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import org.springframework.stereotype.Component;

/** Lets tests of other rooms have webhooks sent, which nothing does by itself in tests. */
@Component
public class WebhookRounds {

    private final Dispatcher dispatcher;

    WebhookRounds(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Looks once at an account and sends what is due. */
    public void round(AccountId account) {
        dispatcher.round(account);
    }
}
