package io.slipway.account.internal;

import io.slipway.account.AccountCreated;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stands for whatever may break while a new account gets what belongs to it. Does nothing unless a test asks for it. */
@Component
class BrokenBirth {

    final ThreadLocal<Boolean> asked = ThreadLocal.withInitial(() -> false);

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void breakIfAsked(AccountCreated event) {
        if (asked.get()) {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
