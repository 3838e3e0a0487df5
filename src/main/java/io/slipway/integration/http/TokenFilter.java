package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls by the bearer token, and whether they call too often. */
final class TokenFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final ApiTokens tokens;
    private final RateLimits limits;
    private final ProblemWriter problems;
    private final HouseProblems house;

    TokenFilter(ApiTokens tokens, RateLimits limits, ProblemWriter problems, HouseProblems house) {
        this.tokens = tokens;
        this.limits = limits;
        this.problems = problems;
        this.house = house;
    }

    /** The document is the same for everybody and says nothing about anybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + ApiPaths.OPEN_API);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ApiTokens.Access> access;
        try {
            access = secret(request).flatMap(tokens::access);
        } catch (RuntimeException e) {
            ApiProblem.Builder known = house.of(e, null);
            if (known == null) {
                throw e;
            }
            problems.write(request, response, known);
            return;
        }
        if (access.isEmpty()) {
            problems.write(request, response, notSignedIn());
            return;
        }
        Call call = Call.of(request);
        if (call == null) {
            throw new IllegalStateException("The call has no name yet");
        }
        call.signedIn(access.get());
        Optional<ApiProblem.Builder> tooMany = limits.take(access.get().token().id(), response);
        if (tooMany.isPresent()) {
            problems.write(request, response, tooMany.get());
            return;
        }
        chain.doFilter(request, response);
    }

    static ApiProblem.Builder notSignedIn() {
        return ApiProblem.of(ProblemType.NOT_SIGNED_IN)
                .detail("This call carries no valid API token.")
                .fix("Send the header Authorization: Bearer slw_… with a token from My Account → API tokens.")
                .header("WWW-Authenticate", "Bearer realm=\"Slipway\"");
    }

    private static Optional<String> secret(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
