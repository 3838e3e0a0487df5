package io.slipway.promotion.ui.waiting;

import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import io.slipway.promotion.LockedProblem;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Lockouts;
import io.slipway.ui.WaitingPage;
import io.slipway.ui.WebSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers for a locked account before security and Vaadin do: pages get the waiting page at the address they wanted, so
 * that loading it anew is coming back and no address has to be handed around. Whose request it is says the web session,
 * also when its sign-in has just ended. The API knows its callers by their tokens and tells them itself.
 *
 * <p>This keeps people from pages that would refuse them everything. What keeps a write out is the gate in the database,
 * which each write locks; a request that slips by here changes nothing.
 *
 * <p>Requests of pages that are already open pass: their last input is still wanted for the drafts, and they are sent
 * away by {@link LockAnnouncer}.
 */
class WaitingFilter extends OncePerRequestFilter {

    static final String PAGE = "/waiting";
    static final String STATUS = "/waiting/status";

    /** Who calls there says a token, whatever sign-in a browser sends along, and some of it answers while locked. */
    private static final List<String> PROGRAMS = List.of("/api/", "/problems/");

    private static final String RUNS = "/runs/";
    private static final List<String> FILES =
            List.of("/VAADIN/", "/aura/", "/lumo/", "/icons/", "/field/", "/actuator/");
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src"
            + " 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Lockouts lockouts;
    private final SignIns signIns;
    private final WaitingPage page;
    private final Clock clock;

    WaitingFilter(Lockouts lockouts, SignIns signIns, WaitingPage page, Clock clock) {
        this.lockouts = lockouts;
        this.signIns = signIns;
        this.page = page;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = path(request);
        Optional<SignInTicket> ticket = WebSession.ticket(request);
        Optional<Lockout> locked =
                ticket.flatMap(found -> lockouts.of(found.account())).filter(Lockout::locked);
        if (path.equals(STATUS)) {
            status(locked, response);
        } else if (locked.isPresent()
                && isPage(request, path)
                && !isExempt(request, path, ticket.get(), locked.get())) {
            wait(request, response, locked.get());
        } else if (path.equals(PAGE)) {
            response.sendRedirect(request.getContextPath() + "/");
        } else {
            if (locked.isPresent()) {
                WebSession.keep(request);
            }
            chain.doFilter(request, response);
        }
    }

    /** Files are the same for everybody; a "v-r" marks requests of a page that is open. */
    private static boolean isPage(HttpServletRequest request, String path) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean other = PROGRAMS.stream().anyMatch(path::startsWith);
        boolean file = FILES.stream().anyMatch(path::startsWith)
                || path.substring(path.lastIndexOf('/') + 1).contains(".");
        return reads && !other && !file && request.getParameter("v-r") == null;
    }

    /**
     * The page of a run stays open to the session it was started from, and to a Super Admin who signs in anew, because
     * that session ends with the process it was kept in.
     */
    private boolean isExempt(HttpServletRequest request, String path, SignInTicket ticket, Lockout lockout) {
        if (!path.startsWith(RUNS)) {
            return false;
        }
        String session = WebSession.hash(request);
        return session.equals(lockout.exemptSession())
                || signIns.actor(ticket, session)
                        .filter(person -> person.isSuperAdmin())
                        .isPresent();
    }

    private void status(Optional<Lockout> locked, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(LockStatus.json(locked, clock.instant()));
    }

    private void wait(HttpServletRequest request, HttpServletResponse response, Lockout lockout) throws IOException {
        response.setStatus(LockedProblem.STATUS);
        response.setHeader("Retry-After", Long.toString(LockedProblem.retryAfterSeconds(lockout, clock.instant())));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        String context = request.getContextPath();
        response.getWriter()
                .write(page.html(WaitingWords.notice(lockout, context + RUNS, clock.instant()), context + STATUS));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
