package io.slipway.demo.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for background work. */
final class Waiting {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private Waiting() {}

    /**
     * What is looked for, as soon as it is there.
     *
     * @throws IllegalStateException when it takes too long or the thread is interrupted
     */
    static <T> T atMost(Duration longest, Supplier<Optional<T>> look) {
        // Not the clock: that may be set, while this measures how long somebody has been waiting.
        long start = System.nanoTime();
        while (System.nanoTime() - start < longest.toNanos()) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while waiting");
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IllegalStateException("Still not there after " + longest.toSeconds() + " s");
    }
}
