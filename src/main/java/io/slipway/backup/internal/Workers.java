package io.slipway.backup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does work on a few threads at once; the first failure stops all, and is what the caller gets. */
final class Workers {

    private static final long TICK_MILLIS = 100;

    private Workers() {}

    /** One thread's part of the work. */
    interface Body {
        /**
         * @param number of the worker, from 0
         * @param stop whether to stop early; to be asked often
         */
        void work(int number, Stop stop) throws Exception;
    }

    /** Whether the others have given up. */
    interface Stop {
        boolean asked();

        /** Leaves the work when the others have given up. */
        default void check() {
            if (asked()) {
                throw new Stopped();
            }
        }
    }

    /** Left because another worker, or the caller, gave up. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("Stopped because other work failed", null, false, false);
        }
    }

    /**
     * Runs the body on threads of its own until all have ended.
     *
     * @param tick run on the caller's thread every 100 ms; throws to stop everything
     */
    static void run(String name, int threads, Body body, Runnable tick) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            all.add(Thread.ofPlatform().daemon().name(name + "-" + number).start(() -> {
                try {
                    body.work(number, stop::get);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                    stop.set(true);
                } finally {
                    running.countDown();
                }
            }));
        }
        try {
            while (!running.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                tick.run();
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new IllegalStateException("Interrupted", e));
        } finally {
            stop.set(true);
            join(all);
        }
        rethrow(failure.get());
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case java.io.IOException e -> throw new java.io.UncheckedIOException(e);
            default -> throw new IllegalStateException(failure);
        }
    }
}
