package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What changes of records become, and that each arrives once, in order. */
class WebhookDeliveryTest extends OnDeliveries {

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
