package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.internal.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Receivers that fail, hang or refuse, and nodes that die. */
class WebhookFailureTest extends OnDeliveries {

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
}
