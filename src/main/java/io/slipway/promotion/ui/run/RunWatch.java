package io.slipway.promotion.ui.run;

import com.vaadin.flow.shared.Registration;
import io.slipway.account.Actor;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the rows of runs somebody on this node watches, a few times a second, and tells what is new: facts from the
 * database, so that it does not matter which node works on the run or whether it was restarted meanwhile.
 */
@Component
class RunWatch implements SmartLifecycle {

    static final int EVERY_MILLIS = 300;

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

    private final Promotions promotions;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    RunWatch(Promotions promotions) {
        this.promotions = promotions;
    }

    /**
     * What a look at a run has shown.
     *
     * @param news journal lines since the last look
     */
    record Look(Run run, List<JournalEntry> news) {}

    @Override
    public void start() {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("run-watch").daemon(true).factory());
        thread.scheduleWithFixedDelay(this::round, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** One look now. */
    Look look(Actor actor, Run run, long afterSeq) {
        List<JournalEntry> news = promotions.journal(actor, run.id(), afterSeq);
        // The row after the journal: then the row is never older than the lines.
        return new Look(promotions.find(actor, run.id()).orElse(run), news);
    }

    /**
     * Watches until the run is over or the registration is removed.
     *
     * @param last what is known already
     * @param afterSeq the last journal line known
     * @param listener told on the watch's own thread, and only when there is something new
     */
    Registration watch(Actor actor, Run last, long afterSeq, Consumer<Look> listener) {
        Watcher watcher = new Watcher(actor, last.id(), last, afterSeq, listener);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void round() {
        try {
            watchers.forEach(watcher -> {
                if (watcher.look()) {
                    watchers.remove(watcher);
                }
            });
        } catch (RuntimeException e) {
            // the database may be away for a moment; what happened meanwhile is read when it is back
            LOG.warn("The progress of runs could not be read: {}", e.getMessage());
        }
    }

    private final class Watcher {

        private final Actor actor;
        private final RunId id;
        private final Consumer<Look> listener;
        private Run last;
        private long seq;

        Watcher(Actor actor, RunId id, Run last, long seq, Consumer<Look> listener) {
            this.actor = actor;
            this.id = id;
            this.last = last;
            this.seq = seq;
            this.listener = listener;
        }

        /** Whether there is nothing more to see. */
        boolean look() {
            Look look = RunWatch.this.look(actor, last, seq);
            if (!look.news().isEmpty() || !look.run().equals(last)) {
                last = look.run();
                seq = look.news().isEmpty() ? seq : look.news().getLast().seq();
                tell(look);
            }
            // the last line is written just after the row is final
            return look.run().state().isFinal() && look.news().isEmpty();
        }

        private void tell(Look look) {
            try {
                listener.accept(look);
            } catch (RuntimeException e) {
                LOG.warn("A page that watches run {} could not be told", id, e);
            }
        }
    }
}
