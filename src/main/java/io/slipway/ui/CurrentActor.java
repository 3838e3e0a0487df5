package io.slipway.ui;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import io.slipway.account.Actor;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Who is using the page. Asked anew for each act, never kept in a field: name, kind and whether the sign-in still stands
 * come from the database, at most once per request.
 */
@Component
public class CurrentActor {

    private static final String ATTRIBUTE = CurrentActor.class.getName();

    private final SignIns signIns;

    CurrentActor(SignIns signIns) {
        this.signIns = signIns;
    }

    /**
     * The person.
     *
     * @throws SignedOut when nobody is signed in or the sign-in has ended
     */
    public Actor.Person get() {
        return find().orElseThrow(SignedOut::new);
    }

    /** The person, if the sign-in stands. */
    public Optional<Actor.Person> find() {
        VaadinRequest request = VaadinRequest.getCurrent();
        Optional<SignInTicket> ticket =
                WebSession.ticket(SecurityContextHolder.getContext().getAuthentication());
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        if (request == null) {
            return signIns.actor(ticket.get(), sessionHash());
        }
        if (request.getAttribute(ATTRIBUTE) instanceof Known known
                && known.ticket().equals(ticket.get())) {
            return Optional.ofNullable(known.person());
        }
        Optional<Actor.Person> person = signIns.actor(ticket.get(), sessionHash());
        request.setAttribute(ATTRIBUTE, new Known(ticket.get(), person.orElse(null)));
        return person;
    }

    /** The hash of the web session behind the page; empty text without one. */
    public String sessionHash() {
        VaadinSession session = VaadinSession.getCurrent();
        return session == null || session.getSession() == null
                ? ""
                : WebSession.hash(session.getSession().getId());
    }

    /** Keeps what a filter has just read for the rest of the same request. */
    public static void remember(HttpServletRequest request, SignInTicket ticket, Actor.Person person) {
        request.setAttribute(ATTRIBUTE, new Known(ticket, person));
    }

    private record Known(SignInTicket ticket, Actor.@Nullable Person person) {}
}
