package io.slipway.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What holds for all pages: {@link AllowedFor} is checked at each navigation, errors are shown and not swallowed, and an
 * expired session leads to the sign-in and back without a word that would have to be clicked away.
 */
@Component
class PageGuards implements VaadinServiceInitListener {

    private final CurrentActor currentActor;

    PageGuards(CurrentActor currentActor) {
        this.currentActor = currentActor;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(this::check));
        event.getSource().addSessionInitListener(init -> init.getSession().setErrorHandler(new PageErrors()));
        event.getSource().setSystemMessagesProvider(info -> {
            CustomizedSystemMessages messages = new CustomizedSystemMessages();
            messages.setSessionExpiredNotificationEnabled(false);
            return messages;
        });
    }

    private void check(BeforeEnterEvent event) {
        AllowedFor allowed = event.getNavigationTarget().getAnnotation(AllowedFor.class);
        if (allowed == null) {
            return;
        }
        Optional<Actor.Person> actor = currentActor.find();
        if (actor.isPresent()
                && !Arrays.asList(allowed.value()).contains(actor.get().kind())) {
            String who = Arrays.stream(allowed.value()).map(PersonKind::label).collect(Collectors.joining(" or "));
            event.rerouteToError(new NotAllowed("This page is for people of the kind " + who + "."), "");
        }
    }
}
