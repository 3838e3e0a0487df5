package io.slipway.webhook.internal;

import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.internal.Dispatcher.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What this node sends: one lane per webhook that has something due, so that a receiver that hangs keeps only its own
 * webhook waiting. A lane takes more as soon as it has room, until nothing is due; it sends several records' events at a
 * time and those of one record one after the other. Each attempt begins with a look at the gate: a lane goes on only
 * under the epoch it was last told of, so that a lock, however short, is noticed.
 */
@Component
class Lanes implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    /** Runs taken at a time for each attempt that can be under way. */
    private static final int RUNS_PER_PLACE = 4;
    /** Lanes together never take more of the pool's connections than this from those who serve people. */
    private static final int MOST_STATEMENTS = 6;

    private static final Duration LONGEST_HELD = Duration.ofSeconds(5);

    private final WebhookRows webhooks;
    private final DeliveryQueue queue;
    private final Takings takings;
    private final Attempts attempts;
    private final Gates gates;
    private final int places;
    private final Duration lease;
    private final Duration held;
    private final Semaphore statements = new Semaphore(MOST_STATEMENTS);
    private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 1).factory());
    private volatile boolean stopping;

    Lanes(
            WebhookRows webhooks,
            DeliveryQueue queue,
            Takings takings,
            Attempts attempts,
            Gates gates,
            WebhookProperties properties) {
        this.webhooks = webhooks;
        this.queue = queue;
        this.takings = takings;
        this.attempts = attempts;
        this.gates = gates;
        this.places = properties.parallel();
        this.lease = properties.answerTimeout().plus(properties.takeOverAfter());
        Duration half = properties.takeOverAfter().dividedBy(2);
        this.held = half.compareTo(LONGEST_HELD) < 0 ? half : LONGEST_HELD;
    }

    private record Key(EnvironmentId environment, WebhookId webhook) {
        AccountId account() {
            return environment.account();
        }
    }

    /** A webhook being sent for. */
    private final class Lane {
        final Key key;
        final Semaphore free = new Semaphore(places);
        /** There may be more to do: somebody looked, or an attempt ended. */
        final Semaphore news = new Semaphore(0);

        volatile Standing standing;

        Lane(Key key, Standing standing) {
            this.key = key;
            this.standing = standing;
        }
    }

    /**
     * Begins to send for a webhook, or tells the lane that does so to look again.
     *
     * @param standing under the open gate, as it was before what the last lock drops was dropped
     * @return whether it was begun
     */
    boolean start(EnvironmentId environment, WebhookId webhook, Standing standing) {
        Key key = new Key(environment, webhook);
        boolean[] begun = {false};
        lanes.compute(key, (k, running) -> {
            if (running != null) {
                running.standing = standing;
                running.news.release();
                return running;
            }
            if (stopping) {
                return null;
            }
            Lane made = new Lane(key, standing);
            threads.execute(() -> run(made));
            begun[0] = true;
            return made;
        });
        return begun[0];
    }

    /** Whether nothing of an account is being sent. */
    boolean idle(AccountId account) {
        return lanes.keySet().stream().noneMatch(key -> key.account().equals(account));
    }

    private void run(Lane lane) {
        try {
            while (!stopping || lane.free.availablePermits() < places) {
                if (begin(lane)) {
                    continue;
                }
                if (lane.free.availablePermits() < places) {
                    lane.news.acquire();
                    lane.news.drainPermits();
                } else if (ended(lane)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.remove(lane.key);
    }

    private boolean ended(Lane lane) {
        return lanes.computeIfPresent(lane.key, (key, mine) -> mine.news.tryAcquire() ? mine : null) == null;
    }

    /** Takes what is due and hands it out; false: there was nothing, or now is not the time. */
    private boolean begin(Lane lane) throws InterruptedException {
        Standing standing = lane.standing;
        long since = System.nanoTime();
        StoredWebhook webhook;
        List<List<Taken>> runs;
        try {
            webhook = asking(
                    () -> webhooks.find(lane.key.account(), lane.key.webhook()).orElse(null));
            if (webhook == null || !mayGoOn(lane.key, standing)) {
                return false;
            }
            boolean testsOnly = !webhook.webhook().enabled();
            runs = asking(() ->
                    takings.take(lane.key.account(), lane.key.webhook(), testsOnly, places * RUNS_PER_PLACE, lease));
        } catch (NotAllowed e) {
            // the environment has just gone, and its webhooks with it
            return false;
        } catch (RuntimeException e) {
            LOG.warn("Webhook {} of {} is looked at again", lane.key.webhook(), lane.key.environment(), e);
            return false;
        }
        for (List<Taken> run : runs) {
            lane.free.acquire();
            try {
                threads.execute(() -> sendQuietly(lane, webhook, run, since, standing));
            } catch (RejectedExecutionException e) {
                // the node stops; the lease runs out and another one takes it
                lane.free.release();
            }
        }
        return !runs.isEmpty();
    }

    private void sendQuietly(Lane lane, StoredWebhook webhook, List<Taken> run, long since, Standing standing) {
        try {
            send(lane.key, webhook, run, since, standing);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Deliveries from {} on are tried again when their lease is over",
                    run.getFirst().id(),
                    e);
        } finally {
            lane.free.release();
            lane.news.release();
        }
    }

    /** Sends one after the other until one fails, or it is time to look at the queue again. */
    private void send(Key key, StoredWebhook webhook, List<Taken> taken, long since, Standing standing) {
        List<Taken> all = taken;
        while (!all.isEmpty()) {
            List<Taken> run = withoutDropped(key, webhook, all, standing);
            for (int i = 0; i < run.size(); i++) {
                if (isHeldTooLong(since) || !mayGoOn(key, standing)) {
                    takings.giveBack(key.account(), run.subList(i, run.size()));
                    return;
                }
                if (!attempts.make(webhook, run.get(i))) {
                    takings.giveBack(key.account(), run.subList(i + 1, run.size()));
                    return;
                }
            }
            RecordId chain = all.getLast().chain();
            all = chain == null || all.size() == 1 || isHeldTooLong(since)
                    ? List.of()
                    : asking(() -> takings.takeOn(key.account(), key.webhook(), chain, lease));
        }
    }

    /** What a node had taken when production was locked, and did not send, is found only now that its lease is over. */
    private List<Taken> withoutDropped(Key key, StoredWebhook webhook, List<Taken> run, Standing standing) {
        Dispatcher.Lock lock = standing.lock();
        if (lock == null || !lock.drops(webhook.webhook())) {
            return run;
        }
        List<Taken> dropped = run.stream().filter(lock::drops).toList();
        if (!dropped.isEmpty()) {
            asking(() -> queue.dropTaken(key.account(), key.webhook(), dropped, lock.reason()));
        }
        return run.stream().filter(each -> !lock.drops(each)).toList();
    }

    /** Later attempts of what was taken could outlast the lease, and the webhook may have been changed meanwhile. */
    private boolean isHeldTooLong(long since) {
        return System.nanoTime() - since > held.toNanos();
    }

    private boolean mayGoOn(Key key, Standing standing) {
        if (stopping) {
            return false;
        }
        Gate gate = asking(() -> gates.peek(key.environment()));
        return gate.writesOpen() && gate.epoch() == standing.epoch();
    }

    private <T extends @Nullable Object> T asking(Supplier<T> question) {
        statements.acquireUninterruptibly();
        try {
            return question.get();
        } finally {
            statements.release();
        }
    }

    @Override
    public void destroy() {
        stopping = true;
        lanes.values().forEach(lane -> lane.news.release());
        threads.close();
    }
}
