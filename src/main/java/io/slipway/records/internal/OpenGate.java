package io.slipway.records.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.environment.Gates;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets a writer wait a moment for a closed gate: with locks this short most people never notice one. */
@Component
class OpenGate {

    /** How long writers wait in all before they are refused. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(4);

    private final Gates gates;

    OpenGate(Gates gates) {
        this.gates = gates;
    }

    /**
     * Does the work as soon as the gate is open, and again while the work itself finds it closed. Looks at the gate first
     * only after the work has found it closed: the work looks too, and without waiting for whoever holds it.
     *
     * @param work answers {@code closed} when it finds the gate closed
     */
    <T> T through(EnvironmentId environment, Supplier<T> work, T closed) {
        // Not the clock: that may be set, while this measures how long somebody has been waiting.
        long start = System.nanoTime();
        boolean seemsOpen = true;
        while (true) {
            if (seemsOpen) {
                T result = work.get();
                if (!result.equals(closed)) {
                    return result;
                }
            }
            boolean interrupted = Thread.currentThread().isInterrupted();
            if (interrupted || System.nanoTime() - start > PATIENCE.toNanos()) {
                return closed;
            }
            LockSupport.parkNanos(PAUSE);
            seemsOpen = gates.peek(environment).writesOpen();
        }
    }
}
