package io.slipway.ui;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import java.util.List;
import java.util.Optional;

/** Which environments a person may enter. The shell answers, because it knows the environments. */
public interface EnvironmentCatalog {

    /** One environment; empty when it is not there or not theirs, without telling which. */
    Optional<ShownEnvironment> find(Actor actor, EnvironmentId id);

    /** Production first, then the sandboxes by name. */
    List<ShownEnvironment> all(Actor actor);
}
