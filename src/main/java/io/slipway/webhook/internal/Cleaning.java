package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.webhook.WebhookId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes what is finished and old, and what belongs to webhooks and environments that are gone. */
@Component
class Cleaning {

    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);
    private static final int CHUNK = 1000;

    private final AccountSql sql;
    private final WebhookRows webhooks;
    private final DeliveryQueue queue;
    private final Transactions transactions;
    private final WebhookProperties properties;

    Cleaning(
            AccountSql sql,
            WebhookRows webhooks,
            DeliveryQueue queue,
            Transactions transactions,
            WebhookProperties properties) {
        this.sql = sql;
        this.queue = queue;
        this.webhooks = webhooks;
        this.transactions = transactions;
        this.properties = properties;
    }

    /** Everything once. */
    void clean(AccountId account) {
        webhooks.deleteHomeless(account);
        webhooks.forgetOldSecrets(account);
        // what was parked that long ago is given up, and whatever waits behind it goes on
        repeat(() -> oldParked(account));
        repeat(() -> old(
                account,
                "DELETE FROM {a}.webhook_delivery WHERE state = 'DELIVERED'"
                        + " AND finished_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT " + CHUNK));
        repeat(() -> old(
                account,
                "DELETE FROM {a}.webhook_delivery WHERE state = 'DROPPED'"
                        + " AND finished_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT " + CHUNK));
        letStrandedGo(account);
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

    private int oldParked(AccountId account) {
        Map<WebhookId, Set<RecordId>> chains = new HashMap<>();
        List<Long> ids = sql.in(
                        account,
                        "SELECT id, webhook, chain FROM {a}.webhook_delivery WHERE state = 'PARKED'"
                                + " AND finished_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY LIMIT " + CHUNK
                                + " FOR UPDATE")
                .param("days", properties.keepDays())
                .query((row, index) -> {
                    chains.computeIfAbsent(new WebhookId(row.getLong("webhook")), webhook -> new HashSet<>())
                            .add(RecordId.of(row.getBytes("chain")));
                    return row.getLong("id");
                })
                .list();
        if (!ids.isEmpty()) {
            sql.in(account, "DELETE FROM {a}.webhook_delivery WHERE id IN (:ids)")
                    .param("ids", ids)
                    .update();
            chains.forEach((webhook, some) -> queue.letGo(account, webhook, some));
        }
        return ids.size();
    }

    private void letStrandedGo(AccountId account) {
        for (WebhookId webhook : webhooks.ids(account)) {
            int stranded = queue.letStrandedGo(account, webhook);
            if (stranded > 0) {
                LOG.warn("{} events of webhook {} of account {} waited for nothing", stranded, webhook, account);
            }
        }
    }

    private int old(AccountId account, String statement) {
        JdbcClient.StatementSpec spec = sql.in(account, statement).param("days", properties.keepDays());
        return spec.update();
    }

    private void repeat(Supplier<Integer> some) {
        while (transactions.retrying(some) == CHUNK) {
            // the next thousand
        }
    }
}
