package io.slipway.promotion;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry.Mark;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a test do something, or wait, while a run stands at a line of its journal. What the act throws fails the run. */
@Component
public class RunBrake implements RunObserver {

    private record Stop(
            RunState state, @Nullable String step, @Nullable Mark mark, Runnable act) {

        boolean at(RunState here, String stepHere, Mark markHere) {
            return state == here && (step == null || step.equals(stepHere)) && (mark == null || mark == markHere);
        }
    }

    private final Map<AccountId, Stop> stops = new ConcurrentHashMap<>();

    /** Once, at the first journal line of a state. */
    public void on(AccountId account, RunState state, Runnable act) {
        stops.put(account, new Stop(state, null, null, act));
    }

    /** Once, at the next such line. */
    public void at(AccountId account, RunState state, String step, Mark mark, Runnable act) {
        stops.put(account, new Stop(state, step, mark, act));
    }

    /** Holds the account's next run at its start, until closed. */
    public Held hold(AccountId account) {
        Held held = new Held();
        at(account, RunState.CHECKING, "check", Mark.BEGIN, held::stop);
        return held;
    }

    /** A run that stands still. */
    public static final class Held implements AutoCloseable {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private void stop() {
            reached.countDown();
            await(released);
        }

        /** Waits until the run stands. */
        public void reached() {
            await(reached);
        }

        @Override
        public void close() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("Nobody came");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void journalled(AccountId account, RunId run, RunState state, String step, Mark mark) {
        Stop stop = stops.get(account);
        if (stop == null || !stop.at(state, step, mark) || !stops.remove(account, stop)) {
            return;
        }
        try {
            // not on the run's thread, whose connection and locks are its own
            CompletableFuture.runAsync(stop.act(), act -> Thread.ofPlatform().start(act))
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
    }
}
