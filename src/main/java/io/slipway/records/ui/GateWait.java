package io.slipway.records.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries something again each second for as long as the browser asks, which it does a few times. The browser sets the
 * pace: no thread waits here, and nothing is tried for a page that is no longer open.
 */
final class GateWait {

    private static final int PAUSE = 1000;
    private static final int TRIES = 6;

    private final UI ui;
    private final BooleanSupplier attempt;
    private final Runnable givenUp;
    private @Nullable Registration listening;
    private int tries;

    private GateWait(UI ui, BooleanSupplier attempt, Runnable givenUp) {
        this.ui = ui;
        this.attempt = attempt;
        this.givenUp = givenUp;
    }

    /**
     * @param attempt tries; false: try again
     * @param givenUp runs when it has been tried often enough
     */
    static GateWait start(UI ui, BooleanSupplier attempt, Runnable givenUp) {
        GateWait wait = new GateWait(ui, attempt, givenUp);
        ui.setPollInterval(PAUSE);
        wait.listening = ui.addPollListener(poll -> wait.tryAgain());
        return wait;
    }

    private void tryAgain() {
        if (listening == null) {
            return;
        }
        tries++;
        if (attempt.getAsBoolean()) {
            stop();
        } else if (tries >= TRIES) {
            stop();
            givenUp.run();
        }
    }

    void stop() {
        if (listening != null) {
            listening.remove();
            listening = null;
            ui.setPollInterval(-1);
        }
    }
}
