package io.slipway.integration.environments;

import io.slipway.account.TokenScope;
import io.slipway.environment.Environment;
import io.slipway.environment.Gates;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.slipway.promotion.Lockouts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which environments there are, and whether they are open. */
@RestController
@Tag(name = "Environments")
@Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
class EnvironmentsController {

    private final ApiEnvironments environments;
    private final Gates gates;
    private final Lockouts lockouts;

    EnvironmentsController(ApiEnvironments environments, Gates gates, Lockouts lockouts) {
        this.environments = environments;
        this.gates = gates;
        this.lockouts = lockouts;
    }

    /** A page of those there are for the caller. */
    @Schema(name = "Environments")
    record Found(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<EnvironmentAnswer> environments,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    @Operation(summary = "The environments the token reaches: production first, then sandboxes by name")
    @GetMapping(path = ApiPaths.V1 + "/environments", produces = MediaType.APPLICATION_JSON_VALUE)
    Found all(ApiCaller caller, PageWanted wanted) {
        PageWanted.Page<Environment> page = wanted.byName(
                environments.all(caller).stream(),
                environment -> environment.isProduction() ? "" : environment.name(),
                environment -> environment.id().number());
        return new Found(page.as(EnvironmentAnswer::of), page.next());
    }

    @Operation(summary = "One environment")
    @GetMapping(path = ApiPaths.ENVIRONMENT, produces = MediaType.APPLICATION_JSON_VALUE)
    EnvironmentAnswer one(ApiCaller caller, @PathVariable String environment) {
        return EnvironmentAnswer.of(environments.find(caller, environment));
    }

    @Operation(summary = "Whether an environment is open or locked, why, and until when")
    @GetMapping(path = ApiPaths.ENVIRONMENT + "/status", produces = MediaType.APPLICATION_JSON_VALUE)
    StatusAnswer status(ApiCaller caller, @PathVariable String environment) {
        Environment found = environments.find(caller, environment);
        return StatusAnswer.of(
                found, gates.peek(found.id()), lockouts.of(caller.actor().account()));
    }
}
