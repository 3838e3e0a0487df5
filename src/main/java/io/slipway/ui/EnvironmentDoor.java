package io.slipway.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the environment out of a page's address and lets in whom it concerns. */
@Component
public class EnvironmentDoor {

    /** The route parameter that names the environment. */
    public static final String PARAMETER = "environment";

    private final CurrentActor currentActor;
    private final EnvironmentCatalog catalog;

    EnvironmentDoor(CurrentActor currentActor, EnvironmentCatalog catalog) {
        this.currentActor = currentActor;
        this.catalog = catalog;
    }

    /**
     * The environment the address names, or, when it is none or not the person's, an answer that tells neither.
     *
     * @return empty when the navigation has been sent elsewhere
     */
    public Optional<ShownEnvironment> enter(BeforeEnterEvent event) {
        Actor.Person actor = currentActor.get();
        Optional<ShownEnvironment> environment = event.getRouteParameters()
                .get(PARAMETER)
                .flatMap(EnvironmentDoor::parse)
                .flatMap(id -> catalog.find(actor, id));
        if (environment.isEmpty()) {
            event.rerouteToError(new NotAllowed("This is not here, or not yours to see."), "");
        }
        return environment;
    }

    /** Who is asking; see {@link CurrentActor#get()}. */
    public Actor.Person actor() {
        return currentActor.get();
    }

    private static Optional<EnvironmentId> parse(String text) {
        try {
            return Optional.of(EnvironmentId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
