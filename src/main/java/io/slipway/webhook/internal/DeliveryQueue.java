package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue in the table {@code webhook_delivery}: what goes in, what ends, what is due. {@link Takings} takes from it. */
@Component
class DeliveryQueue {

    private static final int ROWS_PER_INSERT = 100;
    private static final long CHARACTERS_PER_INSERT = 1_000_000;

    private final AccountSql sql;

    DeliveryQueue(AccountSql sql) {
        this.sql = sql;
    }

    /** Queues deliveries in their order, in the transaction open on this thread. */
    void add(AccountId account, List<NewDelivery> deliveries) {
        int from = 0;
        long length = 0;
        for (int to = 0; to < deliveries.size(); to++) {
            int next = deliveries.get(to).body().length();
            // a statement must fit into one packet of the server's
            if (to > from && (to - from == ROWS_PER_INSERT || length + next > CHARACTERS_PER_INSERT)) {
                insert(account, deliveries.subList(from, to));
                from = to;
                length = 0;
            }
            length += next;
        }
        if (from < deliveries.size()) {
            insert(account, deliveries.subList(from, deliveries.size()));
        }
    }

    private void insert(AccountId account, List<NewDelivery> deliveries) {
        Map<Link, Instant> waits = waits(account, deliveries);
        List<@Nullable Object> values = new ArrayList<>();
        for (NewDelivery each : deliveries) {
            boolean sent = each.dropped() == null;
            RecordId chain = sent ? each.chain() : null;
            Instant next = chain == null ? null : waits.get(new Link(each.webhook(), chain));
            values.add(each.webhook().value());
            values.add(each.event().toString());
            values.add(each.kind().name());
            values.add(bytes(each.record()));
            values.add(each.position());
            values.add(each.body());
            values.add((sent ? Delivery.State.WAITING : Delivery.State.DROPPED).name());
            values.add(bytes(chain));
            values.add(next == null ? null : UtcTime.toColumn(next));
            values.add(each.dropped());
            values.add(sent ? 0 : 1);
        }
        String row = "(?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?, COALESCE(?, UTC_TIMESTAMP(3)), ?,"
                + " IF(?, UTC_TIMESTAMP(3), NULL))";
        sql.in(
                        account,
                        "INSERT INTO {a}.webhook_delivery (webhook, event_id, kind, record_id, position, body,"
                                + " queued_at, state, chain, next_attempt_at, reason, finished_at) VALUES "
                                + String.join(", ", Collections.nCopies(deliveries.size(), row)))
                .params(values)
                .update();
    }

    private static byte @Nullable [] bytes(@Nullable RecordId record) {
        return record == null ? null : record.bytes();
    }

    private record Link(WebhookId webhook, RecordId chain) {}

    /**
     * When the first one an event has to wait for is tried next. Only a hint that keeps the long tail of a failing record out
     * of the way; what keeps the order is the look at taking.
     */
    private Map<Link, Instant> waits(AccountId account, List<NewDelivery> deliveries) {
        Map<Link, Instant> waits = new HashMap<>();
        Map<WebhookId, List<byte[]>> chains = new HashMap<>();
        for (NewDelivery each : deliveries) {
            RecordId chain = each.chain();
            if (chain != null) {
                chains.computeIfAbsent(each.webhook(), webhook -> new ArrayList<>())
                        .add(chain.bytes());
            }
        }
        chains.forEach((webhook, ids) -> sql.in(
                        account,
                        "SELECT f.chain, f.next_attempt_at AS next FROM (SELECT MIN(id) AS id FROM {a}.webhook_delivery"
                                + " WHERE webhook = :webhook AND chain IN (:chains) GROUP BY webhook, chain) AS first"
                                + " JOIN {a}.webhook_delivery AS f ON f.id = first.id")
                .param("webhook", webhook.value())
                .param("chains", ids)
                .query(row -> {
                    waits.put(new Link(webhook, RecordId.of(row.getBytes("chain"))), UtcTime.get(row, "next"));
                }));
        return waits;
    }

    /** Ends a delivery and lets the next one of its chain go; in the transaction open on this thread. */
    void end(AccountId account, DeliveryId id, Delivery.State state, @Nullable String reason) {
        wake(account, List.of(id));
        sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET state = :state, chain = NULL, leased_until = NULL,"
                                + " reason = :reason, finished_at = UTC_TIMESTAMP(3) WHERE id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("id", id.value())
                .update();
    }

    /** Makes everything unfinished of deliveries' chains due, themselves too; in the transaction open on this thread. */
    void wake(AccountId account, List<DeliveryId> ids) {
        // in this order, or the server reads, and locks, the whole table to find the few
        sql.in(account, """
                UPDATE {a}.webhook_delivery AS f STRAIGHT_JOIN {a}.webhook_delivery AS d
                    FORCE INDEX (webhook_delivery_chain) ON d.webhook = f.webhook AND d.chain = f.chain
                SET d.next_attempt_at = UTC_TIMESTAMP(3)
                WHERE f.id IN (:ids) AND d.next_attempt_at > UTC_TIMESTAMP(3)""")
                .param("ids", ids.stream().map(DeliveryId::value).toList())
                .update();
    }

    /** Makes PARKED and WAITING ones due now with a fresh count of days. Returns how many it was. */
    int retry(AccountId account, String where, long parameter) {
        return sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET state = 'WAITING', first_attempt_at = NULL, finished_at = NULL,"
                                + " next_attempt_at = UTC_TIMESTAMP(3) WHERE " + where)
                .param("parameter", parameter)
                .update();
    }

    /** The webhooks of an environment that have something to send now; of those that are off, tests only. */
    List<WebhookId> due(EnvironmentId environment) {
        return sql.in(environment, """
                SELECT w.id FROM {a}.webhook AS w WHERE w.environment = :environment AND EXISTS (
                    SELECT 1 FROM {a}.webhook_delivery AS d WHERE d.webhook = w.id AND d.state = 'WAITING'
                        AND d.next_attempt_at <= UTC_TIMESTAMP(3) AND (w.enabled OR d.kind = 'TEST'))
                ORDER BY w.id""")
                .param("environment", environment.number())
                .query((row, index) -> new WebhookId(row.getLong(1)))
                .list();
    }

    /** Whether a webhook has anything waiting. */
    boolean hasWaiting(AccountId account, WebhookId webhook) {
        return sql.in(
                                account,
                                "SELECT EXISTS(SELECT 1 FROM {a}.webhook_delivery WHERE webhook = :webhook"
                                        + " AND state = 'WAITING')")
                        .param("webhook", webhook.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Drops what a webhook had waiting, and no node is sending, when production was locked. */
    int dropQueuedBefore(AccountId account, WebhookId webhook, Instant locked, String reason) {
        return sql.in(account, """
                UPDATE {a}.webhook_delivery
                SET state = 'DROPPED', chain = NULL, reason = :reason, finished_at = UTC_TIMESTAMP(3)
                WHERE webhook = :webhook AND state = 'WAITING' AND kind <> 'TEST' AND queued_at <= :locked
                  AND (leased_until IS NULL OR leased_until < UTC_TIMESTAMP(3))""")
                .param("reason", reason)
                .param("webhook", webhook.value())
                .param("locked", UtcTime.toColumn(locked))
                .update();
    }
}
