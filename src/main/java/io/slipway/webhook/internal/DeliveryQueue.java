package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The queue in the table {@code webhook_delivery}: what goes in, what ends, what is due. {@link Takings} takes from it.
 *
 * <p>Only the first unfinished one of a chain is ever due: what is queued behind another one has no time until the one
 * before it ends, so that looking for what is due costs the same however much waits behind. Who queues share-locks the
 * last one of the chain and who ends one holds it exclusively: either the new one is seen by who lets the next one go, or
 * it sees that it is the first.
 */
@Component
class DeliveryQueue {

    /** The time of what waits for another one. */
    static final String BEHIND = "'9999-12-31'";

    /**
     * Whether webhook {@code w} has something to send now, for which little is read even if much waits: tests have no
     * position in the change feed, and nearly everything else has one. Not EXISTS: the server would make that an IN, and
     * read all of the table for it.
     */
    static final String HAS_DUE = """
            w.enabled AND (
                SELECT 1 FROM {a}.webhook_delivery AS d FORCE INDEX (webhook_delivery_due)
                WHERE d.webhook = w.id AND d.state = 'WAITING' AND d.next_attempt_at <= UTC_TIMESTAMP(3)
                LIMIT 1) = 1
            OR NOT w.enabled AND (
                SELECT 1 FROM {a}.webhook_delivery AS d FORCE INDEX (webhook_delivery_position)
                WHERE d.webhook = w.id AND d.position IS NULL AND d.kind = 'TEST' AND d.state = 'WAITING'
                    AND d.next_attempt_at <= UTC_TIMESTAMP(3)
                LIMIT 1) = 1""";

    private static final int MOST_DROPPED_TOGETHER = 1000;

    private static final int ROWS_PER_INSERT = 100;
    private static final long CHARACTERS_PER_INSERT = 1_000_000;

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
        Set<Link> taken = waitedFor(account, deliveries);
        List<@Nullable Object> values = new ArrayList<>();
        for (NewDelivery each : deliveries) {
            boolean sent = each.dropped() == null;
            RecordId chain = sent ? each.chain() : null;
            boolean behind = chain != null && !taken.add(new Link(each.webhook(), chain));
            values.add(each.webhook().value());
            values.add(each.event().toString());
            values.add(each.kind().name());
            values.add(bytes(each.record()));
            values.add(each.position());
            values.add(each.body());
            values.add((sent ? Delivery.State.WAITING : Delivery.State.DROPPED).name());
            values.add(bytes(chain));
            values.add(behind ? 1 : 0);
            values.add(each.dropped());
            values.add(sent ? 0 : 1);
        }
        String row = "(?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?, IF(?, " + BEHIND + ", UTC_TIMESTAMP(3)), ?,"
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

    /** The chains that have something unfinished, which stays so until the transaction ends. */
    private Set<Link> waitedFor(AccountId account, List<NewDelivery> deliveries) {
        Map<WebhookId, Set<RecordId>> chains = new HashMap<>();
        for (NewDelivery each : deliveries) {
            RecordId chain = each.chain();
            if (chain != null) {
                chains.computeIfAbsent(each.webhook(), webhook -> new HashSet<>())
                        .add(chain);
            }
        }
        List<Long> last = new ArrayList<>();
        chains.forEach((webhook, ids) -> last.addAll(endsOf(account, "DESC", webhook, ids)));
        Set<Link> taken = new HashSet<>();
        if (!last.isEmpty()) {
            // all at once and in the order of their ids, as everybody locks them
            sql.in(
                            account,
                            "SELECT webhook, chain FROM {a}.webhook_delivery WHERE id IN (:last) AND chain IS NOT NULL"
                                    + " ORDER BY id LOCK IN SHARE MODE")
                    .param("last", last)
                    .query(row -> {
                        taken.add(new Link(new WebhookId(row.getLong("webhook")), RecordId.of(row.getBytes("chain"))));
                    });
        }
        return taken;
    }

    /**
     * The first (ASC) or last (DESC) unfinished one of each of these chains that has any. One row of each is read: MIN or
     * MAX with GROUP BY would do as well only where the server knows how long the chains are.
     */
    private List<Long> endsOf(AccountId account, String order, WebhookId webhook, Collection<RecordId> chains) {
        return chains.isEmpty()
                ? List.of()
                : sql.in(account, """
                        SELECT (SELECT d.id FROM {a}.webhook_delivery AS d FORCE INDEX (webhook_delivery_chain)
                            WHERE d.webhook = :webhook AND d.chain = UNHEX(wanted.chain)
                            ORDER BY d.id %s LIMIT 1) AS id
                        FROM JSON_TABLE(:chains, '$[*]' COLUMNS (chain CHAR(32) PATH '$')) AS wanted
                        HAVING id IS NOT NULL""".formatted(order))
                        .param("webhook", webhook.value())
                        .param(
                                "chains",
                                chains.stream()
                                        .map(chain -> "\"" + HexFormat.of().formatHex(chain.bytes()) + "\"")
                                        .collect(Collectors.joining(",", "[", "]")))
                        .query((row, index) -> row.getLong(1))
                        .list();
    }

    /** Ends a delivery and lets the next one of its chain go; in the transaction open on this thread. */
    void end(AccountId account, DeliveryId id, Delivery.State state, @Nullable String reason) {
        Map<WebhookId, Set<RecordId>> chains = chainsOf(account, List.of(id));
        sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET state = :state, chain = NULL, leased_until = NULL,"
                                + " reason = :reason, finished_at = UTC_TIMESTAMP(3) WHERE id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("id", id.value())
                .update();
        chains.forEach((webhook, some) -> letGo(account, webhook, some));
    }

    /**
     * Lets what is first in these chains now go if it has only waited for others; in the transaction in which those
     * ended, after it.
     */
    void letGo(AccountId account, WebhookId webhook, Collection<RecordId> chains) {
        makeDue(account, endsOf(account, "ASC", webhook, chains), "attempts = 0");
    }

    /** Makes the first ones of deliveries' chains due; in the transaction open on this thread. */
    void wake(AccountId account, List<DeliveryId> ids) {
        chainsOf(account, ids)
                .forEach((webhook, some) -> makeDue(account, endsOf(account, "ASC", webhook, some), "TRUE"));
    }

    private void makeDue(AccountId account, List<Long> ids, String condition) {
        if (!ids.isEmpty()) {
            sql.in(
                            account,
                            "UPDATE {a}.webhook_delivery SET next_attempt_at = UTC_TIMESTAMP(3) WHERE id IN (:ids)"
                                    + " AND state = 'WAITING' AND next_attempt_at > UTC_TIMESTAMP(3) AND "
                                    + condition)
                    .param("ids", ids)
                    .update();
        }
    }

    private Map<WebhookId, Set<RecordId>> chainsOf(AccountId account, List<DeliveryId> ids) {
        Map<WebhookId, Set<RecordId>> chains = new HashMap<>();
        sql.in(
                        account,
                        "SELECT webhook, chain FROM {a}.webhook_delivery WHERE id IN (:ids) AND chain IS NOT NULL"
                                + " ORDER BY id FOR UPDATE")
                .param("ids", ids.stream().map(DeliveryId::value).toList())
                .query(row -> {
                    chains.computeIfAbsent(new WebhookId(row.getLong("webhook")), webhook -> new HashSet<>())
                            .add(RecordId.of(row.getBytes("chain")));
                });
        return chains;
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
        return sql.in(
                        environment,
                        "SELECT w.id FROM {a}.webhook AS w WHERE w.environment = {number} AND ("
                                        .replace("{number}", Long.toString(environment.number()))
                                + HAS_DUE + ") ORDER BY w.id")
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

    /** Drops what a webhook had waiting, and no node is sending, when production was locked; a part at a time. */
    int dropQueuedBefore(AccountId account, WebhookId webhook, Instant locked, String reason) {
        int dropped = 0;
        int some;
        do {
            some = transactions.retrying(() -> dropSome(account, webhook, locked, reason));
            dropped += some;
        } while (some == MOST_DROPPED_TOGETHER);
        return dropped;
    }

    private int dropSome(AccountId account, WebhookId webhook, Instant locked, String reason) {
        Set<RecordId> chains = new HashSet<>();
        List<Long> ids = sql.in(account, """
                SELECT id, chain FROM {a}.webhook_delivery
                WHERE webhook = :webhook AND state = 'WAITING' AND kind <> 'TEST' AND queued_at <= :locked
                  AND (leased_until IS NULL OR leased_until < UTC_TIMESTAMP(3))
                LIMIT\s""" + MOST_DROPPED_TOGETHER + " FOR UPDATE")
                .param("webhook", webhook.value())
                .param("locked", UtcTime.toColumn(locked))
                .query((row, index) -> {
                    byte @Nullable [] chain = row.getBytes("chain");
                    if (chain != null) {
                        chains.add(RecordId.of(chain));
                    }
                    return row.getLong("id");
                })
                .list();
        drop(account, webhook, ids, chains, reason);
        return ids.size();
    }

    /**
     * Drops what this node has taken and not yet tried.
     *
     * @return those that were still its own to drop
     */
    int dropTaken(AccountId account, WebhookId webhook, List<Taken> taken, String reason) {
        return transactions.retrying(() -> {
            Map<Long, Long> claims =
                    taken.stream().collect(Collectors.toMap(each -> each.id().value(), Taken::claim));
            List<Long> mine = sql
                    .in(
                            account,
                            "SELECT id, claim FROM {a}.webhook_delivery WHERE id IN (:ids) AND state = 'WAITING'"
                                    + " ORDER BY id FOR UPDATE")
                    .param("ids", claims.keySet())
                    .query((row, index) -> List.of(row.getLong("id"), row.getLong("claim")))
                    .list()
                    .stream()
                    .filter(row -> row.get(1).equals(claims.get(row.get(0))))
                    .map(row -> row.get(0))
                    .toList();
            Set<RecordId> chains = new HashSet<>();
            for (Taken each : taken) {
                RecordId chain = each.chain();
                if (chain != null) {
                    chains.add(chain);
                }
            }
            drop(account, webhook, mine, chains, reason);
            return mine.size();
        });
    }

    private void drop(AccountId account, WebhookId webhook, List<Long> ids, Set<RecordId> chains, String reason) {
        if (ids.isEmpty()) {
            return;
        }
        sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET state = 'DROPPED', chain = NULL, leased_until = NULL,"
                                + " reason = :reason, finished_at = UTC_TIMESTAMP(3) WHERE id IN (:ids)")
                .param("reason", reason)
                .param("ids", ids)
                .update();
        letGo(account, webhook, chains);
    }

    /**
     * Lets go what waits behind nothing. There should never be any; should there be, it would wait for ever.
     *
     * @return how many there were
     */
    int letStrandedGo(AccountId account, WebhookId webhook) {
        return transactions.retrying(() -> {
            List<Long> stranded = sql.in(
                            account,
                            "SELECT d.id FROM {a}.webhook_delivery AS d WHERE d.webhook = :webhook AND d.state = 'WAITING'"
                                    + " AND d.next_attempt_at >= " + BEHIND
                                    + " AND NOT EXISTS (SELECT 1 FROM {a}.webhook_delivery AS b"
                                    + " FORCE INDEX (webhook_delivery_chain)"
                                    + " WHERE b.webhook = d.webhook AND b.chain = d.chain AND b.id < d.id)")
                    .param("webhook", webhook.value())
                    .query((row, index) -> row.getLong(1))
                    .list();
            makeDue(account, stranded, "TRUE");
            return stranded.size();
        });
    }
}
