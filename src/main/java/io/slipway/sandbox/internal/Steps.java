package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.storage.Evolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Writes down how far a piece of work has come, and knows whether it should go on. */
final class Steps implements Evolution.Progress {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final SandboxWorkRows rows;
    private final EnvironmentId sandbox;
    private final BooleanSupplier stop;
    private final Clock clock;
    private volatile Instant nextLook = Instant.MIN;
    private volatile boolean stopped;

    /**
     * @param stop asks the database whether the work should end; asked twice a second at most
     */
    Steps(SandboxWorkRows rows, EnvironmentId sandbox, BooleanSupplier stop, Clock clock) {
        this.rows = rows;
        this.sandbox = sandbox;
        this.stop = stop;
        this.clock = clock;
    }

    /** What is done from now on, in words. */
    void at(String words) {
        if (cancelled()) {
            throw new Evolution.Cancelled();
        }
        rows.step(sandbox, words);
    }

    @Override
    public void begin(String step, String detail) {
        String words = switch (step) {
            case "backup.base" -> "Reading production's records";
            case "materialise.verify" -> "Checking the copy";
            case "materialise.load" -> "Loading records into the sandbox";
            case "expand.copy" -> "Converting records";
            // single statements are too fine for people to read
            default -> "";
        };
        if (!words.isEmpty()) {
            rows.step(sandbox, words);
        }
    }

    @Override
    public void done(String step, String detail) {}

    @Override
    public boolean cancelled() {
        Instant now = clock.instant();
        if (!stopped && !now.isBefore(nextLook)) {
            nextLook = now.plus(LOOK_AGAIN);
            stopped = stop.getAsBoolean();
        }
        return stopped;
    }
}
