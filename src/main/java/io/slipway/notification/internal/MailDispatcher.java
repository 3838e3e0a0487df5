package io.slipway.notification.internal;

import io.slipway.common.AccountId;
import io.slipway.notification.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is due, one mail after the other. A failed attempt is repeated after ever longer pauses; after the last one
 * the mail is BLOCKED until somebody asks to send it again. Each mail is claimed by one guarded update, so that several
 * nodes never send the same one; only a node that dies between the mail server's answer and writing it down leads to a
 * second copy, with the same message id.
 */
@Component
class MailDispatcher {

    private static final Logger log = LoggerFactory.getLogger(MailDispatcher.class);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int BATCH = 50;

    private final MailQueue queue;
    private final MailRoute route;
    private final Clock clock;

    MailDispatcher(MailQueue queue, MailRoute route, Clock clock) {
        this.queue = queue;
        this.route = route;
        this.clock = clock;
    }

    /** Sends an account's due mails; the number of attempts made. */
    int dispatch(AccountId account) {
        int attempts = 0;
        for (Mail mail : queue.due(account, clock.instant(), BATCH)) {
            if (queue.claim(account, mail, clock.instant().plus(LEASE))) {
                attempt(account, mail);
                attempts++;
            }
        }
        return attempts;
    }

    private void attempt(AccountId account, Mail mail) {
        try {
            route.deliver(account, mail);
        } catch (RuntimeException e) {
            failed(account, mail, e);
            return;
        }
        queue.sent(account, mail, route.kind());
    }

    private void failed(AccountId account, Mail mail, RuntimeException e) {
        int made = mail.attempts() + 1;
        boolean last = made > PAUSES.size();
        Instant next = last ? clock.instant() : clock.instant().plus(PAUSES.get(made - 1));
        log.warn(
                "Mail {} of account {} could not be sent (attempt {}){}: {}",
                mail.id(),
                account,
                made,
                last ? ", given up" : "",
                reason(e));
        queue.failed(account, mail, reason(e), last ? Mail.State.BLOCKED : Mail.State.QUEUED, next);
    }

    /** The innermost cause says what the mail server said. */
    private static String reason(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null || message.isBlank() ? innermost.getClass().getSimpleName() : message.strip();
    }

    /** How many attempts a mail gets. */
    static int attemptsInAll() {
        return PAUSES.size() + 1;
    }
}
