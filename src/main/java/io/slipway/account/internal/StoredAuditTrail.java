package io.slipway.account.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit trail in a table of the account. */
@Component
class StoredAuditTrail implements AuditTrail {

    private static final int SUBJECT_LIMIT = 300;

    private static final String MATCHING = """
            WHERE :text = '' OR INSTR(by_name, :text) > 0 OR INSTR(subject, :text) > 0 OR INSTR(details, :text) > 0
               OR INSTR(CONVERT(REPLACE(REPLACE(action, '.', ' '), '-', ' ') USING utf8mb4),
                        REPLACE(REPLACE(LOWER(:text), '.', ' '), '-', ' ')) > 0""";

    private final AccountSql sql;
    private final Clock clock;

    StoredAuditTrail(AccountSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void record(Actor actor, String action, String subject, String details) {
        UserId user = actor.user();
        sql.in(actor.account(), """
                INSERT INTO {a}.audit_entry (at, by_user, by_name, action, subject, details)
                VALUES (:at, :user, :name, :action, :subject, :details)""")
                .param("at", UtcTime.toColumn(clock.instant()))
                .param("user", user == null ? null : user.value())
                .param("name", actor.name())
                .param("action", action)
                .param("subject", cut(subject))
                .param("details", details)
                .update();
    }

    private static String cut(String subject) {
        return subject.codePointCount(0, subject.length()) <= SUBJECT_LIMIT
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, SUBJECT_LIMIT - 1)) + "…";
    }

    @Override
    public List<Entry> list(Actor actor, String text, int offset, int limit) {
        actor.requireSuperAdmin();
        return matching(
                        actor.account(),
                        "SELECT * FROM {a}.audit_entry " + MATCHING + " ORDER BY id DESC LIMIT :limit OFFSET :offset",
                        text)
                .param("limit", limit)
                .param("offset", offset)
                .query(StoredAuditTrail::entry)
                .list();
    }

    @Override
    public int count(Actor actor, String text) {
        actor.requireSuperAdmin();
        return matching(actor.account(), "SELECT COUNT(*) FROM {a}.audit_entry " + MATCHING, text)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec matching(AccountId account, String statement, String text) {
        return sql.in(account, statement).param("text", text.strip());
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        long user = row.getLong("by_user");
        return new Entry(
                row.getLong("id"),
                UtcTime.get(row, "at"),
                user == 0 ? null : new UserId(user),
                row.getString("by_name"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"));
    }
}
