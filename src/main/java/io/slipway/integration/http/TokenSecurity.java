package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.integration.internal.StoredApiCalls;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Who gets to the API: whoever has a token; no cookie, no session, no page. */
@Configuration(proxyBeanMethods = false)
class TokenSecurity {

    @Bean
    @Order(100)
    SecurityFilterChain tokenChain(
            HttpSecurity http,
            ApiTokens tokens,
            RateLimits limits,
            StoredApiCalls calls,
            ProblemWriter problems,
            HouseProblems house,
            ApiProperties properties,
            Clock clock) {
        return http.securityMatcher(ApiPaths.V1, ApiPaths.V1 + "/**")
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(new CallFilter(calls, clock), HeaderWriterFilter.class)
                .addFilterBefore(new TokenFilter(tokens, limits, problems, house), AuthorizationFilter.class)
                .addFilterAfter(new CrowdFilter(properties, problems), AuthorizationFilter.class)
                .addFilterAfter(new BodyFilter(properties, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(ApiPaths.OPEN_API)
                                .permitAll()
                                .anyRequest()
                                .hasRole("TOKEN"))
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, error) ->
                                problems.write(request, response, TokenFilter.notSignedIn()))
                        .accessDeniedHandler((request, response, error) ->
                                problems.write(request, response, ApiProblem.of(ProblemType.NOT_ALLOWED))))
                .build();
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
