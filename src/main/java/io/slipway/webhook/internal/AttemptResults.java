package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what came of attempts: delivered, tried again later, or parked. Of many at once, in one transaction. */
@Component
class AttemptResults {

    private static final int MOST_TOGETHER = 100;

    private final AccountSql sql;
    private final DeliveryQueue queue;
    private final Transactions transactions;
    private final Gathering<AccountId, Ended, Boolean> gathering = new Gathering<>(MOST_TOGETHER, this::write);

    AttemptResults(AccountSql sql, DeliveryQueue queue, Transactions transactions) {
        this.sql = sql;
        this.queue = queue;
        this.transactions = transactions;
    }

    /**
     * An attempt as it is written down.
     *
     * @param status null: no answer
     * @param failure null: it was delivered
     */
    record Attempted(
            Duration took,
            String request,
            @Nullable Integer status,
            String answer,
            @Nullable String failure) {}

    private record Ended(Taken taken, Attempted attempt, Duration pause, Duration giveUpAfter) {}

    /**
     * Writes down what came of an attempt, unless the delivery has been taken over, dropped or deleted meanwhile.
     *
     * @param pause until the next attempt, should it have failed
     * @param giveUpAfter from its first attempt
     * @return whether it was delivered and written down as that
     */
    boolean finish(AccountId account, Taken taken, Attempted attempt, Duration pause, Duration giveUpAfter) {
        return gathering.of(account, new Ended(taken, attempt, pause, giveUpAfter));
    }

    private List<Boolean> write(AccountId account, List<Ended> all) {
        return transactions.retrying(() -> {
            Map<Long, Long> claims = lockedClaims(account, all);
            List<Ended> mine = all.stream()
                    .filter(each -> Objects.equals(
                            claims.get(each.taken().id().value()), each.taken().claim()))
                    .toList();
            if (!mine.isEmpty()) {
                note(account, mine);
                delivered(
                        account,
                        mine.stream()
                                .filter(each -> each.attempt().failure() == null)
                                .toList());
                mine.stream().filter(each -> each.attempt().failure() != null).forEach(each -> failed(account, each));
            }
            return all.stream()
                    .map(each -> each.attempt().failure() == null && mine.contains(each))
                    .toList();
        });
    }

    /** Locked in the order of their ids, as everybody does. */
    private Map<Long, Long> lockedClaims(AccountId account, List<Ended> all) {
        Map<Long, Long> claims = new HashMap<>();
        sql.in(
                        account,
                        "SELECT id, claim FROM {a}.webhook_delivery WHERE id IN (:ids) AND state = 'WAITING'"
                                + " ORDER BY id FOR UPDATE")
                .param("ids", ids(all))
                .query(row -> {
                    claims.put(row.getLong("id"), row.getLong("claim"));
                });
        return claims;
    }

    private static List<Long> ids(List<Ended> all) {
        return all.stream().map(each -> each.taken().id().value()).toList();
    }

    private void note(AccountId account, List<Ended> mine) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Ended each : mine) {
            values.add(each.taken().id().value());
            values.add(each.taken().attempts() + 1);
            values.add(each.attempt().took().toMillis());
            values.add(each.attempt().request());
            values.add(each.attempt().status());
            values.add(each.attempt().answer());
            values.add(each.attempt().failure());
        }
        sql.in(
                        account,
                        "INSERT INTO {a}.webhook_attempt (delivery, number, at, took_ms, request, status, answer, failure)"
                                + " VALUES "
                                + String.join(
                                        ", ",
                                        Collections.nCopies(mine.size(), "(?, ?, UTC_TIMESTAMP(3), ?, ?, ?, ?, ?)")))
                .params(values)
                .update();
    }

    private void delivered(AccountId account, List<Ended> delivered) {
        if (delivered.isEmpty()) {
            return;
        }
        Map<Integer, List<Ended>> byStatus = delivered.stream()
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNull(each.attempt().status()), TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, some) -> sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET attempts = attempts + 1, leased_until = NULL,"
                                + " first_attempt_at = COALESCE(first_attempt_at, UTC_TIMESTAMP(3)),"
                                + " last_status = :status, reason = NULL, state = 'DELIVERED', chain = NULL,"
                                + " finished_at = UTC_TIMESTAMP(3) WHERE id IN (:ids)")
                .param("status", status)
                .param("ids", ids(some))
                .update());
        Map<WebhookId, Set<RecordId>> chains = new HashMap<>();
        for (Ended each : delivered) {
            RecordId chain = each.taken().chain();
            if (chain != null) {
                chains.computeIfAbsent(each.taken().webhook(), webhook -> new HashSet<>())
                        .add(chain);
            }
        }
        chains.forEach((webhook, some) -> queue.letGo(account, webhook, some));
    }

    private void failed(AccountId account, Ended ended) {
        DeliveryId id = ended.taken().id();
        sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET attempts = attempts + 1, leased_until = NULL,"
                                + " first_attempt_at = COALESCE(first_attempt_at, UTC_TIMESTAMP(3)),"
                                + " last_status = :status, reason = :failure WHERE id = :id")
                .param("status", ended.attempt().status())
                .param("failure", ended.attempt().failure())
                .param("id", id.value())
                .update();
        if (ended.taken().kind() == Delivery.Kind.TEST) {
            queue.end(account, id, Delivery.State.DROPPED, ended.attempt().failure());
            return;
        }
        sql.in(account, """
                UPDATE {a}.webhook_delivery
                SET state = IF(first_attempt_at <= UTC_TIMESTAMP(3) - INTERVAL :days * 1000 MICROSECOND,
                               'PARKED', 'WAITING'),
                    finished_at = IF(state = 'PARKED', UTC_TIMESTAMP(3), NULL),
                    next_attempt_at = UTC_TIMESTAMP(3) + INTERVAL :pause * 1000 MICROSECOND
                WHERE id = :id""")
                .param("days", ended.giveUpAfter().toMillis())
                .param("pause", ended.pause().toMillis())
                .param("id", id.value())
                .update();
    }
}
