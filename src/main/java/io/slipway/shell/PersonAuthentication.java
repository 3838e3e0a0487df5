package io.slipway.shell;

import io.slipway.account.SignInOutcome;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Spring Security's question put to the account room. What the session keeps is a {@link SignInTicket}, no rights. */
final class PersonAuthentication implements AuthenticationProvider {

    private final SignIns signIns;

    PersonAuthentication(SignIns signIns) {
        this.signIns = signIns;
    }

    /** Too many attempts: nothing was compared. */
    static final class TooManyAttempts extends AuthenticationException {

        private final transient Instant until;

        TooManyAttempts(Instant until) {
            super("Too many attempts");
            this.until = until;
        }

        Instant until() {
            return until;
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        Object password = attempt.getCredentials();
        SignInOutcome outcome =
                signIns.signIn(attempt.getName(), password == null ? "" : password.toString(), address(attempt));
        return switch (outcome) {
            case SignInOutcome.SignedIn signedIn -> signedIn(attempt, signedIn.ticket());
            case SignInOutcome.Refused refused -> throw new BadCredentialsException("Refused");
            case SignInOutcome.Throttled throttled -> throw new TooManyAttempts(throttled.until());
        };
    }

    /** The only authority is to be signed in: what a person may do is read anew for each request. */
    private static Authentication signedIn(Authentication attempt, SignInTicket ticket) {
        UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.authenticated(
                ticket, null, List.of(new SimpleGrantedAuthority("ROLE_PERSON")));
        token.setDetails(attempt.getDetails());
        return token;
    }

    private static String address(Authentication attempt) {
        @Nullable
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
        return address == null ? "unknown" : address;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
