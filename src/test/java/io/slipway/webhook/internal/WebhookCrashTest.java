package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.RunNodeProcess;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestDatabase;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Kills the process of a node that delivers, for real: while requests are under way at the receiver, and after an answer
 * that could not be written down any more. Another node takes over: each event arrives, with the id it always had, in
 * order per record.
 */
@IntegrationTest
class WebhookCrashTest {

    private static final int RECORDS = 12;
    private static final int SENT_BEFORE = 10;

    @Autowired
    Workshop workshop;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Records records;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    AccountSql sql;

    final Receiver hanging = new Receiver();
    final Receiver answering = new Receiver();
    final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        hanging.close();
        answering.close();
    }

    @Test
    void what_a_killed_node_was_sending_or_could_not_note_arrives_from_another_one() throws Exception {
        WebhookWorld first = world(hanging);
        WebhookWorld second = world(answering);
        CountDownLatch underWay = new CountDownLatch(1);
        hangsAfterSome(underWay);
        Map<String, Object> node = new HashMap<>(TestDatabase.properties());
        node.put("slipway.webhook.allowed-networks", "127.0.0.0/8");
        node.put("slipway.webhook.dispatch", "false");
        node.put("slipway.webhook.answer-timeout", "3s");
        node.put("slipway.webhook.take-over-after", "2s");

        try (Connection lock = TestDatabase.connections().open()) {
            lock.setAutoCommit(false);
            CountDownLatch answered = new CountDownLatch(1);
            answersWhatCanNotBeNoted(second, lock, answered);
            try (RunNodeProcess process = RunNodeProcess.start(
                    DeliveryNode.class, node, List.of(first.account.toString(), second.account.toString()))) {
                process.await("READY"::equals);
                assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
                Awaitility.await().until(() -> somebodyWaitsFor(lock));
                process.kill();
            }
            lock.rollback();
        }
        assertThat(waiting(first)).isBetween(1, RECORDS * 3 - 1);
        assertThat(waiting(second)).isBetween(1, RECORDS * 3 - 1);
        int before = answering.requests().size();
        over.countDown();
        hanging.answers(204);
        answering.answers(204);

        first.until(() -> done(first));
        second.until(() -> done(second));

        assertEachArrivedInOrder(first, hanging);
        assertEachArrivedInOrder(second, answering);
        Request unnoted = answering.requests().get(SENT_BEFORE);
        assertThat(answering.requests().subList(before, answering.requests().size()))
                .filteredOn(request -> request.event().equals(unnoted.event()))
                .singleElement()
                .satisfies(again -> assertThat(again.body()).isEqualTo(unnoted.body()));
    }

    private WebhookWorld world(Receiver receiver) {
        WebhookWorld world = new WebhookWorld(workshop, webhooks, records, dispatcher, sql);
        world.webhook(receiver);
        for (int i = 0; i < RECORDS; i++) {
            RecordId id = world.create("one");
            world.update(id, "two");
            world.update(id, "three");
        }
        return world;
    }

    private void hangsAfterSome(CountDownLatch underWay) {
        AtomicInteger seen = new AtomicInteger();
        hanging.answers((exchange, request) -> {
            if (seen.incrementAndGet() > SENT_BEFORE) {
                underWay.countDown();
                over.await(60, TimeUnit.SECONDS);
            }
            exchange.sendResponseHeaders(204, -1);
        });
    }

    /** From the eleventh on its delivery's row is locked before the answer goes out. */
    private void answersWhatCanNotBeNoted(WebhookWorld world, Connection lock, CountDownLatch answered) {
        AtomicInteger seen = new AtomicInteger();
        answering.answers((exchange, request) -> {
            boolean last = seen.incrementAndGet() == SENT_BEFORE + 1;
            if (last) {
                lock(world, lock, request);
            }
            exchange.sendResponseHeaders(204, -1);
            if (last) {
                answered.countDown();
            }
        });
    }

    private static void lock(WebhookWorld world, Connection lock, Request request) {
        try (PreparedStatement statement = lock.prepareStatement(
                AccountSql.resolve(world.account, "SELECT id FROM {a}.webhook_delivery WHERE id = ? FOR UPDATE"))) {
            statement.setLong(1, Long.parseLong(request.headers().get("Slipway-Delivery")));
            statement.executeQuery().close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean somebodyWaitsFor(Connection lock) throws SQLException {
        try (Statement statement = lock.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM information_schema.innodb_lock_waits AS w"
                        + " JOIN information_schema.innodb_trx AS t ON t.trx_id = w.blocking_trx_id"
                        + " WHERE t.trx_mysql_thread_id = CONNECTION_ID()")) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private List<Delivery> deliveries(WebhookWorld world) {
        WebhookId id = webhooks.list(world.admin, world.production).getFirst().id();
        return world.deliveries(id).reversed();
    }

    private int waiting(WebhookWorld world) {
        return (int) deliveries(world).stream()
                .filter(each -> each.state() == Delivery.State.WAITING)
                .count();
    }

    private boolean done(WebhookWorld world) {
        return deliveries(world).stream().allMatch(each -> each.state() == Delivery.State.DELIVERED);
    }

    private void assertEachArrivedInOrder(WebhookWorld world, Receiver receiver) {
        List<Delivery> queued = deliveries(world);
        assertThat(queued).hasSize(RECORDS * 3);
        Map<String, List<String>> arrived = new HashMap<>();
        for (Request request : receiver.requests()) {
            arrived.computeIfAbsent(request.record(), record -> new ArrayList<>())
                    .add(request.event());
        }
        Map<String, List<String>> wanted = queued.stream()
                .collect(Collectors.groupingBy(
                        each -> String.valueOf(each.record()),
                        Collectors.mapping(each -> each.event().toString(), Collectors.toList())));
        assertThat(arrived.keySet()).isEqualTo(wanted.keySet());
        arrived.forEach((record, events) -> {
            // what came twice came twice in a row: nothing later of its record went out before it was noted
            List<String> steps = new ArrayList<>();
            for (String event : events) {
                if (steps.isEmpty() || !steps.getLast().equals(event)) {
                    steps.add(event);
                }
            }
            assertThat(steps).as("events of record %s", record).isEqualTo(wanted.get(record));
        });
        Set<String> all = new LinkedHashSet<>();
        receiver.requests().forEach(request -> all.add(request.event()));
        assertThat(all.size()).isLessThan(receiver.requests().size());
    }
}
