package io.slipway.integration;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.SharedAnswers;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Standing;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The environments a caller may know of: of the account, within the token's reach, and open to its owner. */
@Component
public class ApiEnvironments {

    /** What the account's production may be called instead of its id. */
    public static final String PRODUCTION = "production";

    private record Named(AccountId account, String name) {}

    private final Environments environments;
    private final SharedAnswers<Named, Optional<Standing>> standings = new SharedAnswers<>();

    ApiEnvironments(Environments environments) {
        this.environments = environments;
    }

    /** All of them: production first, then sandboxes by name. */
    public List<Environment> all(ApiCaller caller) {
        return environments.all(caller.actor().account()).stream()
                .filter(environment -> open(caller, environment))
                .toList();
    }

    /**
     * The environment an address names.
     *
     * @param name {@value #PRODUCTION} or an id
     * @throws ApiProblem not found: also when it is there, but not for this caller
     */
    public Environment find(ApiCaller caller, String name) {
        Optional<Environment> found = name.equals(PRODUCTION)
                ? Optional.of(environments.production(caller.actor().account()))
                : id(name).filter(id -> id.account().equals(caller.actor().account()))
                        .flatMap(environments::find);
        return found.filter(environment -> open(caller, environment))
                .orElseThrow(() -> ApiProblem.notFound("environment"));
    }

    /**
     * The same together with its gate, read in one statement.
     *
     * @throws ApiProblem not found, as {@link #find}
     */
    public Standing standing(ApiCaller caller, String name) {
        AccountId account = caller.actor().account();
        return standings
                .get(new Named(account, name), () -> standing(account, name))
                .filter(standing -> open(caller, standing.environment()))
                .orElseThrow(() -> ApiProblem.notFound("environment"));
    }

    private Optional<Standing> standing(AccountId account, String name) {
        return name.equals(PRODUCTION)
                ? Optional.of(environments.productionStanding(account))
                : id(name).filter(id -> id.account().equals(account)).flatMap(environments::standing);
    }

    private static boolean open(ApiCaller caller, Environment environment) {
        return caller.token().reaches(environment.id())
                && (environment.isProduction() || caller.actor().isBuilder());
    }

    private static Optional<EnvironmentId> id(String text) {
        try {
            return Optional.of(EnvironmentId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
