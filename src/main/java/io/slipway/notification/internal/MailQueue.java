package io.slipway.notification.internal;

import io.slipway.account.EmailAddress;
import io.slipway.account.MailRequested;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.AcrossAccounts;
import io.slipway.common.db.UtcTime;
import io.slipway.notification.Mail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox: a table of the account, filled by the transactions that mail tells of. */
@Component
class MailQueue {

    private static final int CAUSE_LIMIT = 100;
    private static final int SUBJECT_LIMIT = 300;
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private final AccountSql sql;
    private final AcrossAccounts across;
    private final Clock clock;

    MailQueue(AccountSql sql, AcrossAccounts across, Clock clock) {
        this.across = across;
        this.sql = sql;
        this.clock = clock;
    }

    /** In the same transaction as whoever published it; once per cause and recipient. */
    @EventListener
    void add(MailRequested wanted) {
        if (wanted.cause().length() > CAUSE_LIMIT || !wanted.cause().chars().allMatch(c -> c > 31 && c < 127)) {
            throw new IllegalArgumentException("Not a cause for mail: " + wanted.cause());
        }
        String problem = problemWith(wanted.recipient());
        Instant now = clock.instant();
        sql.in(wanted.account(), """
                INSERT INTO {a}.mail
                    (recipient, subject, body, state, cause, queued_at, next_attempt_at, last_failure)
                VALUES (:recipient, :subject, :body, :state, :cause, :now, :now, :problem)
                ON DUPLICATE KEY UPDATE id = id""")
                .param("recipient", cut(wanted.recipient(), EmailAddress.LIMIT))
                .param("subject", oneLine(wanted.subject()))
                .param("body", wanted.body())
                .param("state", (problem.isEmpty() ? Mail.State.QUEUED : Mail.State.BLOCKED).name())
                .param("cause", wanted.cause())
                .param("now", UtcTime.toColumn(now))
                .param("problem", problem.isEmpty() ? null : problem)
                .update();
    }

    private static String problemWith(String recipient) {
        try {
            EmailAddress.clean(recipient);
            return "";
        } catch (InvalidInput e) {
            return "“" + cut(recipient, 60) + "” is no e-mail address.";
        }
    }

    /** A line break in a subject would begin a header of somebody else's making. */
    private static String oneLine(String subject) {
        return cut(LINE_BREAKS.matcher(subject).replaceAll(" ").strip(), SUBJECT_LIMIT);
    }

    private static String cut(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }

    /** Of accounts, those that have mails to be sent, now or later. */
    List<AccountId> withQueued(Collection<AccountId> accounts) {
        return across.where(accounts, "EXISTS (SELECT 1 FROM {a}.mail WHERE state = 'QUEUED')");
    }

    /** Up to that many mails that are due, the oldest first. */
    List<Mail> due(AccountId account, Instant now, int limit) {
        return sql.in(account, """
                SELECT * FROM {a}.mail WHERE state = 'QUEUED' AND next_attempt_at <= :now
                ORDER BY next_attempt_at, id LIMIT :limit""")
                .param("now", UtcTime.toColumn(now))
                .param("limit", limit)
                .query(MailQueue::mail)
                .list();
    }

    /**
     * Takes a mail for an attempt. Until the lease is over nobody else takes it; a node that dies meanwhile leaves it to
     * be tried again then.
     */
    boolean claim(AccountId account, Mail mail, Instant leaseEnd) {
        return sql.in(account, """
                UPDATE {a}.mail SET attempts = attempts + 1, next_attempt_at = :lease
                WHERE id = :id AND state = 'QUEUED' AND attempts = :attempts AND next_attempt_at = :due""")
                        .param("lease", UtcTime.toColumn(leaseEnd))
                        .param("id", mail.id())
                        .param("attempts", mail.attempts())
                        .param("due", UtcTime.toColumn(mail.nextAttemptAt()))
                        .update()
                == 1;
    }

    void sent(AccountId account, Mail mail, Mail.Route route) {
        sql.in(account, """
                UPDATE {a}.mail SET state = 'SENT', sent_at = :now, route = :route, last_failure = NULL
                WHERE id = :id AND state = 'QUEUED'""")
                .param("now", UtcTime.toColumn(clock.instant()))
                .param("route", route.name())
                .param("id", mail.id())
                .update();
    }

    void failed(AccountId account, Mail mail, String failure, Mail.State next, Instant nextAttempt) {
        sql.in(account, """
                UPDATE {a}.mail SET state = :state, next_attempt_at = :next, last_failure = :failure
                WHERE id = :id AND state = 'QUEUED'""")
                .param("state", next.name())
                .param("next", UtcTime.toColumn(nextAttempt))
                .param("failure", failure)
                .param("id", mail.id())
                .update();
    }

    boolean queueAgain(AccountId account, long id) {
        return sql.in(account, """
                UPDATE {a}.mail SET state = 'QUEUED', attempts = 0, next_attempt_at = :now
                WHERE id = :id AND state = 'BLOCKED'""")
                        .param("now", UtcTime.toColumn(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<Mail> find(AccountId account, long id) {
        return sql.in(account, "SELECT * FROM {a}.mail WHERE id = :id")
                .param("id", id)
                .query(MailQueue::mail)
                .optional();
    }

    List<Mail> list(AccountId account, String text, int offset, int limit) {
        return matching(account, "SELECT *", " ORDER BY id DESC LIMIT :limit OFFSET :offset", text)
                .param("limit", limit)
                .param("offset", offset)
                .query(MailQueue::mail)
                .list();
    }

    int count(AccountId account, String text) {
        return matching(account, "SELECT COUNT(*)", "", text)
                .query(Integer.class)
                .single();
    }

    int countBlocked(AccountId account) {
        return sql.in(account, "SELECT COUNT(*) FROM {a}.mail WHERE state = 'BLOCKED'")
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec matching(AccountId account, String select, String tail, String text) {
        return sql.in(account, select + """
                 FROM {a}.mail WHERE :text = '' OR INSTR(recipient, :text) > 0 OR INSTR(subject, :text) > 0
                OR INSTR(body, :text) > 0""" + tail).param("text", text.strip());
    }

    private static Mail mail(ResultSet row, int number) throws SQLException {
        String route = row.getString("route");
        return new Mail(
                row.getLong("id"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                Mail.State.valueOf(row.getString("state")),
                UtcTime.get(row, "queued_at"),
                row.getInt("attempts"),
                UtcTime.get(row, "next_attempt_at"),
                UtcTime.getNullable(row, "sent_at"),
                route == null ? null : Mail.Route.valueOf(route),
                row.getString("last_failure"));
    }
}
