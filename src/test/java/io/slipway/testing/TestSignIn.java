package io.slipway.testing;

import com.github.mvysny.fakeservlet.FakeRequest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import io.slipway.account.Actor;
import io.slipway.account.SignInOutcome;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Signs people in for tests of views (see {@link UiTest}); everybody made by {@link TestAccounts} can be. */
public final class TestSignIn {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private TestSignIn() {}

    /** From here on the test's thread acts as this person; a fresh page is loaded as the browser would after signing in. */
    public static void as(SignIns signIns, Actor.Person person) {
        SignInTicket ticket = ticket(signIns, person);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                ticket, null, List.of(new SimpleGrantedAuthority("ROLE_PERSON"))));
        SecurityContextHolder.setContext(context);
        if (UI.getCurrent() != null) {
            nextRequest();
            UI.getCurrent().getPage().reload();
        }
    }

    /** What a web session of this person would hold. */
    public static SignInTicket ticket(SignIns signIns, Actor.Person person) {
        String address = "test-sign-in-" + ADDRESSES.incrementAndGet();
        SignInOutcome outcome = signIns.signIn(person.email(), TestAccounts.PASSWORD, address);
        if (outcome instanceof SignInOutcome.SignedIn signedIn) {
            return signedIn.ticket();
        }
        throw new AssertionError(person.email() + " could not sign in: " + outcome);
    }

    /** What was read in this request is forgotten: the next look is into the database, as in the next request. */
    public static void nextRequest() {
        if (VaadinRequest.getCurrent() instanceof VaadinServletRequest request) {
            request.removeAttribute("io.slipway.ui.CurrentActor");
            if (request.getRequest() instanceof FakeRequest fake) {
                fake.setUserPrincipalInt(SecurityContextHolder.getContext().getAuthentication());
            }
        }
    }
}
