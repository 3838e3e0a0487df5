package io.slipway.promotion.internal;

import io.slipway.account.Accounts;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.Ownership.Owned;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every run that is not over is worked on by somebody: starts new ones here, keeps their heartbeats, and
 * takes over those of dead or stuck processes.
 */
@Component
class RunSupervisor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);

    private record Key(AccountId account, RunId run) {}

    private final Accounts accounts;
    private final RunStore runs;
    private final Ownership ownership;
    private final RunEngine engine;
    // what this process works on, with the epoch it has
    private final Map<Key, Long> mine = new ConcurrentHashMap<>();
    private final Set<Key> beingTaken = ConcurrentHashMap.newKeySet();
    private final Set<Key> beating = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();

    RunSupervisor(Accounts accounts, RunStore runs, Ownership ownership, RunEngine engine) {
        this.accounts = accounts;
        this.runs = runs;
        this.ownership = ownership;
        this.engine = engine;
    }

    @Override
    public void start() {
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("run-", 1).daemon(true).factory());
        rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("run-supervisor").daemon(true).factory());
        running = true;
        rounds.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
    }

    /** A run is not waited for when the application stops: whoever starts next takes it over. */
    @Override
    public void stop() {
        running = false;
        rounds.shutdownNow();
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * Has a new run written, and works on it. It is ours before it is written, so no node's round finds it alone.
     *
     * @param write writes the run of this number; false: it can't be
     * @return its number, or empty: it was not written
     */
    Optional<RunId> begin(EnvironmentId target, Predicate<RunId> write) {
        Ownership.Reserved reserved = ownership.reserve(target);
        boolean begun = false;
        try {
            if (!write.test(reserved.run())) {
                return Optional.empty();
            }
            work(ownership.takeNew(runs.get(target.account(), reserved.run()), reserved), false);
            begun = true;
            return Optional.of(reserved.run());
        } finally {
            if (!begun) {
                ownership.giveBack(target, reserved);
            }
        }
    }

    private void work(Owned owned, boolean takenOver) {
        Key key = new Key(owned.account(), owned.run());
        mine.put(key, owned.epoch());
        workers.execute(() -> {
            try (owned) {
                engine.drive(owned, takenOver);
            } catch (RuntimeException | Error e) {
                LOG.error("Run {} stopped in the middle and will be taken over", owned.run(), e);
            } finally {
                mine.remove(key);
            }
        });
    }

    /** One look at everything; also called by tests instead of waiting for the next. */
    void round() {
        try {
            mine.forEach(this::beat);
            runs.withUnfinished(accounts.ids()).forEach(this::look);
        } catch (RuntimeException e) {
            // the database may be away for a moment; the next round looks again
            LOG.warn("The runs could not be looked at: {}", e.getMessage());
        }
    }

    /**
     * On a thread of its own: where somebody holds a run's row for a while, or something is wrong with it, the others'
     * heartbeats go on.
     */
    private void beat(Key key, long epoch) {
        if (!running || !beating.add(key)) {
            return;
        }
        workers.execute(() -> {
            try {
                if (!runs.heartbeat(key.account(), key.run(), epoch)) {
                    LOG.info("Run {} is no longer ours", key.run());
                }
            } catch (RuntimeException e) {
                LOG.warn("Run {} could not be kept alive this time: {}", key.run(), e.getMessage());
            } finally {
                beating.remove(key);
            }
        });
    }

    /** What is wrong with one account's runs must not keep the others' from being looked at. */
    private void look(AccountId account) {
        try {
            runs.unfinished(account).forEach(this::takeOverIfAlone);
        } catch (RuntimeException e) {
            LOG.warn("The runs of account {} could not be looked at: {}", account, e.getMessage());
        }
    }

    /** On a thread of its own: waiting for an old owner's end must not keep the heartbeats of our runs waiting. */
    private void takeOverIfAlone(Run run) {
        Key key = new Key(run.environment().account(), run.id());
        if (!running || mine.containsKey(key) || run.state() == RunState.NEEDS_ATTENTION || !beingTaken.add(key)) {
            return;
        }
        workers.execute(() -> {
            try {
                ownership.takeOver(run).ifPresent(owned -> work(owned, true));
            } catch (RuntimeException e) {
                LOG.warn("Run {} could not be taken over yet: {}", run.id(), e.getMessage());
            } finally {
                beingTaken.remove(key);
            }
        });
    }
}
