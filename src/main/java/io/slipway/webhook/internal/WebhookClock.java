package io.slipway.webhook.internal;

import io.slipway.account.AccountRounds;
import io.slipway.account.Accounts;
import io.slipway.common.AccountId;
import io.slipway.promotion.RunEvents;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the dispatcher look every half second at the accounts that have work for it, and at one at once when asked to. */
@Component
class WebhookClock implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AccountRounds dispatching;
    private final AccountRounds cleaning;
    private final boolean wanted;

    WebhookClock(Accounts accounts, Dispatcher dispatcher, Cleaning cleaning, WebhookProperties properties) {
        this.dispatching = new AccountRounds(
                "webhooks",
                () -> dispatcher.busy(accounts.ids()),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                dispatcher::round);
        this.cleaning = new AccountRounds(
                "webhook-cleaning", accounts::ids, Duration.ofMinutes(10), Duration.ofHours(1), cleaning::clean);
        this.wanted = properties.dispatch();
    }

    @Override
    public void start() {
        dispatching.start();
        cleaning.start();
    }

    /** Looks at an account as soon as possible; does nothing on a node that does not send. */
    void soon(AccountId account) {
        dispatching.soon(account);
    }

    @EventListener
    void unlocked(RunEvents.Unlocked event) {
        soon(event.account());
    }

    @Override
    public void stop() {
        dispatching.stop(PATIENCE);
        cleaning.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return dispatching.isRunning();
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }
}
