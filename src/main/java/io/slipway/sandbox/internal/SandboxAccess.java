package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import org.springframework.stereotype.Component;

/** Who may look at and touch sandboxes: builders see and build, Super Admins decide over their life. */
@Component
class SandboxAccess {

    private final Environments environments;

    SandboxAccess(Environments environments) {
        this.environments = environments;
    }

    /**
     * An environment for somebody who builds.
     *
     * @throws NotAllowed also when it is of another account or not there, without telling which
     */
    Environment seen(Actor actor, EnvironmentId id) {
        actor.requireBuilder();
        actor.requireAccount(id.account());
        return environments.find(id).orElseThrow(() -> new NotAllowed("This is not here, or not yours to see."));
    }

    /** A sandbox for somebody who builds. */
    Environment sandbox(Actor actor, EnvironmentId id) {
        Environment found = seen(actor, id);
        if (found.isProduction()) {
            throw new NotAllowed("This is production, not a sandbox.");
        }
        return found;
    }

    /** A sandbox for a Super Admin. */
    Environment governed(Actor actor, EnvironmentId id) {
        actor.requireSuperAdmin();
        return sandbox(actor, id);
    }
}
