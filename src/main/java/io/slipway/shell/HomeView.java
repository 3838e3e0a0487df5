package io.slipway.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.slipway.account.Actor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EnvironmentCatalog;
import jakarta.annotation.security.PermitAll;

/** The bare address leads to the first page a person has: the apps of production. */
@Route("")
@PermitAll
public class HomeView extends Div implements BeforeEnterObserver {

    private final transient CurrentActor currentActor;
    private final transient EnvironmentCatalog catalog;
    private final transient Navigation navigation;

    HomeView(CurrentActor currentActor, EnvironmentCatalog catalog, Navigation navigation) {
        this.currentActor = currentActor;
        this.catalog = catalog;
        this.navigation = navigation;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Actor.Person actor = currentActor.get();
        event.forwardTo(
                navigation.home(actor, catalog.all(actor).stream().findFirst().orElse(null)));
    }
}
