package io.slipway.webhook.internal;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Gates;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One look at an account: fills the queue from the change feeds and sends what is due, each webhook a few at a time, so
 * that a receiver that hangs keeps only its own webhook waiting.
 */
@Component
class Dispatcher implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** Beyond the longest attempt, so that nobody takes over what is still being sent. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(40);

    private final WebhookRows webhooks;
    private final FeedReading reading;
    private final DeliveryQueue queue;
    private final Attempts attempts;
    private final Gates gates;
    private final Promotions promotions;
    private final WebhookProperties properties;
    private final ExecutorService sending = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 1).factory());
    // webhooks this node is sending for; an entry goes when its last attempt ends
    private final Map<Busy, AtomicInteger> busy = new ConcurrentHashMap<>();

    Dispatcher(
            WebhookRows webhooks,
            FeedReading reading,
            DeliveryQueue queue,
            Attempts attempts,
            Gates gates,
            Promotions promotions,
            WebhookProperties properties) {
        this.webhooks = webhooks;
        this.reading = reading;
        this.queue = queue;
        this.attempts = attempts;
        this.gates = gates;
        this.promotions = promotions;
        this.properties = properties;
    }

    private record Busy(AccountId account, WebhookId webhook) {}

    /** Looks once; returns how many attempts it began. One environment's trouble keeps no other waiting. */
    int round(AccountId account) {
        int begun = 0;
        for (EnvironmentId environment : webhooks.environments(account)) {
            try {
                begun += round(environment);
            } catch (RuntimeException e) {
                LOG.warn("Webhooks of environment {} could not be looked at; it is tried again", environment, e);
            }
        }
        return begun;
    }

    private int round(EnvironmentId environment) {
        reading.read(environment);
        List<StoredWebhook> all = webhooks.of(environment);
        dropWhatWaitedAtTheLock(environment, all);
        int begun = 0;
        for (StoredWebhook webhook : all) {
            // looked at each time: a lock takes milliseconds
            if (gates.peek(environment).writesOpen()) {
                begun += send(webhook);
            }
        }
        return begun;
    }

    private void dropWhatWaitedAtTheLock(EnvironmentId environment, List<StoredWebhook> all) {
        List<Webhook> dropping = all.stream()
                .map(StoredWebhook::webhook)
                .filter(webhook -> webhook.onPromotion() == Webhook.OnPromotion.DROP)
                .filter(webhook -> queue.hasWaiting(environment.account(), webhook.id()))
                .toList();
        if (dropping.isEmpty()) {
            return;
        }
        Optional<Run> last = promotions.runs(new Actor.House(environment.account(), "Webhooks")).stream()
                .filter(run -> run.environment().equals(environment) && run.lockedAt() != null)
                .findFirst();
        last.ifPresent(run -> {
            Instant locked = Objects.requireNonNull(run.lockedAt());
            dropping.forEach(webhook -> queue.dropQueuedBefore(
                    environment.account(),
                    webhook.id(),
                    locked,
                    "It was still waiting when " + run.kind().label().toLowerCase(java.util.Locale.ROOT) + " "
                            + run.id() + " locked production, and this webhook drops what waits then."));
        });
    }

    private int send(StoredWebhook webhook) {
        AccountId account = webhook.webhook().environment().account();
        Busy key = new Busy(account, webhook.webhook().id());
        int atWork = busy.computeIfAbsent(key, k -> new AtomicInteger()).get();
        int room = properties.parallel() - atWork;
        List<DeliveryQueue.Taken> taken = room <= 0
                ? List.of()
                : queue.take(
                        account,
                        key.webhook(),
                        !webhook.webhook().enabled(),
                        room,
                        properties.answerTimeout().plus(LEASE_MARGIN));
        for (DeliveryQueue.Taken each : taken) {
            begin(key, webhook, each);
        }
        if (atWork == 0 && taken.isEmpty()) {
            busy.remove(key);
        }
        return taken.size();
    }

    private void begin(Busy key, StoredWebhook webhook, DeliveryQueue.Taken taken) {
        AtomicInteger count = busy.computeIfAbsent(key, k -> new AtomicInteger());
        count.incrementAndGet();
        try {
            sending.execute(() -> {
                try {
                    attempts.make(webhook, taken);
                } catch (RuntimeException e) {
                    LOG.warn("Delivery {} is tried again when its lease is over", taken.id(), e);
                } finally {
                    count.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            // the node stops; the lease runs out and another one takes it
            count.decrementAndGet();
        }
    }

    @Override
    public void destroy() {
        sending.close();
    }
}
