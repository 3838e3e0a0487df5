package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes deliveries to send them, under a lease, so that of several nodes one sends each. Only the first unfinished one of
 * a record, and what directly follows it, can be taken, all by the same taker: that keeps a record's events in order and
 * lets one that fails hold up nobody but its own record.
 */
@Component
class Takings {

    /** Most deliveries of one record that are taken together. */
    static final int LONGEST_RUN = 50;

    /** Most that follow the first ones, of all records together, so that what lies taken and unsent stays little. */
    private static final int MOST_FOLLOWERS = 100;

    private static final String FREE = "(d.leased_until IS NULL OR d.leased_until < UTC_TIMESTAMP(3))";
    private static final String SELECT = "SELECT d.*, d.state = 'WAITING' AND " + FREE
            + " AS takeable FROM {a}.webhook_delivery AS d FORCE INDEX (%s) WHERE d.webhook = :webhook AND ";

    // of a webhook that is off much may be due that is not sent
    private static final String TESTS =
            SELECT.formatted("webhook_delivery_position") + "d.position IS NULL AND d.kind = 'TEST' AND ";

    // left to itself the server may sort all that waits to find the first few
    private static final String DUE = SELECT.formatted("webhook_delivery_due");
    private static final String OF_CHAIN = SELECT.formatted("webhook_delivery_chain");

    /** The first unfinished one of its chain. Asked so, the server reads one row of the chain and not all of it. */
    private static final String FIRST_IN_CHAIN =
            "(d.chain IS NULL OR d.id = (SELECT b.id FROM {a}.webhook_delivery AS b"
                    + " FORCE INDEX (webhook_delivery_chain)"
                    + " WHERE b.webhook = d.webhook AND b.chain = d.chain ORDER BY b.id LIMIT 1))";

    private final AccountSql sql;
    private final Transactions transactions;

    Takings(AccountSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    private record Row(Taken taken, boolean takeable) {}

    /**
     * Takes what is due, the longest due first, as runs that are to be sent one after the other.
     *
     * @param testsOnly only tests, because the webhook is off
     * @param limit of runs
     */
    List<List<Taken>> take(AccountId account, WebhookId webhook, boolean testsOnly, int limit, Duration lease) {
        return transactions.retrying(() -> {
            List<Row> first = sql.in(
                            account,
                            (testsOnly ? TESTS : DUE)
                                    + "d.state = 'WAITING' AND d.next_attempt_at <= UTC_TIMESTAMP(3) AND " + FREE
                                    + " AND " + FIRST_IN_CHAIN
                                    + " ORDER BY d.next_attempt_at, d.id LIMIT :limit FOR UPDATE SKIP LOCKED")
                    .param("webhook", webhook.value())
                    .param("limit", limit)
                    .query(Takings::read)
                    .list();
            Set<RecordId> chains = new HashSet<>();
            Map<Object, List<Taken>> runs = new LinkedHashMap<>();
            for (Row row : first) {
                RecordId chain = row.taken().chain();
                runs.computeIfAbsent(chain == null ? row.taken().id() : chain, k -> new ArrayList<>())
                        .add(row.taken());
                if (chain != null) {
                    chains.add(chain);
                }
            }
            if (!chains.isEmpty()) {
                addFollowers(account, webhook, chains, runs);
            }
            List<List<Taken>> taken = runs.values().stream().map(List::copyOf).toList();
            lease(account, taken.stream().flatMap(List::stream).toList(), lease);
            return taken;
        });
    }

    private void addFollowers(
            AccountId account, WebhookId webhook, Set<RecordId> chains, Map<Object, List<Taken>> runs) {
        Set<RecordId> closed = new HashSet<>();
        List<Row> all = sql.in(
                        account, OF_CHAIN + "d.chain IN (:chains) ORDER BY d.chain, d.id LIMIT :limit FOR UPDATE")
                .param("webhook", webhook.value())
                .param("chains", chains.stream().map(RecordId::bytes).toList())
                .param("limit", chains.size() + MOST_FOLLOWERS)
                .query(Takings::read)
                .list();
        for (Row row : all) {
            RecordId chain = Objects.requireNonNull(row.taken().chain());
            List<Taken> run = runs.getOrDefault(chain, List.of());
            if (run.isEmpty() || row.taken().id().equals(run.getFirst().id()) || closed.contains(chain)) {
                continue;
            }
            if (row.takeable() && run.size() < LONGEST_RUN) {
                run.add(row.taken());
            } else {
                closed.add(chain);
            }
        }
    }

    /** Takes what is first in a chain now, with what follows it, for whoever has just sent what was before it. */
    List<Taken> takeOn(AccountId account, WebhookId webhook, RecordId chain, Duration lease) {
        return transactions.retrying(() -> {
            List<Taken> run = new ArrayList<>();
            List<Row> all = sql.in(account, OF_CHAIN + "d.chain = :chain ORDER BY d.id LIMIT :limit FOR UPDATE")
                    .param("webhook", webhook.value())
                    .param("chain", chain.bytes())
                    .param("limit", LONGEST_RUN)
                    .query(Takings::read)
                    .list();
            for (Row row : all) {
                if (!row.takeable()) {
                    break;
                }
                run.add(row.taken());
            }
            lease(account, run, lease);
            return run;
        });
    }

    private void lease(AccountId account, List<Taken> taken, Duration lease) {
        if (!taken.isEmpty()) {
            sql.in(
                            account,
                            "UPDATE {a}.webhook_delivery SET claim = claim + 1,"
                                    + " leased_until = UTC_TIMESTAMP(3) + INTERVAL :millis * 1000 MICROSECOND"
                                    + " WHERE id IN (:ids)")
                    .param("millis", lease.toMillis())
                    .param("ids", taken.stream().map(each -> each.id().value()).toList())
                    .update();
        }
    }

    /** Gives back what was not tried, so that whoever looks next can take it. */
    void giveBack(AccountId account, List<Taken> untried) {
        transactions.retrying(() -> {
            for (Taken each : untried) {
                sql.in(account, "UPDATE {a}.webhook_delivery SET leased_until = NULL WHERE id = :id AND claim = :claim")
                        .param("id", each.id().value())
                        .param("claim", each.claim())
                        .update();
            }
            return true;
        });
    }

    /** The claim is what it will be once the lease is written. */
    private static Row read(ResultSet row, int index) throws SQLException {
        byte @Nullable [] chain = row.getBytes("chain");
        return new Row(
                new Taken(
                        new DeliveryId(row.getLong("id")),
                        new WebhookId(row.getLong("webhook")),
                        UUID.fromString(row.getString("event_id")),
                        Delivery.Kind.valueOf(row.getString("kind")),
                        chain == null ? null : RecordId.of(chain),
                        row.getString("body"),
                        UtcTime.get(row, "queued_at"),
                        row.getInt("attempts"),
                        row.getLong("claim") + 1),
                row.getBoolean("takeable"));
    }
}
