package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes what is finished and old, and what belongs to webhooks and environments that are gone. */
@Component
class Cleaning {

    private static final int CHUNK = 1000;

    private final AccountSql sql;
    private final WebhookRows webhooks;
    private final Transactions transactions;
    private final WebhookProperties properties;

    Cleaning(AccountSql sql, WebhookRows webhooks, Transactions transactions, WebhookProperties properties) {
        this.sql = sql;
        this.webhooks = webhooks;
        this.transactions = transactions;
        this.properties = properties;
    }

    /** Everything once. */
    void clean(AccountId account) {
        webhooks.deleteHomeless(account);
        webhooks.forgetOldSecrets(account);
        // what was parked that long ago is given up, and whatever waits behind it goes on
        repeat(() -> old(
                account,
                "DELETE FROM {a}.webhook_delivery WHERE state = 'PARKED'"
                        + " AND finished_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT " + CHUNK));
        repeat(() -> old(
                account,
                "DELETE FROM {a}.webhook_delivery WHERE state = 'DELIVERED'"
                        + " AND finished_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT " + CHUNK));
        repeat(() -> old(
                account,
                "DELETE FROM {a}.webhook_delivery WHERE state = 'DROPPED'"
                        + " AND finished_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT " + CHUNK));
        repeat(() -> sql.in(
                        account,
                        "DELETE FROM {a}.webhook_delivery" + " WHERE webhook NOT IN (SELECT id FROM {a}.webhook) LIMIT "
                                + CHUNK)
                .update());
        repeat(() -> sql.in(
                        account,
                        "DELETE FROM {a}.webhook_attempt"
                                + " WHERE delivery NOT IN (SELECT id FROM {a}.webhook_delivery) LIMIT " + CHUNK)
                .update());
    }

    private int old(AccountId account, String statement) {
        JdbcClient.StatementSpec spec = sql.in(account, statement).param("days", properties.keepDays());
        return spec.update();
    }

    private void repeat(java.util.function.Supplier<Integer> some) {
        while (transactions.retrying(some) == CHUNK) {
            // the next thousand
        }
    }
}
