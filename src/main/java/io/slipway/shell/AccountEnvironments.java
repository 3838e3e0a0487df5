package io.slipway.shell;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.ShownEnvironment;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Builders may enter all environments of their account, people who only work with records may enter production. */
@Component
class AccountEnvironments implements EnvironmentCatalog {

    private final Environments environments;

    AccountEnvironments(Environments environments) {
        this.environments = environments;
    }

    @Override
    public Optional<ShownEnvironment> find(Actor actor, EnvironmentId id) {
        return id.account().equals(actor.account())
                ? environments
                        .find(id)
                        .filter(environment -> mayEnter(actor, environment))
                        .map(this::shown)
                : Optional.empty();
    }

    @Override
    public List<ShownEnvironment> all(Actor actor) {
        return environments.all(actor.account()).stream()
                .filter(environment -> mayEnter(actor, environment))
                .map(this::shown)
                .toList();
    }

    private static boolean mayEnter(Actor actor, Environment environment) {
        return environment.isProduction() || actor.isBuilder();
    }

    private ShownEnvironment shown(Environment environment) {
        return new ShownEnvironment(
                environment.id(),
                environment.name(),
                environment.isProduction(),
                environment.promotable(),
                environment.state() == Environment.State.READY);
    }
}
