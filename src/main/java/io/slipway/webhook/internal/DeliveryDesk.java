package io.slipway.webhook.internal;

import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Delivery.State;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with deliveries. Checks no permission. */
@Component
class DeliveryDesk {

    private static final int CHUNK = 1000;

    private final AccountSql sql;
    private final DeliveryRows rows;
    private final DeliveryQueue queue;
    private final Transactions transactions;

    DeliveryDesk(AccountSql sql, DeliveryRows rows, DeliveryQueue queue, Transactions transactions) {
        this.sql = sql;
        this.rows = rows;
        this.queue = queue;
        this.transactions = transactions;
    }

    List<Delivery> list(
            AccountId account, WebhookId webhook, @Nullable State state, DeliveryId before, int offset, int limit) {
        return rows.list(account, webhook, state, before, offset, limit);
    }

    int count(AccountId account, WebhookId webhook, @Nullable State state) {
        return rows.count(account, webhook, state);
    }

    Webhooks.Health health(AccountId account, WebhookId webhook) {
        return rows.health(account, webhook);
    }

    DeliveryDetail detail(AccountId account, DeliveryId id) {
        Delivery delivery = get(account, id);
        return new DeliveryDetail(delivery, rows.body(account, id), rows.attempts(account, id));
    }

    private Delivery get(AccountId account, DeliveryId id) {
        return rows.find(account, id)
                .orElseThrow(() -> new NotAllowed("This delivery is not here (any more), or not yours to see."));
    }

    DeliveryId add(AccountId account, NewDelivery delivery) {
        return transactions.retrying(() -> {
            queue.add(account, List.of(delivery));
            return new DeliveryId(
                    sql.in(account, "SELECT LAST_INSERT_ID()").query(Long.class).single());
        });
    }

    DeliveryId resend(AccountId account, DeliveryId id) {
        return transactions.retrying(() -> {
            Delivery old = get(account, id);
            if (old.state() == State.WAITING || old.state() == State.PARKED) {
                throw new InvalidInput("delivery", "It has not been delivered yet. Try it now instead.");
            }
            boolean wholeTable = old.kind() == Delivery.Kind.TABLE_CHANGED;
            return add(
                    account,
                    new NewDelivery(
                            old.webhook(),
                            old.event(),
                            old.kind(),
                            old.record(),
                            wholeTable ? NewDelivery.WHOLE_TABLE : old.record(),
                            null,
                            rows.body(account, id),
                            null));
        });
    }

    boolean retry(AccountId account, DeliveryId id) {
        return transactions.retrying(() -> {
            get(account, id);
            boolean open = queue.retry(account, "id = :parameter AND state IN ('WAITING', 'PARKED')", id.value()) > 0;
            if (open) {
                queue.wake(account, List.of(id));
            }
            return open;
        });
    }

    int retryParked(AccountId account, WebhookId webhook) {
        return transactions.retrying(() -> {
            List<Long> parked = sql.in(
                            account,
                            "SELECT id FROM {a}.webhook_delivery WHERE webhook = :webhook AND state = 'PARKED' FOR UPDATE")
                    .param("webhook", webhook.value())
                    .query((row, index) -> row.getLong(1))
                    .list();
            queue.retry(account, "webhook = :parameter AND state = 'PARKED'", webhook.value());
            if (!parked.isEmpty()) {
                queue.wake(account, parked.stream().map(DeliveryId::new).toList());
            }
            return parked.size();
        });
    }

    boolean drop(AccountId account, DeliveryId id, String reason) {
        return transactions.retrying(() -> {
            get(account, id);
            boolean open = sql.in(
                                    account,
                                    "SELECT COUNT(*) FROM {a}.webhook_delivery WHERE id = :id"
                                            + " AND state IN ('WAITING', 'PARKED') FOR UPDATE")
                            .param("id", id.value())
                            .query(Long.class)
                            .single()
                    > 0;
            if (open) {
                queue.end(account, id, State.DROPPED, reason);
            }
            return open;
        });
    }

    int dropAll(AccountId account, WebhookId webhook, String reason) {
        return transactions.retrying(() -> sql.in(account, """
                UPDATE {a}.webhook_delivery
                SET state = 'DROPPED', chain = NULL, leased_until = NULL, reason = :reason,
                    finished_at = UTC_TIMESTAMP(3)
                WHERE webhook = :webhook AND state IN ('WAITING', 'PARKED')""")
                .param("reason", reason)
                .param("webhook", webhook.value())
                .update());
    }

    /** Removes all of a webhook that is gone, a part at a time. */
    void deleteOf(AccountId account, WebhookId webhook) {
        int deleted;
        do {
            deleted = transactions.retrying(() -> {
                List<Long> ids = sql.in(
                                account, "SELECT id FROM {a}.webhook_delivery WHERE webhook = :webhook LIMIT " + CHUNK)
                        .param("webhook", webhook.value())
                        .query((row, index) -> row.getLong(1))
                        .list();
                if (ids.isEmpty()) {
                    return 0;
                }
                sql.in(account, "DELETE FROM {a}.webhook_attempt WHERE delivery IN (:ids)")
                        .param("ids", ids)
                        .update();
                return sql.in(account, "DELETE FROM {a}.webhook_delivery WHERE id IN (:ids)")
                        .param("ids", ids)
                        .update();
            });
        } while (deleted > 0);
    }
}
