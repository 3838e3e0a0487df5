package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The queue in the table {@code webhook_delivery}. A delivery is taken by one guarded update under a lease, so that of
 * several nodes one sends it; only the first unfinished one of a record can be taken, which keeps a record's events in
 * order and lets one that fails hold up nobody but its own record.
 */
@Component
class DeliveryQueue {

    private static final int ROWS_PER_INSERT = 100;
    private static final long CHARACTERS_PER_INSERT = 1_000_000;

    /** The first unfinished one of its chain. */
    private static final String FIRST_IN_CHAIN =
            "(d.chain IS NULL OR NOT EXISTS (SELECT 1 FROM {a}.webhook_delivery AS b"
                    + " WHERE b.webhook = d.webhook AND b.chain = d.chain AND b.id < d.id))";

    private final AccountSql sql;
    private final Transactions transactions;

    DeliveryQueue(AccountSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
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
     * When the one an event has to wait for is tried next. Only a hint that keeps the long tail of a failing record out
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
                        "SELECT chain, MAX(next_attempt_at) AS next FROM {a}.webhook_delivery"
                                + " WHERE webhook = :webhook AND chain IN (:chains) GROUP BY chain")
                .param("webhook", webhook.value())
                .param("chains", ids)
                .query(row -> {
                    waits.put(new Link(webhook, RecordId.of(row.getBytes("chain"))), UtcTime.get(row, "next"));
                }));
        return waits;
    }

    /**
     * What a node has taken.
     *
     * @param claim proves that it is still the taker's
     * @param attempts made before
     */
    record Taken(
            DeliveryId id,
            WebhookId webhook,
            UUID event,
            Delivery.Kind kind,
            @Nullable RecordId record,
            String body,
            int attempts,
            @Nullable Instant firstAttemptAt,
            long claim) {}

    /**
     * Takes some that are due, the longest due first.
     *
     * @param testsOnly only tests, because the webhook is off
     */
    List<Taken> take(AccountId account, WebhookId webhook, boolean testsOnly, int limit, Duration lease) {
        return transactions.retrying(() -> {
            List<Long> ids = sql.in(
                            account,
                            "SELECT d.id FROM {a}.webhook_delivery AS d WHERE d.webhook = :webhook"
                                    + " AND d.state = 'WAITING' AND d.next_attempt_at <= UTC_TIMESTAMP(3)"
                                    + " AND (d.leased_until IS NULL OR d.leased_until < UTC_TIMESTAMP(3)) AND "
                                    + FIRST_IN_CHAIN
                                    + (testsOnly ? " AND d.kind = 'TEST'" : "")
                                    + " ORDER BY d.next_attempt_at, d.id LIMIT :limit FOR UPDATE SKIP LOCKED")
                    .param("webhook", webhook.value())
                    .param("limit", limit)
                    .query((row, index) -> row.getLong(1))
                    .list();
            if (ids.isEmpty()) {
                return List.<Taken>of();
            }
            sql.in(
                            account,
                            "UPDATE {a}.webhook_delivery SET claim = claim + 1,"
                                    + " leased_until = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE id IN (:ids)")
                    .param("seconds", lease.toSeconds())
                    .param("ids", ids)
                    .update();
            return sql.in(account, "SELECT * FROM {a}.webhook_delivery WHERE id IN (:ids) ORDER BY id")
                    .param("ids", ids)
                    .query((row, index) -> new Taken(
                            new DeliveryId(row.getLong("id")),
                            new WebhookId(row.getLong("webhook")),
                            UUID.fromString(row.getString("event_id")),
                            Delivery.Kind.valueOf(row.getString("kind")),
                            row.getBytes("record_id") == null ? null : RecordId.of(row.getBytes("record_id")),
                            row.getString("body"),
                            row.getInt("attempts"),
                            UtcTime.getNullable(row, "first_attempt_at"),
                            row.getLong("claim")))
                    .list();
        });
    }

    /** Ends a delivery and lets the next one of its chain go; in the transaction open on this thread. */
    void end(AccountId account, DeliveryId id, Delivery.State state, @Nullable String reason) {
        wake(account, id);
        sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET state = :state, chain = NULL, leased_until = NULL,"
                                + " reason = :reason, finished_at = UTC_TIMESTAMP(3) WHERE id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("id", id.value())
                .update();
    }

    /** Makes everything unfinished of a delivery's chain due, itself too; in the transaction open on this thread. */
    void wake(AccountId account, DeliveryId id) {
        sql.in(account, """
                UPDATE {a}.webhook_delivery AS d JOIN {a}.webhook_delivery AS f ON f.id = :id
                SET d.next_attempt_at = UTC_TIMESTAMP(3)
                WHERE d.webhook = f.webhook AND d.chain = f.chain AND d.next_attempt_at > UTC_TIMESTAMP(3)""").param("id", id.value()).update();
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
