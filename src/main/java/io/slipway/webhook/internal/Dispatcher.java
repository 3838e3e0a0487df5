package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    /** As they were at the last look. */
    private final Map<EnvironmentId, Standing> standings = new ConcurrentHashMap<>();

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

    /** Of accounts, those that have something to read or to send. */
    Set<AccountId> busy(Collection<AccountId> accounts) {
        return webhooks.busy(accounts).stream().map(EnvironmentId::account).collect(Collectors.toSet());
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
        Standing standing = standing(environment, gate.epoch());
        int begun = 0;
        for (WebhookId webhook : queue.due(environment)) {
            begun += lanes.start(environment, webhook, standing) ? 1 : 0;
        }
        return begun;
    }

    /**
     * How things stand under an epoch. Which lock was the last one changes only with the epoch: it is looked up, and what
     * it drops is dropped, once for each.
     */
    private Standing standing(EnvironmentId environment, long epoch) {
        Standing before = standings.get(environment);
        if (before != null && before.epoch() == epoch) {
            return before;
        }
        Lock lock = promotions.lastLocking(environment).map(Lock::of).orElse(null);
        if (lock != null && (before == null || !lock.equals(before.lock()))) {
            webhooks.of(environment).stream()
                    .map(StoredWebhook::webhook)
                    .filter(lock::drops)
                    .filter(webhook -> queue.hasWaiting(environment.account(), webhook.id()))
                    .forEach(webhook ->
                            queue.dropQueuedBefore(environment.account(), webhook.id(), lock.at(), lock.reason()));
        }
        Standing now = new Standing(epoch, lock);
        standings.put(environment, now);
        return now;
    }

    /**
     * How things stand with an environment whose gate is open.
     *
     * @param epoch the gate's
     * @param lock the last one; null: it was never locked
     */
    record Standing(long epoch, @Nullable Lock lock) {}

    /**
     * A lock of production.
     *
     * @param reason for people: why what waited then is not sent
     */
    record Lock(Instant at, String reason) {

        static Lock of(Run run) {
            return new Lock(
                    Objects.requireNonNull(run.lockedAt()),
                    "It was still waiting when " + run.kind().label().toLowerCase(Locale.ROOT) + " " + run.id()
                            + " locked production, and this webhook drops what waits then.");
        }

        boolean drops(Webhook webhook) {
            return webhook.onPromotion() == Webhook.OnPromotion.DROP;
        }

        /** Whether a delivery waited at the lock. */
        boolean drops(Taken taken) {
            return taken.kind() != Delivery.Kind.TEST && !taken.queuedAt().isAfter(at);
        }
    }
}
