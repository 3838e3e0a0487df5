package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Field;
import io.slipway.definition.View;
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
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
    FeedReading reading;

    @Autowired
    Takings takings;

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
        webhooks.list(scene.actor, scene.production).forEach(each -> webhooks.delete(scene.actor, each.id()));
        holding.close();
        dropping.close();
    }

    private WebhookId make(String name, Receiver receiver, Webhook.OnPromotion onPromotion) {
        return webhooks.create(scene.actor, scene.production, draft(name, receiver, onPromotion, List.of()))
                .webhook()
                .id();
    }

    private WebhookDraft draft(
            String name, Receiver receiver, Webhook.OnPromotion onPromotion, List<View.Filter> filters) {
        return new WebhookDraft(
                name, scene.table, WebhookWorld.ALL, filters, List.of(), receiver.url(), null, onPromotion);
    }

    private void write(String name) {
        write(scene.production, name);
    }

    private void write(EnvironmentId environment, String name) {
        assertThat(records.write(scene.actor, environment, List.of(create(RecordId.next(), name))))
                .isInstanceOf(WriteOutcome.Saved.class);
    }

    private RecordDraft.Create create(RecordId id, String name) {
        return new RecordDraft.Create(scene.table, id, new RecordDraft(Map.of(scene.name.id(), name)));
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

    /** Its lease ends long after everything else was dropped. */
    @Test
    void what_a_dead_node_had_taken_when_production_was_locked_is_dropped_too() {
        write("taken by a node that dies");
        reading.read(scene.production);
        assertThat(takings.take(scene.production.account(), dropped, false, 10, Duration.ofMinutes(5)))
                .hasSize(1);

        assertThat(scene.ended(scene.promote()).state()).isEqualTo(RunState.SUCCEEDED);
        write("after");
        until(() -> dropping.requests().size() == 1
                && webhooks.health(scene.actor, dropped).waiting() == 1);
        sql.in(
                        scene.production,
                        "UPDATE {a}.webhook_delivery SET leased_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND"
                                + " WHERE state = 'WAITING'")
                .update();
        until(() -> webhooks.health(scene.actor, dropped).waiting() == 0);

        assertThat(dropping.requests()).noneMatch(request -> request.body().contains("taken by a node that dies"));
        assertThat(webhooks.deliveries(scene.actor, dropped, Delivery.State.DROPPED, 0, 10))
                .anyMatch(delivery -> delivery.kind() == Delivery.Kind.CREATED
                        && String.valueOf(delivery.reason()).contains("drops what waits"));
    }

    @Test
    void a_sandboxs_webhook_stays_behind_and_what_was_held_is_signed_with_the_secret_of_now() {
        try (Receiver inSandbox = new Receiver()) {
            Webhook trial = webhooks.create(
                            scene.actor, scene.sandbox, draft("Trial", inSandbox, Webhook.OnPromotion.HOLD, List.of()))
                    .webhook();
            assertThat(trial.enabled()).isFalse();
            write(scene.sandbox, "while off");
            webhooks.setEnabled(scene.actor, trial.id(), true);
            write(scene.sandbox, "while on");
            until(() -> inSandbox.requests().size() == 1);
            assertThat(inSandbox.requests().getFirst().body()).contains("while on");
            assertThat(inSandbox
                            .requests()
                            .getFirst()
                            .json()
                            .at("/environment/production")
                            .asBoolean())
                    .isFalse();
            Webhook onGone = webhooks.create(
                            scene.actor,
                            scene.production,
                            draft(
                                    "Old entrance",
                                    holding,
                                    Webhook.OnPromotion.HOLD,
                                    List.of(new View.Filter(gone(), View.Comparison.EMPTY, null))))
                    .webhook();
            List<WebhookId> before = idsIn(scene.production);
            holding.answers(500);
            write("before");
            until(() -> webhooks.health(scene.actor, held).failing() == 1);
            // an attempt that has begun is signed as it began
            Awaitility.await().until(() -> dispatcher.idle(scene.actor.account()));
            Webhooks.WithSecret rotated = webhooks.rotateSecret(scene.actor, held, Duration.ofHours(1));
            int attempts = holding.requests().size();

            assertThat(scene.ended(scene.promote()).state()).isEqualTo(RunState.SUCCEEDED);
            holding.answers(200);
            until(() -> webhooks.health(scene.actor, held).waiting() == 0);
            write("after");
            until(() -> webhooks.health(scene.actor, held).waiting() == 0
                    && !webhooks.get(scene.actor, onGone.id()).enabled());

            assertThat(idsIn(scene.production)).isEqualTo(before);
            assertThat(idsIn(scene.sandbox)).containsExactly(trial.id());
            assertThat(inSandbox.requests()).hasSize(1);
            assertThat(holding.requests().subList(attempts, holding.requests().size()))
                    .filteredOn(request ->
                            request.json().at("/webhook/id").asString().equals(held.toString()))
                    .isNotEmpty()
                    .allMatch(request -> signedBy(request, rotated.secret()));
            assertThat(webhooks.get(scene.actor, onGone.id()).offReason()).contains("filter");
            assertThat(sql.in(scene.production, "SELECT subject FROM {a}.mail WHERE recipient = :to")
                            .param("to", scene.actor.email())
                            .query(String.class)
                            .list())
                    .anyMatch(subject -> subject.contains("“Old entrance” was switched off"));
        }
    }

    @Test
    void of_what_is_written_all_through_a_promotion_every_event_arrives() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Set<String> saved = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> writer = threads.submit(() -> {
                while (!over.get()) {
                    RecordId id = RecordId.next();
                    if (records.write(scene.actor, scene.production, List.of(create(id, "during")))
                            instanceof WriteOutcome.Saved) {
                        saved.add(id.toString());
                    }
                }
            });
            Future<?> node = threads.submit(() -> {
                while (!over.get()) {
                    dispatcher.round(scene.actor.account());
                }
            });
            until(() -> !holding.requests().isEmpty());
            var run = scene.ended(scene.promote());
            int enough = saved.size() + 20;
            Awaitility.await().until(() -> saved.size() > enough);
            over.set(true);
            writer.get();
            node.get();
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        }
        until(() -> webhooks.health(scene.actor, held).waiting() == 0);

        assertThat(holding.requests().stream()
                        .filter(request -> request.type().equals("record.created"))
                        .map(Request::record))
                .containsExactlyInAnyOrderElementsOf(saved);
        assertThat(holding.requests())
                .filteredOn(request -> request.type().equals("table.changed"))
                .hasSize(1);
    }

    @Test
    void a_test_pressed_while_production_is_locked_goes_out_afterwards() {
        gate(false);
        DeliveryId test = webhooks.test(scene.actor, held);
        for (int i = 0; i < 3; i++) {
            assertThat(dispatcher.round(scene.actor.account())).isZero();
        }
        assertThat(holding.requests()).isEmpty();
        assertThat(webhooks.delivery(scene.actor, test).delivery().state()).isEqualTo(Delivery.State.WAITING);

        gate(true);

        until(() -> webhooks.delivery(scene.actor, test).delivery().state() == Delivery.State.DELIVERED);
        assertThat(holding.requests()).extracting(Request::type).containsExactly("webhook.test");
    }

    private List<WebhookId> idsIn(EnvironmentId environment) {
        return webhooks.list(scene.actor, environment).stream().map(Webhook::id).toList();
    }

    private ResourceId gone() {
        return records.definition(scene.actor, scene.production)
                .all(Field.class)
                .filter(field -> field.name().equals("Gone"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static boolean signedBy(Request request, String secret) {
        String header = request.headers().get("Slipway-Signature");
        long seconds = Long.parseLong(header.substring(2, header.indexOf(',')));
        return header.contains(
                "v1=" + Signature.sign(secret, seconds, request.body().getBytes(StandardCharsets.UTF_8)));
    }
}
