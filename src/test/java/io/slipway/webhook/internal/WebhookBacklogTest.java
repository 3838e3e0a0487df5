package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** That what waits costs those who look for what is due nothing, however much it is. */
@IntegrationTest
class WebhookBacklogTest {

    private static final int MUCH = 3000;

    /** A few dozen rows are taken and written at a time; each is found by a handful of reads. */
    private static final int LITTLE = 700;

    private static final Duration LEASE = Duration.ofMinutes(1);

    @Autowired
    Workshop workshop;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Records records;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    WebhookRows rows;

    @Autowired
    DeliveryQueue queue;

    @Autowired
    Takings takings;

    @Autowired
    AttemptResults results;

    @Autowired
    Cleaning cleaning;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    final Receiver receiver = new Receiver();
    WebhookWorld world;
    WebhookId webhook;
    private long position = 1_000_000;

    @BeforeEach
    void world() {
        world = new WebhookWorld(workshop, webhooks, records, dispatcher, sql);
        webhook = world.webhook(receiver).webhook().id();
    }

    @AfterEach
    void close() {
        world.end();
        receiver.close();
    }

    private void queue(int count, IntFunction<RecordId> record) {
        List<NewDelivery> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordId id = record.apply(i);
            all.add(new NewDelivery(webhook, UUID.randomUUID(), Delivery.Kind.UPDATED, id, id, position++, "{}", null));
        }
        transactions.once(() -> {
            queue.add(world.account, all);
            return true;
        });
    }

    /** Rows and index entries the server reads for some work on this thread. */
    private long reads(Runnable work) {
        return transactions.once(() -> {
            long before = reads();
            work.run();
            return reads() - before;
        });
    }

    private long reads() {
        return sql
                .in(world.account, "SHOW SESSION STATUS LIKE 'Handler_read%'")
                .query((row, index) -> row.getLong(2))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private boolean finish(Taken taken, boolean delivered) {
        return results.finish(
                world.account,
                taken,
                new AttemptResults.Attempted(
                        Duration.ofMillis(1), "POST", delivered ? 204 : 500, "", delivered ? null : "No."),
                Duration.ofHours(1),
                Duration.ofDays(3));
    }

    @Test
    void much_of_one_record_is_not_read_to_find_what_is_due() {
        RecordId hot = RecordId.next();
        queue(MUCH, i -> hot);
        List<Taken> taken = new ArrayList<>();

        assertThat(reads(() -> assertThat(queue.due(world.production)).containsExactly(webhook)))
                .isLessThan(LITTLE);
        assertThat(reads(() ->
                        takings.take(world.account, webhook, false, 32, LEASE).forEach(taken::addAll)))
                .isLessThan(LITTLE);
        assertThat(taken).hasSize(Takings.LONGEST_RUN);
        assertThat(reads(() -> assertThat(finish(taken.get(0), true)).isTrue())).isLessThan(LITTLE);
        assertThat(reads(() -> assertThat(takings.takeOn(world.account, webhook, hot, LEASE))
                        .isEmpty()))
                .isLessThan(LITTLE);
        assertThat(reads(() -> queue(1, i -> hot))).isLessThan(LITTLE);
        assertThat(reads(() -> assertThat(finish(taken.get(1), false)).isFalse()))
                .isLessThan(LITTLE);
        takings.giveBack(world.account, taken.subList(2, taken.size()));
        assertThat(takings.take(world.account, webhook, false, 32, LEASE))
                .as("all of it waits for the one that failed")
                .isEmpty();
        assertThat(queue.due(world.production)).isEmpty();
    }

    @Test
    void much_of_a_webhook_that_is_off_is_not_read_to_find_its_tests() {
        queue(MUCH, i -> RecordId.next());
        webhooks.setEnabled(world.admin, webhook, false);

        assertThat(reads(() -> assertThat(queue.due(world.production)).isEmpty()))
                .isLessThan(LITTLE);
        webhooks.test(world.admin, webhook);
        assertThat(queue.due(world.production)).containsExactly(webhook);
        assertThat(reads(() -> assertThat(takings.take(world.account, webhook, true, 32, LEASE))
                        .singleElement()
                        .satisfies(run -> assertThat(run.getFirst().kind()).isEqualTo(Delivery.Kind.TEST))))
                .isLessThan(LITTLE);
    }

    @Test
    void where_nothing_is_to_be_read_or_sent_nobody_looks() {
        List<AccountId> account = List.of(world.account);
        assertThat(rows.busy(account)).isEmpty();

        world.create("one");
        assertThat(rows.busy(account)).containsExactly(world.production);
        world.until(() -> world.allDone(webhook));
        assertThat(rows.busy(account)).isEmpty();

        webhooks.setEnabled(world.admin, webhook, false);
        webhooks.test(world.admin, webhook);
        assertThat(rows.busy(account)).containsExactly(world.production);
        world.until(() -> world.allDone(webhook));
        assertThat(rows.busy(account)).isEmpty();
    }

    /** Whichever way the one before it ends. */
    @Test
    void what_waited_behind_another_one_goes_on_at_once() {
        RecordId hot = RecordId.next();
        queue(5, i -> hot);
        List<Delivery> all = world.deliveries(webhook).reversed();

        assertThat(webhooks.drop(world.admin, all.get(0).id())).isTrue();
        assertThat(dueNow()).containsExactly(all.get(1).id().value());
        assertThat(webhooks.drop(world.admin, all.get(2).id())).isTrue();
        assertThat(dueNow()).containsExactly(all.get(1).id().value());
        transactions.once(() -> {
            queue.end(world.account, all.get(1).id(), Delivery.State.DELIVERED, null);
            return true;
        });
        assertThat(dueNow()).containsExactly(all.get(3).id().value());
        sql.in(
                        world.account,
                        "UPDATE {a}.webhook_delivery SET state = 'PARKED', finished_at = '2020-01-01' WHERE id = :id")
                .param("id", all.get(3).id().value())
                .update();
        cleaning.clean(world.account);
        assertThat(dueNow()).containsExactly(all.get(4).id().value());
        assertThat(webhooks.dropAll(world.admin, webhook)).isEqualTo(1);
        queue(2, i -> hot);
        assertThat(dueNow()).hasSize(1);
    }

    /** What an older version left, or a mistake of ours: never for ever. */
    @Test
    void what_waits_behind_nothing_is_found_and_sent() {
        queue(1, i -> RecordId.next());
        sql.in(world.account, "UPDATE {a}.webhook_delivery SET next_attempt_at = " + DeliveryQueue.BEHIND)
                .update();
        assertThat(dueNow()).isEmpty();

        cleaning.clean(world.account);

        assertThat(dueNow()).hasSize(1);
    }

    /** The one before it ends while the new one is queued: one of the two must see the other. */
    @Test
    void an_event_queued_while_the_one_before_it_ends_is_not_forgotten() throws Exception {
        for (int i = 0; i < 40; i++) {
            RecordId hot = RecordId.next();
            queue(1, n -> hot);
            Taken first = takings.take(world.account, webhook, false, 32, LEASE)
                    .getFirst()
                    .getFirst();
            Thread other = Thread.ofPlatform().start(() -> finish(first, true));
            queue(1, n -> hot);
            other.join();
            assertThat(dueNow()).hasSize(1);
            finish(
                    takings.take(world.account, webhook, false, 32, LEASE)
                            .getFirst()
                            .getFirst(),
                    true);
            Awaitility.await().until(() -> dueNow().isEmpty());
        }
    }

    private List<Long> dueNow() {
        return sql.in(
                        world.account,
                        "SELECT id FROM {a}.webhook_delivery WHERE webhook = :webhook AND state = 'WAITING'"
                                + " AND next_attempt_at <= UTC_TIMESTAMP(3)")
                .param("webhook", webhook.value())
                .query((row, index) -> row.getLong(1))
                .list();
    }
}
