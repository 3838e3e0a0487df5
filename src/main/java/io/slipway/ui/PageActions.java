package io.slipway.ui;

import com.vaadin.flow.component.Component;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import java.util.List;

/**
 * What a room above offers on pages of rooms below it: links and buttons beside the page's own. A room contributes it as
 * a bean; {@link OfferedActions} collects them. What is shown decides nothing: the service asks again.
 */
public interface PageActions {

    /** What is offered at a place to its reader; empty: nothing. Asked each time the page is drawn. */
    List<Component> at(Place place);

    /** A place where rooms above may offer something. */
    sealed interface Place {
        /** Who reads the page. */
        Actor.Person actor();

        /** The environment the page is in. */
        EnvironmentId environment();
    }

    /** Records of a table, as a view of an app shows them. */
    record TableRecords(Actor.Person actor, EnvironmentId environment, ResourceId app, ResourceId table)
            implements Place {}

    /** The page on which a table is built. */
    record TableBuilding(Actor.Person actor, EnvironmentId environment, ResourceId table) implements Place {}

    /** The page on which an app is built. */
    record AppBuilding(Actor.Person actor, EnvironmentId environment, ResourceId app) implements Place {}
}
