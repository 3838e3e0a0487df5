package io.slipway.webhook.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.common.AccountId;
import io.slipway.promotion.RunEvents;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the dispatcher look at all accounts every half second, and at one at once when there is reason to. */
@Component
class WebhookClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookClock.class);
    private static final long EVERY_MILLIS = 500;
    private static final long CLEAN_EVERY_MINUTES = 60;

    private final Accounts accounts;
    private final Dispatcher dispatcher;
    private final Cleaning cleaning;
    private final boolean wanted;
    private volatile @Nullable ScheduledExecutorService threads;

    WebhookClock(Accounts accounts, Dispatcher dispatcher, Cleaning cleaning, WebhookProperties properties) {
        this.accounts = accounts;
        this.dispatcher = dispatcher;
        this.cleaning = cleaning;
        this.wanted = properties.dispatch();
    }

    @Override
    public void start() {
        // two, so that cleaning up holds up nobody
        ScheduledExecutorService started = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("webhooks-", 1).daemon().factory());
        started.scheduleWithFixedDelay(() -> each(dispatcher::round), 2000, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        started.scheduleWithFixedDelay(() -> each(cleaning::clean), 10, CLEAN_EVERY_MINUTES, TimeUnit.MINUTES);
        threads = started;
    }

    /** Looks at an account as soon as possible; does nothing on a node that does not send. */
    void soon(AccountId account) {
        ScheduledExecutorService running = threads;
        if (running != null) {
            try {
                running.execute(() -> quietly(account, dispatcher::round));
            } catch (RejectedExecutionException e) {
                // the node stops; another one looks
            }
        }
    }

    @EventListener
    void unlocked(RunEvents.Unlocked event) {
        soon(event.account());
    }

    private void each(java.util.function.Consumer<AccountId> work) {
        try {
            accounts.all().stream().map(Account::id).forEach(account -> quietly(account, work));
        } catch (RuntimeException e) {
            LOG.warn("Looking at webhooks failed; it is tried again", e);
        }
    }

    /** One account's trouble must not hold up the others. */
    private void quietly(AccountId account, java.util.function.Consumer<AccountId> work) {
        try {
            if (threads != null) {
                work.accept(account);
            }
        } catch (RuntimeException e) {
            LOG.warn("Webhooks of account {} could not be looked at; it is tried again", account, e);
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = threads;
        threads = null;
        if (running == null) {
            return;
        }
        running.shutdown();
        try {
            if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }
}
