package io.slipway.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import org.jspecify.annotations.Nullable;

/**
 * A page of one environment. Its route begins with {@code env/:environment/}; which environment that is, and that the
 * person may enter it, is settled before {@link #enter}. Vaadin keeps the instance when only the address's parameters
 * change, so the page is emptied and entered anew each time.
 */
public abstract class EnvironmentPage extends Div implements BeforeEnterObserver {

    private final transient EnvironmentDoor door;
    private @Nullable ShownEnvironment shown;

    protected EnvironmentPage(EnvironmentDoor door) {
        this.door = door;
        addClassName("page");
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        door.enter(event).ifPresent(environment -> {
            shown = environment;
            removeAll();
            enter(event);
        });
    }

    /** Builds the page, which is empty. Bad parameters: {@code event.rerouteToError(new NotAllowed(...), "")}. */
    protected abstract void enter(BeforeEnterEvent event);

    /** Who is asking, as of now. */
    protected final Actor.Person actor() {
        return door.actor();
    }

    /** The environment the page is in. */
    protected final EnvironmentId environment() {
        return shown().id();
    }

    /** The environment with its name and colour. */
    protected final ShownEnvironment shown() {
        if (shown == null) {
            throw new IllegalStateException("The page has not been entered");
        }
        return shown;
    }
}
