package io.slipway.shell;

import io.slipway.account.Actor;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.WebSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the database at every request whether the sign-in still stands. If not, the web session ends here and now and the
 * request goes on as nobody's: a page leads to the sign-in and back, an open page's request is told its session is over.
 * While an account is locked its people's sessions stay, as nobody's: they say who is to see the waiting page.
 */
final class SignInGuard extends OncePerRequestFilter {

    private final SignIns signIns;

    SignInGuard(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignInTicket> ticket =
                WebSession.ticket(SecurityContextHolder.getContext().getAuthentication());
        if (ticket.isPresent()) {
            Optional<Actor.Person> person = signIns.actor(ticket.get(), WebSession.hash(request));
            if (person.isPresent()) {
                CurrentActor.remember(request, ticket.get(), person.get());
            } else {
                end(request);
            }
        }
        chain.doFilter(request, response);
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null && !WebSession.isKept(request)) {
            session.invalidate();
        }
    }

    /** Files of the user interface are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/VAADIN/build/") || path.startsWith("/aura/") || path.equals("/styles.css");
    }
}
