package io.slipway.notification.internal;

import io.slipway.account.AccountRounds;
import io.slipway.account.Accounts;
import io.slipway.account.MailRequested;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Lets the dispatcher look for due mail: at once when this node queued some, and every few seconds for the rest. */
@Component
class MailClock implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AccountRounds rounds;
    private final boolean wanted;

    MailClock(Accounts accounts, MailQueue queue, MailDispatcher dispatcher, MailProperties properties) {
        this.rounds = new AccountRounds(
                "mail",
                () -> queue.withQueued(accounts.ids()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                dispatcher::dispatch);
        this.wanted = properties.dispatch();
    }

    @Override
    public void start() {
        rounds.start();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void queued(MailRequested mail) {
        rounds.soon(mail.account());
    }

    @Override
    public void stop() {
        rounds.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }
}
