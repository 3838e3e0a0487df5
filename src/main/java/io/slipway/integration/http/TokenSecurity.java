package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.integration.internal.StoredApiCalls;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Who gets to the API: whoever has a token; no cookie, no session, no page. */
@Configuration(proxyBeanMethods = false)
class TokenSecurity {

    /**
     * Five filters instead of the dozen a chain for browsers has: who has no token comes no further than the third, and
     * nothing behind it asks Spring Security who is there.
     */
    @Bean
    @Order(100)
    SecurityFilterChain tokenChain(
            ApiTokens tokens,
            RateLimits limits,
            StoredApiCalls calls,
            ProblemWriter problems,
            HouseProblems house,
            ApiProperties properties,
            Clock clock) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new DefaultSecurityFilterChain(
                new OrRequestMatcher(paths.matcher(ApiPaths.V1), paths.matcher(ApiPaths.V1 + "/**")),
                new HeaderWriterFilter(List.of(
                        new XContentTypeOptionsHeaderWriter(),
                        new CacheControlHeadersWriter(),
                        new HstsHeaderWriter(),
                        new XFrameOptionsHeaderWriter())),
                new CallFilter(calls, clock),
                new TokenFilter(tokens, limits, problems, house),
                new CrowdFilter(properties, problems),
                new BodyFilter(properties, problems));
    }

    /** Explanations of problems are for everybody. */
    @Bean
    @Order(101)
    SecurityFilterChain problemPagesChain(HttpSecurity http) {
        return http.securityMatcher(ProblemType.ADDRESS + "**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Addresses no filter should see (double slashes, encoded slashes and the like) are answered with a problem too. */
    @Bean
    RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
        HttpStatusRequestRejectedHandler pages = new HttpStatusRequestRejectedHandler();
        return (request, response, rejected) -> {
            if (Call.isForApi(request)) {
                problems.write(
                        request,
                        response,
                        ApiProblem.invalidParameter(
                                        "path",
                                        "The address has characters that can't be part of one.",
                                        "Check the address; names belong into it percent-encoded, without slashes.")
                                .problem());
            } else {
                pages.handle(request, response, rejected);
            }
        };
    }
}
