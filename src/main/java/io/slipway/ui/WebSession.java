package io.slipway.ui;

import io.slipway.account.SignInTicket;
import io.slipway.common.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Reads a web session the way the whole house does: its name is a hash, its sign-in a {@link SignInTicket}. */
public final class WebSession {

    private static final String KEPT = WebSession.class.getName() + ".kept";

    private WebSession() {}

    /**
     * The request's session is not to be closed by it, even if its sign-in has ended: the account is locked, and who
     * waits is known by the session alone.
     */
    public static void keep(HttpServletRequest request) {
        request.setAttribute(KEPT, true);
    }

    /** Whether {@link #keep} was said of the request. */
    public static boolean isKept(HttpServletRequest request) {
        return request.getAttribute(KEPT) != null;
    }

    /** The hash that stands for a session id in tables and events, so that nobody who reads those can take it over. */
    public static String hash(String sessionId) {
        return Sha256.hex(sessionId);
    }

    /** The request's session by its hash; empty text without a session. */
    public static String hash(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? "" : hash(session.getId());
    }

    /**
     * The sign-in the request's session holds, whether or not it still stands: for filters that run before security,
     * such as the waiting page of a locked account.
     */
    public static Optional<SignInTicket> ticket(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Object context = session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext security ? ticket(security.getAuthentication()) : Optional.empty();
    }

    /** The sign-in an authentication stands for, whether or not it still stands. */
    public static Optional<SignInTicket> ticket(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignInTicket ticket
                ? Optional.of(ticket)
                : Optional.empty();
    }
}
