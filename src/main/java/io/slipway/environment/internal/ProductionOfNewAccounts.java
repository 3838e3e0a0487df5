package io.slipway.environment.internal;

import io.slipway.account.AccountCreated;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Every account has exactly one production environment, from its first moment on. */
@Component
class ProductionOfNewAccounts {

    private final Environments environments;

    ProductionOfNewAccounts(Environments environments) {
        this.environments = environments;
    }

    @EventListener
    void on(AccountCreated event) {
        boolean there = environments.all(event.account()).stream().anyMatch(Environment::isProduction);
        if (!there) {
            environments.create(
                    event.account(),
                    Environment.Kind.PRODUCTION,
                    "Production",
                    Environment.State.READY,
                    Environment.DataChoice.NONE,
                    event.actor().name());
        }
    }
}
