package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class WebhookDeliveryTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Records records;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    FeedReading reading;

    @Autowired
    Takings takings;

    @Autowired
    AttemptResults results;

    @Autowired
    Cleaning cleaning;

    @Autowired
    AccountSql sql;

    WebhookWorld world;
    final Receiver receiver = new Receiver();

    @BeforeEach
    void world() {
        world = new WebhookWorld(workshop, webhooks, records, dispatcher, sql);
    }

    @AfterEach
    void close() {
        world.end();
        receiver.close();
    }

    private static boolean verifies(Request request, String secret) {
        String header = request.headers().get("Slipway-Signature");
        long seconds = Long.parseLong(header.substring(2, header.indexOf(',')));
        String expected = Signature.sign(secret, seconds, request.body().getBytes(StandardCharsets.UTF_8));
        return List.of(header.split(",")).contains("v1=" + expected);
    }

    @Test
    void what_happens_to_a_record_arrives_signed_and_in_order() {
        Webhooks.WithSecret made = world.webhook(receiver);
        RecordId id = world.create("one");
        world.until(() -> receiver.requests().size() == 1);
        world.update(id, "two");
        world.until(() -> receiver.requests().size() == 2);
        world.delete(id);
        world.until(() -> world.allDone(made.webhook().id()));

        assertThat(receiver.requests())
                .extracting(Request::type)
                .containsExactly("record.created", "record.updated", "record.deleted");
        assertThat(receiver.requests()).allMatch(request -> verifies(request, made.secret()));
        assertThat(receiver.requests()).noneMatch(request -> verifies(request, made.secret() + "x"));
        assertThat(receiver.requests()).extracting(Request::record).containsOnly(id.toString());
        assertThat(receiver.requests()).extracting(Request::event).doesNotHaveDuplicates();
        JsonNode updated = receiver.requests().get(1).json();
        assertThat(updated.at("/record/version").asLong()).isEqualTo(2);
        assertThat(updated.at("/record/fields/" + world.kinds.f("text") + "/value")
                        .asString())
                .isEqualTo("two");
        assertThat(updated.at("/changedFields/0").asString())
                .isEqualTo(world.kinds.f("text").toString());
        assertThat(receiver.requests().get(2).json().at("/record/fields").isMissingNode())
                .isTrue();
    }

    @Test
    void values_lose_nothing_on_the_way() {
        world.webhook(receiver);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("text", "“é 中 😀”");
        values.put("integer", Long.MAX_VALUE);
        values.put("decimal", new BigDecimal("12345678901234567890.0123456789"));
        values.put("single", 3L);
        values.put("multi", List.of(7L, 5L));
        values.put("yesNo", false);
        world.write(new RecordDraft.Create(world.kinds.things, RecordId.next(), world.values(values)));
        world.until(() -> receiver.requests().size() == 1);

        JsonNode fields = receiver.requests().getFirst().json().at("/record/fields");
        assertThat(value(fields, "text").asString()).isEqualTo("“é 中 😀”");
        assertThat(value(fields, "integer").asString()).isEqualTo("9223372036854775807");
        assertThat(value(fields, "decimal").asString()).isEqualTo("12345678901234567890.0123456789");
        assertThat(value(fields, "single").at("/label").asString()).isEqualTo("Green");
        assertThat(value(fields, "multi").at("/1/id").asLong()).isEqualTo(5);
        assertThat(value(fields, "yesNo").isBoolean()).isTrue();
        assertThat(value(fields, "long").isNull()).isTrue();
        assertThat(value(fields, "number").isNumber()).isTrue();
    }

    private JsonNode value(JsonNode fields, String name) {
        return fields.at("/" + world.kinds.f(name) + "/value");
    }

    @Test
    void records_that_together_fit_into_no_packet_are_queued_all_the_same() {
        Webhook webhook = world.webhook(receiver).webhook();
        String longest = "é".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            world.write(
                    new RecordDraft.Create(world.kinds.things, RecordId.next(), world.values(Map.of("long", longest))));
        }
        reading.read(world.production);

        assertThat(world.deliveries(webhook.id())).hasSize(100);
        world.until(() -> world.allDone(webhook.id()));
        assertThat(value(receiver.requests().getFirst().json().at("/record/fields"), "long")
                        .asString())
                .isEqualTo(longest);
    }

    @Test
    void a_failing_record_holds_up_only_itself_and_every_attempt_carries_the_same_event() {
        Webhook webhook = world.webhook(receiver).webhook();
        RecordId broken = world.create("broken");
        RecordId fine = world.create("fine");
        world.update(broken, "broken again");
        world.update(fine, "fine again");
        receiver.answers((exchange, request) ->
                exchange.sendResponseHeaders(request.record().equals(broken.toString()) ? 500 : 204, -1));

        world.until(() -> of(broken).size() >= 4 && of(fine).size() == 2);

        assertThat(of(fine)).extracting(Request::type).containsExactly("record.created", "record.updated");
        assertThat(of(broken)).extracting(Request::type).containsOnly("record.created");
        assertThat(of(broken))
                .extracting(Request::event)
                .containsOnly(of(broken).getFirst().event());
        assertThat(of(broken))
                .extracting(Request::body)
                .containsOnly(of(broken).getFirst().body());
        assertThat(of(broken))
                .extracting(request -> request.headers().get("Slipway-Attempt"))
                .startsWith("1", "2", "3", "4");
        assertThat(webhooks.health(world.admin, webhook.id()))
                .satisfies(health -> assertThat(health.failing()).isEqualTo(1))
                .satisfies(health -> assertThat(health.lastFailure()).contains("500"));

        receiver.answers(200);
        world.until(() -> world.allDone(webhook.id()));
        assertThat(of(broken).getLast().type()).isEqualTo("record.updated");
        assertThat(of(broken).subList(0, of(broken).size() - 1))
                .extracting(Request::type)
                .containsOnly("record.created");
    }

    private List<Request> of(RecordId record) {
        return receiver.requests().stream()
                .filter(request -> request.record().equals(record.toString()))
                .toList();
    }

    @Test
    void filters_and_chosen_fields_say_what_is_told() {
        world.webhooks.create(
                world.admin,
                world.production,
                world.with(
                        world.draft(receiver),
                        List.of(new View.Filter(world.kinds.f("text"), View.Comparison.STARTS_WITH, "gr")),
                        List.of(world.kinds.f("email"))));
        world.create("red");
        RecordId green = world.create("Green");
        world.write(new RecordDraft.Update(world.kinds.things, green, null, world.values(Map.of("phone", "1"))));
        world.until(() -> receiver.requests().size() == 1);
        world.write(
                new RecordDraft.Update(world.kinds.things, green, null, world.values(Map.of("email", "a@b.example"))));
        world.until(() -> receiver.requests().size() == 2);
        world.update(green, "grey");
        world.until(() -> receiver.requests().size() == 3);
        world.update(green, "red");
        world.lookAFewTimes();

        assertThat(receiver.requests()).hasSize(3);
        assertThat(receiver.requests())
                .extracting(Request::type)
                .containsExactly("record.created", "record.updated", "record.updated");
        JsonNode fields = receiver.requests().get(1).json().at("/record/fields");
        assertThat(fields.size()).isEqualTo(1);
        assertThat(value(fields, "email").asString()).isEqualTo("a@b.example");
        assertThat(receiver.requests().get(2).json().at("/changedFields").size())
                .isZero();
    }

    @Test
    void a_receiver_that_hangs_keeps_only_its_own_webhook_waiting() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (Receiver healthy = new Receiver()) {
            receiver.answers((exchange, request) -> end.await(30, TimeUnit.SECONDS));
            Webhook hanging = world.webhook(receiver).webhook();
            world.webhook(healthy);
            for (int i = 0; i < 20; i++) {
                world.create("record " + i);
            }
            world.until(() -> healthy.requests().size() == 20);
            assertThat(webhooks.health(world.admin, hanging.id()).waiting()).isEqualTo(20);

            world.until(() -> webhooks.health(world.admin, hanging.id()).failing() > 0);
            assertThat(webhooks.health(world.admin, hanging.id()).lastFailure()).contains("No ");
        } finally {
            end.countDown();
        }
    }

    @Test
    void what_failed_for_days_is_parked_with_its_record_and_goes_on_when_somebody_says_so() {
        Webhook webhook = world.webhook(receiver).webhook();
        receiver.answers((exchange, request) -> {
            byte[] words = ("no " + request.headers().get("Slipway-Signature")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, words.length);
            exchange.getResponseBody().write(words);
        });
        RecordId id = world.create("one");
        world.until(() -> webhooks.health(world.admin, webhook.id()).failing() == 1);
        world.daysLater(webhook.id());
        world.until(() -> webhooks.health(world.admin, webhook.id()).parked() == 1);
        world.update(id, "two");
        RecordId other = world.create("other");
        receiver.answers(200);
        int before = of(id).size();
        world.until(() -> of(other).size() == 1);
        world.lookAFewTimes();

        assertThat(of(id)).hasSize(before);
        Delivery behind = world.deliveries(webhook.id()).get(1);
        assertThat(behind.behind()).isTrue();
        Delivery parked = world.deliveries(webhook.id()).getLast();
        assertThat(parked.state()).isEqualTo(Delivery.State.PARKED);
        DeliveryDetail detail = webhooks.delivery(world.admin, parked.id());
        assertThat(detail.attempts()).isNotEmpty().allSatisfy(attempt -> {
            assertThat(attempt.status()).isEqualTo(500);
            assertThat(attempt.answer()).contains("no t=", "v1=••••").doesNotContainPattern("v1=[0-9a-f]{10}");
            assertThat(attempt.request())
                    .contains("Slipway-Event-Id: " + parked.event())
                    .doesNotContainPattern("v1=[0-9a-f]{10}")
                    .doesNotContain("theirs");
        });

        assertThat(webhooks.retryParked(world.admin, webhook.id())).isEqualTo(1);
        world.until(() -> world.allDone(webhook.id()));
        assertThat(of(id).subList(before, of(id).size()))
                .extracting(Request::type)
                .containsExactly("record.created", "record.updated");

        webhooks.resend(world.admin, parked.id());
        world.until(() -> of(id).size() == before + 3);
        assertThat(of(id).getLast().event()).isEqualTo(parked.event().toString());
        assertThat(of(id).getLast().body()).isEqualTo(of(id).getFirst().body());
    }

    @Test
    void what_a_receiver_refuses_for_an_hour_all_arrives_afterwards_in_order() {
        Webhook webhook = world.webhook(receiver).webhook();
        receiver.answers(500);
        RecordId id = world.create("one");
        world.update(id, "two");
        RecordId other = world.create("other");
        for (int i = 1; i <= 6; i++) {
            int attempts = i;
            world.until(() -> of(id).size() >= attempts && of(other).size() >= attempts);
            world.later(webhook.id(), Duration.ofMinutes(10));
        }
        assertThat(webhooks.health(world.admin, webhook.id()))
                .satisfies(health -> assertThat(health.parked()).isZero())
                .satisfies(health -> assertThat(health.waiting()).isEqualTo(3));
        receiver.answers(200);
        world.until(() -> world.allDone(webhook.id()));

        assertThat(of(id).stream().map(Request::type).distinct()).containsExactly("record.created", "record.updated");
        assertThat(of(id))
                .filteredOn(request -> request.type().equals("record.updated"))
                .hasSize(1);
        assertThat(world.deliveries(webhook.id())).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
    }

    /** More of one record than are taken together, some of it while others are sent. */
    @Test
    void a_record_that_changes_again_and_again_keeps_its_order_and_holds_up_no_other() {
        Webhook webhook = world.webhook(receiver).webhook();
        RecordId hot = world.create("0");
        int updates = Takings.LONGEST_RUN * 2 + 20;
        for (int i = 1; i <= updates; i++) {
            world.update(hot, Integer.toString(i));
        }
        RecordId other = world.create("other");
        int[] refused = {0};
        receiver.answers((exchange, request) -> {
            boolean refuse = request.record().equals(hot.toString()) && refused[0]++ % 30 == 29;
            exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
        });
        world.until(() -> of(other).size() == 1);
        world.until(() -> world.allDone(webhook.id()));

        List<String> queued = world.deliveries(webhook.id()).reversed().stream()
                .filter(delivery -> hot.equals(delivery.record()))
                .map(delivery -> delivery.event().toString())
                .toList();
        List<String> arrived = new java.util.ArrayList<>();
        for (Request request : of(hot)) {
            if (arrived.isEmpty() || !arrived.getLast().equals(request.event())) {
                arrived.add(request.event());
            }
        }
        assertThat(arrived).hasSize(updates + 1).isEqualTo(queued);
    }

    @Test
    void dropping_a_parked_one_lets_the_later_ones_of_its_record_go() {
        Webhook webhook = world.webhook(receiver).webhook();
        receiver.answers(500);
        RecordId id = world.create("one");
        world.update(id, "two");
        world.until(() -> webhooks.health(world.admin, webhook.id()).failing() == 1);
        world.daysLater(webhook.id());
        world.until(() -> webhooks.health(world.admin, webhook.id()).parked() == 1);
        receiver.answers(200);

        assertThat(webhooks.drop(
                        world.admin, world.deliveries(webhook.id()).getLast().id()))
                .isTrue();

        world.until(() -> world.allDone(webhook.id()));
        assertThat(of(id).getLast().type()).isEqualTo("record.updated");
    }

    @Test
    void several_nodes_turn_each_change_into_one_delivery_and_send_it_once() throws Exception {
        Webhook webhook = world.webhook(receiver).webhook();
        Map<String, Integer> inFlight = new ConcurrentHashMap<>();
        for (int i = 0; i < 60; i++) {
            RecordId id = world.create("record " + i);
            world.update(id, "again " + i);
        }
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new java.util.ArrayList<>();
            for (int node = 0; node < 4; node++) {
                done.add(nodes.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        dispatcher.round(world.account);
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        world.until(() -> world.allDone(webhook.id()));

        assertThat(world.deliveries(webhook.id())).hasSize(120);
        assertThat(receiver.requests())
                .extracting(Request::event)
                .doesNotHaveDuplicates()
                .hasSize(120);
        receiver.requests().stream()
                .filter(request -> request.type().equals("record.updated"))
                .forEach(request -> inFlight.merge(request.record(), 1, Integer::sum));
        assertThat(inFlight).hasSize(60);
        receiver.requests().stream()
                .map(Request::record)
                .distinct()
                .forEach(record -> assertThat(receiver.requests().stream()
                                .filter(request -> request.record().equals(record))
                                .map(Request::type))
                        .containsExactly("record.created", "record.updated"));
    }

    @Test
    void what_a_dead_node_was_sending_is_sent_again_and_what_it_had_read_is_not_read_again() {
        Webhook webhook = world.webhook(receiver).webhook();
        world.create("one");
        reading.read(world.production);
        reading.read(world.production);
        assertThat(world.deliveries(webhook.id())).hasSize(1);
        List<Taken> taken = takings.take(world.account, webhook.id(), false, 10, Duration.ofMinutes(1))
                .getFirst();
        assertThat(taken).hasSize(1);

        world.lookAFewTimesWhileTaken();
        assertThat(receiver.requests()).isEmpty();
        sql.in(world.account, "UPDATE {a}.webhook_delivery SET leased_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND")
                .update();
        world.until(() -> world.allDone(webhook.id()));
        results.finish(
                world.account,
                taken.getFirst(),
                new AttemptResults.Attempted(Duration.ZERO, "", 500, "", "too late"),
                Duration.ZERO,
                Duration.ofDays(1));

        assertThat(receiver.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.event())
                        .isEqualTo(taken.getFirst().event().toString()));
        assertThat(world.deliveries(webhook.id()).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void what_was_finished_long_ago_is_removed_and_the_rest_is_kept() {
        WebhookId id = world.webhook(receiver).webhook().id();
        world.create("old");
        world.until(() -> world.allDone(id));
        sql.in(world.account, "UPDATE {a}.webhook_delivery SET finished_at = finished_at - INTERVAL 31 DAY")
                .update();
        world.create("new");
        world.until(() -> receiver.requests().size() == 2 && world.allDone(id));

        cleaning.clean(world.account);

        assertThat(world.deliveries(id)).hasSize(1);
        assertThat(sql.in(world.account, "SELECT COUNT(*) FROM {a}.webhook_attempt")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
