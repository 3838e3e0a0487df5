package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiCalls;
import io.slipway.integration.internal.StoredApiCalls;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** The outermost filter: names the call, and takes it into the list of calls when it is answered. */
final class CallFilter extends OncePerRequestFilter {

    static final String REQUEST_ID = "X-Request-Id";

    private final StoredApiCalls calls;
    private final Clock clock;

    CallFilter(StoredApiCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Call call = Call.begin(request, clock.instant());
        response.setHeader(REQUEST_ID, call.requestId());
        long start = System.nanoTime();
        boolean failed = true;
        try {
            chain.doFilter(request, new UnflushedAnswer(request, response));
            failed = false;
        } finally {
            note(call, request, failed ? 500 : response.getStatus(), System.nanoTime() - start);
        }
    }

    private void note(Call call, HttpServletRequest request, int status, long nanos) {
        ApiTokens.Access access = call.access();
        if (access != null) {
            calls.add(
                    access.actor().account(),
                    new ApiCalls.Call(
                            access.token().id(),
                            call.at(),
                            request.getMethod(),
                            path(request),
                            status,
                            TimeUnit.NANOSECONDS.toMillis(nanos),
                            call.requestId()));
        }
    }

    /** The address with names for ids; for addresses nothing is at, only that it is one of these. */
    private static String path(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? request.getRequestURI() : pattern.toString();
    }
}
