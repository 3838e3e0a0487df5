package io.slipway.integration.runs;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody who watches runs on this node. One thread looks at each watched run four times a second, however many watch
 * it, in its row and journal: so it is right whichever node the run is on. Watchers hold no thread.
 */
@Component
class RunWatches implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatches.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int ASK_FOR_PASSES_EVERY = 4;
    private static final int MOST = 500;
    private static final int MOST_OF_ACCOUNT = 200;

    private final Promotions promotions;
    private final JsonMapper json;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("run-watch").daemon().factory());
    private final ExecutorService sending = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("run-watcher-", 1).factory());

    // guarded by this
    private final Map<Key, RunWatch> watches = new HashMap<>();
    private final Map<AccountId, Integer> counts = new HashMap<>();
    private int count;
    private boolean closing;

    // used by the thread that looks
    private int looks;

    private record Key(AccountId account, RunId run) {}

    /**
     * What somebody watches with.
     *
     * @param token its id
     * @param stands whether the token is good still; asked once a second for all who come with it
     */
    record Pass(long token, BooleanSupplier stands) {}

    RunWatches(Promotions promotions, JsonMapper json) {
        this.promotions = promotions;
        this.json = json;
        looking.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Lets a connection watch a run of the account.
     *
     * @param after the last line of the journal it knows
     * @return false: there is no room for more at the moment
     */
    synchronized boolean add(AccountId account, RunId run, long after, Pass pass, ResponseBodyEmitter connection) {
        if (closing || count >= MOST || counts.getOrDefault(account, 0) >= MOST_OF_ACCOUNT) {
            return false;
        }
        count++;
        counts.merge(account, 1, Integer::sum);
        RunWatcher watcher = new RunWatcher(pass, connection, after, json, sending, System.nanoTime());
        connection.onTimeout(watcher::end);
        connection.onError(error -> watcher.leave());
        connection.onCompletion(() -> {
            watcher.leave();
            left(account);
        });
        watches.computeIfAbsent(new Key(account, run), key -> new RunWatch()).add(watcher);
        return true;
    }

    private synchronized void left(AccountId account) {
        count--;
        counts.computeIfPresent(account, (key, number) -> number == 1 ? null : number - 1);
    }

    /** How many watch on this node. */
    synchronized int count() {
        return count;
    }

    private void look() {
        if (looks++ % ASK_FOR_PASSES_EVERY == 0) {
            askForPasses();
        }
        for (Key key : watched()) {
            try {
                look(key);
            } catch (RuntimeException e) {
                LOG.warn("Run {} of account {} can't be watched now; it is tried again", key.run(), key.account(), e);
            }
        }
    }

    private void askForPasses() {
        Map<Long, Pass> passes = new HashMap<>();
        synchronized (this) {
            watches.values().forEach(watch -> watch.passes().forEach(pass -> passes.put(pass.token(), pass)));
        }
        Set<Long> dead = new HashSet<>();
        passes.forEach((token, pass) -> {
            try {
                if (!pass.stands().getAsBoolean()) {
                    dead.add(token);
                }
            } catch (RuntimeException e) {
                LOG.warn("Whether token {} stands can't be told now; it is asked again", token, e);
            }
        });
        synchronized (this) {
            watches.values().forEach(watch -> watch.turnOut(dead));
        }
    }

    private synchronized List<Key> watched() {
        watches.values().removeIf(watch -> !watch.isWatched());
        return new ArrayList<>(watches.keySet());
    }

    private void look(Key key) {
        Actor house = new Actor.House(key.account(), "Run events");
        long known;
        synchronized (this) {
            RunWatch watch = watches.get(key);
            if (watch == null) {
                return;
            }
            known = watch.lastLine();
        }
        Run run = promotions.find(house, key.run()).orElse(null);
        List<JournalEntry> news = run == null ? List.of() : promotions.journal(house, key.run(), known);
        synchronized (this) {
            RunWatch watch = watches.get(key);
            if (watch == null) {
                return;
            }
            if (run == null) {
                watch.end();
            } else {
                watch.seen(run, news);
                watch.keepAlive(System.nanoTime());
            }
        }
    }

    /** Before the server waits for what is being answered. */
    @EventListener
    synchronized void atTheEnd(ContextClosedEvent closed) {
        closing = true;
        watches.values().forEach(RunWatch::end);
    }

    @Override
    public void destroy() {
        looking.shutdownNow();
        sending.shutdownNow();
    }
}
