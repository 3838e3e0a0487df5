package io.slipway.demo.internal;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether the application is on its way down: what is being made in the background then loses its database in the middle,
 * which is nothing to report as a failure.
 */
@Component
public class Stopping {

    private volatile boolean begun;

    @EventListener
    void closed(ContextClosedEvent closed) {
        begun = true;
    }

    /** From before anything is taken down. */
    public boolean hasBegun() {
        return begun;
    }
}
