package io.slipway.webhook.internal;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One look at an account: fills the queue from the change feeds and lets what is due be sent. */
@Component
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** After so many parts of a feed others have their turn. */
    private static final int MOST_PARTS = 10;

    private final WebhookRows webhooks;
    private final FeedReading reading;
    private final DeliveryQueue queue;
    private final Lanes lanes;
    private final Gates gates;
    private final Promotions promotions;
    /** The gates' epochs at the last look. */
    private final Map<EnvironmentId, Long> epochs = new ConcurrentHashMap<>();

    Dispatcher(
            WebhookRows webhooks,
            FeedReading reading,
            DeliveryQueue queue,
            Lanes lanes,
            Gates gates,
            Promotions promotions) {
        this.webhooks = webhooks;
        this.reading = reading;
        this.queue = queue;
        this.lanes = lanes;
        this.gates = gates;
        this.promotions = promotions;
    }

    /**
     * Looks once; returns for how many webhooks it began to send. One environment's trouble keeps no other waiting.
     */
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

    /** Whether this node sends nothing for an account at the moment. */
    boolean idle(AccountId account) {
        return lanes.idle(account);
    }

    private int round(EnvironmentId environment) {
        int begun = 0;
        boolean more = true;
        for (int part = 0; more && part < MOST_PARTS; part++) {
            more = reading.read(environment);
            begun += send(environment);
        }
        return begun;
    }

    private int send(EnvironmentId environment) {
        // first of all: a lock that comes after it changes the epoch, and then nobody sends before we were here again
        Gate gate = gates.peek(environment);
        if (!gate.writesOpen()) {
            return 0;
        }
        List<WebhookId> due = queue.due(environment);
        boolean moved = !Objects.equals(epochs.put(environment, gate.epoch()), gate.epoch());
        if (moved || !due.isEmpty()) {
            dropWhatWaitedAtTheLock(environment, webhook -> moved || due.contains(webhook.id()));
        }
        int begun = 0;
        for (WebhookId webhook : due) {
            begun += lanes.start(environment, webhook, gate.epoch()) ? 1 : 0;
        }
        return begun;
    }

    private void dropWhatWaitedAtTheLock(EnvironmentId environment, Predicate<Webhook> concerned) {
        List<Webhook> dropping = webhooks.of(environment).stream()
                .map(StoredWebhook::webhook)
                .filter(webhook -> webhook.onPromotion() == Webhook.OnPromotion.DROP)
                .filter(concerned)
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
                    "It was still waiting when " + run.kind().label().toLowerCase(Locale.ROOT) + " " + run.id()
                            + " locked production, and this webhook drops what waits then."));
        });
    }
}
