package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.webhook.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what came of attempts: delivered, tried again later, or parked. */
@Component
class AttemptResults {

    private final AccountSql sql;
    private final DeliveryQueue queue;
    private final Transactions transactions;

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

    /**
     * Writes down what came of an attempt, unless the delivery has been taken over, dropped or deleted meanwhile.
     *
     * @param pause until the next attempt, should it have failed
     * @param giveUpAfter from its first attempt
     * @param parkedFor for how long a parked one, and what waits behind it, need not be looked at
     */
    void finish(
            AccountId account,
            DeliveryQueue.Taken taken,
            Attempted attempt,
            Duration pause,
            Duration giveUpAfter,
            Duration parkedFor) {
        transactions.retrying(() -> {
            int mine = sql.in(
                            account,
                            "UPDATE {a}.webhook_delivery SET attempts = attempts + 1, leased_until = NULL,"
                                    + " first_attempt_at = COALESCE(first_attempt_at, UTC_TIMESTAMP(3)),"
                                    + " last_status = :status, reason = :failure"
                                    + " WHERE id = :id AND claim = :claim AND state = 'WAITING'")
                    .param("status", attempt.status())
                    .param("failure", attempt.failure())
                    .param("id", taken.id().value())
                    .param("claim", taken.claim())
                    .update();
            if (mine == 1) {
                note(account, taken, attempt);
                if (attempt.failure() == null) {
                    queue.end(account, taken.id(), Delivery.State.DELIVERED, null);
                } else if (taken.kind() == Delivery.Kind.TEST) {
                    queue.end(account, taken.id(), Delivery.State.DROPPED, attempt.failure());
                } else {
                    failed(account, taken, pause, giveUpAfter, parkedFor);
                }
            }
            return mine;
        });
    }

    private void note(AccountId account, DeliveryQueue.Taken taken, Attempted attempt) {
        sql.in(account, """
                INSERT INTO {a}.webhook_attempt (delivery, number, at, took_ms, request, status, answer, failure)
                SELECT id, attempts, UTC_TIMESTAMP(3), :took, :request, :status, :answer, :failure
                FROM {a}.webhook_delivery WHERE id = :id""")
                .param("took", attempt.took().toMillis())
                .param("request", attempt.request())
                .param("status", attempt.status())
                .param("answer", attempt.answer())
                .param("failure", attempt.failure())
                .param("id", taken.id().value())
                .update();
    }

    private void failed(
            AccountId account, DeliveryQueue.Taken taken, Duration pause, Duration giveUpAfter, Duration parkedFor) {
        sql.in(account, """
                UPDATE {a}.webhook_delivery
                SET state = IF(first_attempt_at <= UTC_TIMESTAMP(3) - INTERVAL :days * 1000 MICROSECOND,
                               'PARKED', 'WAITING'),
                    finished_at = IF(state = 'PARKED', UTC_TIMESTAMP(3), NULL),
                    next_attempt_at = UTC_TIMESTAMP(3)
                        + INTERVAL IF(state = 'PARKED', :parked, :pause) * 1000 MICROSECOND
                WHERE id = :id""")
                .param("days", giveUpAfter.toMillis())
                .param("parked", parkedFor.toMillis())
                .param("pause", pause.toMillis())
                .param("id", taken.id().value())
                .update();
        sql.in(account, """
                UPDATE {a}.webhook_delivery AS d JOIN {a}.webhook_delivery AS f ON f.id = :id
                SET d.next_attempt_at = f.next_attempt_at
                WHERE d.webhook = f.webhook AND d.chain = f.chain AND d.id > f.id""").param("id", taken.id().value()).update();
    }
}
