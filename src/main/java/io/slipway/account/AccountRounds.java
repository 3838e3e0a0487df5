package io.slipway.account;

import io.slipway.common.AccountId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a look at each account in which there may be something to do again and again, and at one at once when there is
 * reason to. A few accounts are looked at
 * at a time, each by one thread of this node; one account's trouble or load holds up no other.
 */
public final class AccountRounds {

    private static final Logger LOG = LoggerFactory.getLogger(AccountRounds.class);
    private static final int AT_A_TIME = 4;

    private final String name;
    private final Supplier<? extends Collection<AccountId>> which;
    private final Duration first;
    private final Duration every;
    private final Consumer<AccountId> look;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    /** Accounts being looked at, and whether they are to be looked at once more. */
    private final Map<AccountId, Boolean> looking = new ConcurrentHashMap<>();

    private volatile @Nullable Threads threads;

    private record Threads(ScheduledExecutorService clock, ExecutorService looks) {}

    /**
     * @param name of its threads
     * @param which the accounts a round looks at; asked for each round, so cheap, however many accounts there are
     * @param first from the start to the first round
     * @param every from the end of giving out one round to the next
     */
    public AccountRounds(
            String name,
            Supplier<? extends Collection<AccountId>> which,
            Duration first,
            Duration every,
            Consumer<AccountId> look) {
        this.name = name;
        this.which = which;
        this.first = first;
        this.every = every;
        this.look = look;
    }

    /** Begins; after {@link #stop} once more. */
    public void start() {
        Threads started = new Threads(
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name(name).daemon().factory()),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-", 1).factory()));
        threads = started;
        started.clock().scheduleWithFixedDelay(this::round, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it was started and not stopped. */
    public boolean isRunning() {
        return threads != null;
    }

    private void round() {
        try {
            which.get().forEach(account -> begin(account, false));
        } catch (RuntimeException e) {
            LOG.warn("The round of {} failed; it is tried again", name, e);
        }
    }

    /**
     * Looks at an account as soon as possible; if that is being done, once more when it is done. Does nothing while it is
     * stopped.
     */
    public void soon(AccountId account) {
        begin(account, true);
    }

    private void begin(AccountId account, boolean again) {
        Threads running = threads;
        if (running == null) {
            return;
        }
        boolean[] mine = {false};
        looking.compute(account, (key, once) -> {
            mine[0] = once == null;
            return once == null ? Boolean.FALSE : Boolean.valueOf(once || again);
        });
        if (mine[0]) {
            try {
                running.looks().execute(() -> look(account));
            } catch (RejectedExecutionException e) {
                // the node stops; another one looks
                looking.remove(account);
            }
        }
    }

    private void look(AccountId account) {
        boolean more = true;
        while (more) {
            try {
                places.acquire();
            } catch (InterruptedException e) {
                looking.remove(account);
                Thread.currentThread().interrupt();
                return;
            }
            try {
                if (threads != null) {
                    look.accept(account);
                }
            } catch (RuntimeException e) {
                LOG.warn("The look of {} at account {} failed; it is tried again", name, account, e);
            } finally {
                places.release();
            }
            more = looking.computeIfPresent(account, (key, once) -> once ? Boolean.FALSE : null) != null;
        }
    }

    /**
     * Ends it; looks under way are waited for.
     *
     * @param patience how long
     */
    public void stop(Duration patience) {
        Threads running = threads;
        threads = null;
        if (running == null) {
            return;
        }
        running.clock().shutdownNow();
        running.looks().shutdown();
        try {
            if (!running.looks().awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.looks().shutdownNow();
            }
        } catch (InterruptedException e) {
            running.looks().shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
