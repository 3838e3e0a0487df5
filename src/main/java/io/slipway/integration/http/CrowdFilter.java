package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Each call holds a thread of the server until it is answered, also one whose body drips in. So one token may have only
 * so many at work at once on a node, and all tokens together leave some threads to the people with their browsers.
 */
final class CrowdFilter extends OncePerRequestFilter {

    /** Of the 200 threads there are. */
    static final int OF_ALL = 160;

    private final int ofOne;
    private final ProblemWriter problems;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<Long, AtomicInteger> each = new ConcurrentHashMap<>();

    CrowdFilter(ApiProperties properties, ProblemWriter problems) {
        this.ofOne = properties.callsAtOnce();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Call call = Call.of(request);
        ApiTokens.Access access = call == null ? null : call.access();
        if (access == null) {
            chain.doFilter(request, response);
            return;
        }
        long token = access.token().id();
        int mine = each.merge(token, new AtomicInteger(1), (now, one) -> {
                    now.incrementAndGet();
                    return now;
                })
                .get();
        int everybody = all.incrementAndGet();
        try {
            if (mine > ofOne || everybody > OF_ALL) {
                problems.write(request, response, tooMany(mine > ofOne));
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            all.decrementAndGet();
            each.computeIfPresent(token, (id, now) -> now.decrementAndGet() == 0 ? null : now);
        }
    }

    private ApiProblem.Builder tooMany(boolean mine) {
        return ApiProblem.of(ProblemType.RATE_LIMITED)
                .detail(
                        mine
                                ? "This token has " + ofOne + " calls at work already."
                                : "The server has as many calls at work as it can take.")
                .fix("Wait for answers before you send more calls; put many records into one call.")
                .retryAfter(1);
    }
}
