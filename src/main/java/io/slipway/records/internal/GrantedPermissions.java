package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.account.Memberships;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Grants;
import io.slipway.definition.Permission;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What somebody may do: those who build may do everything in every environment; others only in production, as far as
 * the roles of their user groups go.
 */
@Component
class GrantedPermissions {

    private final Memberships memberships;
    private final Environments environments;
    // one entry per account of the installation at most
    private final Set<EnvironmentId> productions = ConcurrentHashMap.newKeySet();

    GrantedPermissions(Memberships memberships, Environments environments) {
        this.memberships = memberships;
        this.environments = environments;
    }

    /**
     * Lets pass whom the environment is open to.
     *
     * @throws NotAllowed when the environment is another account's, not there, or a sandbox and the actor no builder
     */
    void requireEntry(Actor actor, EnvironmentId environment) {
        actor.requireAccount(environment.account());
        if (actor.isBuilder()) {
            return;
        }
        if (!isProduction(environment)) {
            throw new NotAllowed("This is not here, or not yours to see.");
        }
    }

    /** What was production once always is: it can't be removed. */
    private boolean isProduction(EnvironmentId environment) {
        if (productions.contains(environment)) {
            return true;
        }
        boolean production =
                environments.find(environment).map(Environment::isProduction).orElse(false);
        if (production) {
            productions.add(environment);
        }
        return production;
    }

    /** What an actor may do under a definition, looked up once. */
    Granted of(Actor actor, Definition definition) {
        UserId user = actor.user();
        return actor.isBuilder() || user == null
                ? new Granted(true, Grants.NONE)
                : new Granted(false, Grants.of(definition, memberships.groupsOf(actor.account(), user)));
    }

    /**
     * Somebody's permissions.
     *
     * @param all whether everything is allowed, whatever the roles
     */
    record Granted(boolean all, Grants grants) {

        Permission on(ResourceId table) {
            return all ? Permission.ALL : grants.on(table);
        }

        boolean sees(ResourceId table) {
            return on(table).see();
        }

        boolean seesApp(ResourceId app) {
            return all || grants.apps().contains(app);
        }
    }
}
