package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.AllKinds;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A production with tables, somebody who writes records, and webhooks. */
final class WebhookWorld {

    static final Set<Webhook.Event> ALL = Set.of(Webhook.Event.values());

    final AllKinds kinds;
    final EnvironmentId production;
    final AccountId account;
    final Actor.Person admin;
    final Webhooks webhooks;
    private final Records records;
    private final Dispatcher dispatcher;
    private final AccountSql sql;

    WebhookWorld(Workshop workshop, Webhooks webhooks, Records records, Dispatcher dispatcher, AccountSql sql) {
        this.kinds = new AllKinds(workshop);
        this.production = kinds.production;
        this.account = production.account();
        this.admin = workshop.superAdmin(account);
        this.webhooks = webhooks;
        this.records = records;
        this.dispatcher = dispatcher;
        this.sql = sql;
    }

    WebhookDraft draft(Receiver receiver) {
        return new WebhookDraft(
                "Shop", kinds.things, ALL, List.of(), List.of(), receiver.url(), null, Webhook.OnPromotion.HOLD);
    }

    Webhooks.WithSecret webhook(Receiver receiver) {
        return webhooks.create(admin, production, draft(receiver));
    }

    WebhookDraft with(WebhookDraft draft, List<View.Filter> filters, List<ResourceId> fields) {
        return new WebhookDraft(
                draft.name(),
                draft.table(),
                draft.events(),
                filters,
                fields,
                draft.url(),
                draft.owner(),
                draft.onPromotion());
    }

    WebhookDraft dropping(WebhookDraft draft) {
        return new WebhookDraft(
                draft.name(),
                draft.table(),
                draft.events(),
                draft.filters(),
                draft.fields(),
                draft.url(),
                draft.owner(),
                Webhook.OnPromotion.DROP);
    }

    RecordId create(String text) {
        RecordId id = RecordId.next();
        write(new RecordDraft.Create(kinds.things, id, values(Map.of("text", text))));
        return id;
    }

    void update(RecordId id, String text) {
        write(new RecordDraft.Update(kinds.things, id, null, values(Map.of("text", text))));
    }

    void delete(RecordId id) {
        write(new RecordDraft.Delete(kinds.things, id, null));
    }

    RecordDraft values(Map<String, ? extends @Nullable Object> byName) {
        Map<ResourceId, @Nullable Object> values = new java.util.HashMap<>();
        byName.forEach((name, value) -> values.put(kinds.f(name), value));
        return new RecordDraft(values);
    }

    void write(RecordDraft.Write... writes) {
        assertThat(records.write(admin, production, List.of(writes))).isInstanceOf(WriteOutcome.Saved.class);
    }

    /** Lets the dispatcher look until something holds. */
    void until(Callable<Boolean> holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(15))
                .until(() -> {
                    dispatcher.round(account);
                    return holds.call();
                });
    }

    /** Looks a few times, so that whatever would be sent would have been. */
    void lookAFewTimes() {
        for (int i = 0; i < 5; i++) {
            dispatcher.round(account);
            Awaitility.await()
                    .until(() -> dispatcher.idle(account)
                            && sql.in(
                                                    account,
                                                    "SELECT COUNT(*) FROM {a}.webhook_delivery WHERE leased_until > UTC_TIMESTAMP(3)")
                                            .query(Long.class)
                                            .single()
                                    == 0);
        }
    }

    void lookAFewTimesWhileTaken() {
        for (int i = 0; i < 5; i++) {
            dispatcher.round(account);
        }
    }

    List<Delivery> deliveries(WebhookId id) {
        return webhooks.deliveries(admin, id, null, 0, 1000);
    }

    boolean allDone(WebhookId id) {
        Webhooks.Health health = webhooks.health(admin, id);
        return health.waiting() == 0 && health.parked() == 0;
    }

    /** Nothing is sent for it any more. */
    void end() {
        webhooks.list(admin, production).forEach(webhook -> webhooks.delete(admin, webhook.id()));
    }

    /** As if the first attempt had been days ago. */
    void daysLater(WebhookId id) {
        later(id, Duration.ofDays(4));
    }

    /** As if so much more time had gone by since the first attempt. */
    void later(WebhookId id, Duration time) {
        sql.in(
                        account,
                        "UPDATE {a}.webhook_delivery SET first_attempt_at = first_attempt_at - INTERVAL :seconds SECOND"
                                + " WHERE webhook = :id AND first_attempt_at IS NOT NULL")
                .param("seconds", time.toSeconds())
                .param("id", id.value())
                .update();
    }
}
