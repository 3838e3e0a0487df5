package io.slipway.integration;

import io.slipway.environment.Environment;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import java.util.List;
import org.springframework.stereotype.Component;

/** The sandboxes a caller may know of. */
@Component
public class ApiSandboxes {

    private final ApiEnvironments environments;
    private final Sandboxes sandboxes;

    ApiSandboxes(ApiEnvironments environments, Sandboxes sandboxes) {
        this.environments = environments;
        this.sandboxes = sandboxes;
    }

    /** All of them, by name. */
    public List<Sandbox> all(ApiCaller caller) {
        return sandboxes.list(caller.actor()).stream()
                .filter(sandbox -> caller.token().reaches(sandbox.id()))
                .toList();
    }

    /**
     * The sandbox an address or a body names.
     *
     * @throws ApiProblem not found: also when it is there, but not for this caller
     */
    public Sandbox find(ApiCaller caller, String id) {
        Environment environment = environments.find(caller, id);
        if (environment.isProduction()) {
            throw ApiProblem.notFound("sandbox");
        }
        return sandboxes.find(caller.actor(), environment.id()).orElseThrow(() -> ApiProblem.notFound("sandbox"));
    }

    /**
     * For what is about production: runs and backups.
     *
     * @throws ApiProblem not found, when the token does not reach production
     */
    public void requireProduction(ApiCaller caller) {
        environments.find(caller, ApiEnvironments.PRODUCTION);
    }

    /**
     * For what makes a new environment.
     *
     * @throws ApiProblem when the token is for chosen environments only
     */
    public void requireAll(ApiCaller caller) {
        if (caller.token().environments() != null) {
            throw ApiProblem.of(ProblemType.NOT_ALLOWED)
                    .detail("This token is for chosen environments only, and can't make others.")
                    .fix("Use a token for all environments.")
                    .exception();
        }
    }
}
