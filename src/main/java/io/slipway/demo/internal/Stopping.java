package io.slipway.demo.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets what is made in the background end between two steps when the application stops, before anything it needs is taken
 * down.
 */
@Component
public class Stopping implements SmartLifecycle {

    private static final long STEP_TAKES_SECONDS = 15;

    private final ReadWriteLock work = new ReentrantReadWriteLock();
    private volatile boolean running;
    private volatile boolean begun;

    /** Somebody stops the application: what is under way goes on at the next start. */
    public static final class Stopped extends RuntimeException {
        Stopped() {
            super("The application stops");
        }
    }

    /** Runs work whose current step is waited for when the application stops. */
    public void waitingFor(Runnable steps) {
        work.readLock().lock();
        try {
            steps.run();
        } finally {
            work.readLock().unlock();
        }
    }

    /**
     * To be called between two steps.
     *
     * @throws Stopped when the application stops
     */
    public void goOn() {
        if (begun) {
            throw new Stopped();
        }
    }

    /** Whether the application is on its way down. */
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        begun = true;
        running = false;
        try {
            if (work.writeLock().tryLock(STEP_TAKES_SECONDS, TimeUnit.SECONDS)) {
                work.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
