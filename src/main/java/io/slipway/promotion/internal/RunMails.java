package io.slipway.promotion.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.MailRequested;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The mails about a run's end, queued by the transaction that ends it: no success is told before it is durable, no
 * failure while recovery is still possible.
 */
@Component
class RunMails {

    private final ApplicationEventPublisher events;
    private final Accounts accounts;
    private final RunJournal journal;

    RunMails(ApplicationEventPublisher events, Accounts accounts, RunJournal journal) {
        this.events = events;
        this.accounts = accounts;
        this.journal = journal;
    }

    void succeeded(Run run) {
        String what = run.kind().label();
        String lock = run.lockDuration()
                .map(duration -> "Users were locked out for " + duration.toMillis() + " ms.\n")
                .orElse("");
        send(
                run,
                what + " " + run.id() + " succeeded: production is unlocked",
                "Your production account is unlocked and users can work in it again.\n\n" + lock
                        + "The state before it is kept as backup " + run.safetyBackup()
                        + ", complete and verified, under My Account, Backup & Restore.\n\n" + steps(run));
    }

    void failed(Run run) {
        String what = run.kind().label();
        boolean cancelled = run.state() == RunState.CANCELED || run.cancelAsked();
        send(
                run,
                what + " " + run.id() + (cancelled ? " was stopped" : " did not succeed")
                        + ": production is as it was before",
                "Production is unlocked and exactly as it was before; no change was put in force and no record was"
                        + " lost.\n\nReason: " + (run.failure() == null ? "not known" : run.failure()) + "\n\n"
                        + steps(run)
                        + "\nThis mail can be handed to support as it is: it names the steps and times, and no data of"
                        + " yours but the names in the reason.\n");
    }

    /** Neither way could be finished: a person decides. */
    void needsAttention(Run run) {
        send(
                run,
                run.kind().label() + " " + run.id() + " needs your decision",
                "It could neither be finished nor be taken back by itself. Open the run's page and choose whether"
                        + " production opens as it was before or as it is after.\n\nReason: "
                        + (run.failure() == null ? "not known" : run.failure()) + "\n\n" + steps(run));
    }

    private void send(Run run, String subject, String body) {
        events.publishEvent(new MailRequested(
                run.environment().account(),
                run.startedByEmail(),
                subject,
                body,
                "run:" + run.id() + ":" + run.state().name().toLowerCase(Locale.ROOT)));
    }

    /** Each step with when it began, how long it took and what failed. */
    private String steps(Run run) {
        Account account = accounts.get(run.environment().account());
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(Locale.ENGLISH)
                .withZone(account.timeZone());
        StringBuilder text = new StringBuilder("What happened (" + account.timeZone() + "):\n");
        List<JournalEntry> entries = journal.read(run.environment().account(), run.id(), 0);
        RunState state = null;
        Instant since = run.startedAt();
        for (JournalEntry entry : entries) {
            if (entry.state() != state) {
                if (state != null) {
                    text.append(", ")
                            .append(Duration.between(since, entry.at()).toMillis())
                            .append(" ms\n");
                }
                text.append("  ").append(time.format(entry.at())).append("  ").append(entry.state());
                state = entry.state();
                since = entry.at();
            }
            if (entry.mark() == JournalEntry.Mark.FAILED) {
                text.append("\n      failed at \"")
                        .append(entry.step())
                        .append("\": ")
                        .append(entry.detail());
            }
        }
        return text.append("\n").toString();
    }
}
