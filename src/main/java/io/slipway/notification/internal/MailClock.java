package io.slipway.notification.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.MailRequested;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Lets the dispatcher look for due mail: at once when this node queued some, and every few seconds for the rest. */
@Component
class MailClock implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailClock.class);
    private static final long EVERY_SECONDS = 5;

    private final Accounts accounts;
    private final MailDispatcher dispatcher;
    private final boolean wanted;
    private volatile @Nullable ScheduledExecutorService thread;

    MailClock(Accounts accounts, MailDispatcher dispatcher, MailProperties properties) {
        this.accounts = accounts;
        this.dispatcher = dispatcher;
        this.wanted = properties.dispatch();
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("mail").daemon().factory());
        started.scheduleWithFixedDelay(this::round, 1, EVERY_SECONDS, TimeUnit.SECONDS);
        thread = started;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void queued(MailRequested mail) {
        ScheduledExecutorService running = thread;
        if (running != null && !running.isShutdown()) {
            running.execute(() -> dispatchQuietly(mail.account()));
        }
    }

    private void round() {
        try {
            accounts.all().stream().map(Account::id).forEach(this::dispatchQuietly);
        } catch (RuntimeException e) {
            log.warn("Looking for due mail failed; it is tried again in {} s", EVERY_SECONDS, e);
        }
    }

    /** One account's trouble must not hold up the others' mail. */
    private void dispatchQuietly(io.slipway.common.AccountId account) {
        try {
            dispatcher.dispatch(account);
        } catch (RuntimeException e) {
            log.warn(
                    "Mail of account {} could not be dispatched; it is tried again in {} s", account, EVERY_SECONDS, e);
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.shutdown();
        try {
            if (!running.awaitTermination(15, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }
}
