package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gates;
import io.slipway.promotion.PromotionCheck;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.RunState;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class WebhooksInPromotionsTest {

    @Autowired
    PromotionWorld promotionWorld;

    @Autowired
    Promotions promotions;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Records records;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    AccountSql sql;

    PromotionWorld.Scene scene;
    final Receiver holding = new Receiver();
    final Receiver dropping = new Receiver();
    WebhookId held;
    WebhookId dropped;

    @BeforeEach
    void scene() {
        scene = promotionWorld.scene(3);
        held = make("Warehouse", holding, Webhook.OnPromotion.HOLD);
        dropped = make("Dashboard", dropping, Webhook.OnPromotion.DROP);
    }

    @AfterEach
    void close() {
        holding.close();
        dropping.close();
    }

    private WebhookId make(String name, Receiver receiver, Webhook.OnPromotion onPromotion) {
        return webhooks.create(
                        scene.actor,
                        scene.production,
                        new WebhookDraft(
                                name,
                                scene.table,
                                WebhookWorld.ALL,
                                List.of(),
                                List.of(),
                                receiver.url(),
                                null,
                                onPromotion))
                .webhook()
                .id();
    }

    private void write(String name) {
        assertThat(records.write(
                        scene.actor,
                        scene.production,
                        List.of(new RecordDraft.Create(
                                scene.table, RecordId.next(), new RecordDraft(Map.of(scene.name.id(), name))))))
                .isInstanceOf(WriteOutcome.Saved.class);
    }

    private void until(Callable<Boolean> holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(15))
                .until(() -> {
                    dispatcher.round(scene.actor.account());
                    return holds.call();
                });
    }

    private void gate(boolean open) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(scene.production);
            return open ? gates.open(scene.production) : gates.close(scene.production, new RunId(99));
        });
    }

    @Test
    void nothing_is_sent_under_a_closed_gate_and_all_of_it_in_order_afterwards() {
        holding.answers(500);
        write("failing before");
        until(() -> webhooks.health(scene.actor, held).failing() == 1);
        gate(false);
        assertThat(webhooks.held(scene.actor, scene.production)).isTrue();
        // what was under way ends as it does, and is due again
        Awaitility.await()
                .until(() -> sql.in(
                                        scene.production,
                                        "SELECT COUNT(*) FROM {a}.webhook_delivery WHERE webhook = :id"
                                                + " AND state = 'WAITING' AND leased_until IS NULL"
                                                + " AND next_attempt_at <= UTC_TIMESTAMP(3)")
                                .param("id", held.value())
                                .query(Long.class)
                                .single()
                        == 1);
        holding.answers(200);
        int sent = holding.requests().size();
        for (int i = 0; i < 5; i++) {
            assertThat(dispatcher.round(scene.actor.account())).isZero();
        }
        assertThat(holding.requests()).hasSize(sent);

        gate(true);

        until(() -> webhooks.health(scene.actor, held).waiting() == 0);
        assertThat(holding.requests()).hasSize(sent + 1);
        assertThat(webhooks.deliveries(scene.actor, held, null, 0, 10))
                .extracting(Delivery::state)
                .containsOnly(Delivery.State.DELIVERED);
    }

    @Test
    void a_promotion_names_them_tells_their_owners_and_holds_or_drops_as_each_says() {
        holding.answers(500);
        dropping.answers(500);
        write("before");
        until(() -> webhooks.health(scene.actor, held).failing() == 1
                && webhooks.health(scene.actor, dropped).failing() == 1);
        assertThat(promotions.review(scene.actor, scene.sandbox).checks())
                .filteredOn(check -> check.code().equals("integrations.active"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.severity()).isEqualTo(PromotionCheck.Severity.NOTE);
                    assertThat(check.examples()).containsExactly("Dashboard (drop)", "Warehouse (hold and release)");
                });

        var run = scene.ended(scene.promote());
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        holding.answers(200);
        dropping.answers(200);
        int before = dropping.requests().size();
        until(() -> webhooks.health(scene.actor, held).waiting() == 0
                && webhooks.health(scene.actor, dropped).waiting() == 0);

        // the day became a date, so the table got a new generation and is told as a whole
        assertThat(holding.requests().stream().map(Request::type).distinct())
                .containsExactly("record.created", "table.changed");
        assertThat(dropping.requests()).hasSize(before);
        assertThat(webhooks.deliveries(scene.actor, dropped, null, 0, 10))
                .hasSize(2)
                .allSatisfy(delivery -> {
                    assertThat(delivery.state()).isEqualTo(Delivery.State.DROPPED);
                    assertThat(delivery.reason()).contains("drops");
                });
        assertThat(sql.in(scene.production, "SELECT body FROM {a}.mail WHERE cause = :cause")
                        .param("cause", "run:" + run.id() + ":webhooks")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("Warehouse to http://127.0.0.1", "Dashboard to", "in order", "is dropped")
                .doesNotContain("token=theirs");
        write("after");
        until(() -> dropping.requests().size() == before + 1);
        assertThat(dropping.requests().getLast().type()).isEqualTo("record.created");
    }
}
