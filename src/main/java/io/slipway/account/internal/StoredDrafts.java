package io.slipway.account.internal;

import io.slipway.account.Drafts;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drafts in a table of the account. */
@Component
class StoredDrafts implements Drafts {

    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final int LOCATION_LIMIT = 300;

    private final AccountSql sql;
    private final Transactions transactions;
    private final Clock clock;

    StoredDrafts(AccountSql sql, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void save(UserId user, EnvironmentId environment, String location, String body) {
        if (location.length() > LOCATION_LIMIT || body.length() > LIMIT) {
            throw new IllegalArgumentException("A draft's location or body is too long: " + location.length() + ", "
                    + body.length() + " characters");
        }
        Instant now = clock.instant();
        transactions.retrying(() -> {
            sql.in(environment, "DELETE FROM {a}.draft WHERE user_id = :user AND saved_at < :before")
                    .param("user", user.value())
                    .param("before", UtcTime.toColumn(now.minus(KEPT_FOR)))
                    .update();
            at(user, environment, location, """
                    INSERT INTO {a}.draft (user_id, environment, location, body, saved_at)
                    VALUES (:user, :environment, :location, :body, :now)
                    ON DUPLICATE KEY UPDATE body = VALUES(body), saved_at = VALUES(saved_at)""")
                    .param("body", body)
                    .param("now", UtcTime.toColumn(now))
                    .update();
            return null;
        });
    }

    @Override
    public Optional<Draft> take(UserId user, EnvironmentId environment, String location) {
        return transactions.retrying(() -> {
            Optional<Draft> draft = at(user, environment, location, """
                    SELECT body, saved_at FROM {a}.draft
                    WHERE user_id = :user AND environment = :environment AND location = :location FOR UPDATE""")
                    .query((row, number) -> new Draft(row.getString("body"), UtcTime.get(row, "saved_at")))
                    .optional();
            if (draft.isPresent()) {
                at(user, environment, location, """
                        DELETE FROM {a}.draft
                        WHERE user_id = :user AND environment = :environment AND location = :location""").update();
            }
            return draft;
        });
    }

    private JdbcClient.StatementSpec at(UserId user, EnvironmentId environment, String location, String statement) {
        return sql.in(environment, statement)
                .param("user", user.value())
                .param("environment", environment.number())
                .param("location", location);
    }
}
