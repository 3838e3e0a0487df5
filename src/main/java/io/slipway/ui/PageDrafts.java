package io.slipway.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import io.slipway.account.Actor;
import io.slipway.account.Drafts;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps what is typed on a page, and gives it back to the page at the same address. */
@Component
public class PageDrafts {

    private static final Logger log = LoggerFactory.getLogger(PageDrafts.class);
    private static final int LOCATION_LIMIT = 300;

    private final Drafts drafts;

    PageDrafts(Drafts drafts) {
        this.drafts = drafts;
    }

    /** What the person had typed on the page now being entered; forgotten at the same time. */
    public Optional<Drafts.Draft> take(Actor.Person actor, EnvironmentId environment, BeforeEnterEvent event) {
        return drafts.take(actor.user(), environment, address(event.getLocation()));
    }

    /** Keeps the input of the view that is open in a UI, if it has any. Call with the UI's session locked. */
    void keep(UI ui, UserId user) {
        ui.getInternals().getActiveRouterTargetsChain().forEach(view -> {
            if (view instanceof DraftSource source) {
                source.draft()
                        .ifPresent(body -> keep(
                                user,
                                source.draftEnvironment(),
                                address(ui.getInternals().getActiveViewLocation()),
                                body));
            }
        });
    }

    /** A draft that can't be kept must not keep anybody from being sent away. */
    private void keep(UserId user, EnvironmentId environment, String location, String body) {
        try {
            drafts.save(user, environment, location, body);
        } catch (RuntimeException e) {
            log.warn("A draft of user {} could not be kept", user, e);
        }
    }

    private static String address(Location location) {
        String address = location.getPathWithQueryParameters();
        return address.length() <= LOCATION_LIMIT ? address : address.substring(0, LOCATION_LIMIT);
    }
}
