package io.slipway.shell;

import static org.springframework.security.config.Customizer.withDefaults;

import com.vaadin.flow.spring.security.VaadinAwareSecurityContextHolderStrategy;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.slipway.account.SignIns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who gets through: pages by sign-in, the API by nothing yet but its own chains, a few things by anybody. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    /**
     * One for the whole process, as {@link SecurityContextHolder} is: with one of its own, a second application in the
     * same process would make the first forget who is signed in.
     */
    private static final SecurityContextHolderStrategy SIGNED_IN = new VaadinAwareSecurityContextHolderStrategy();

    /** What needs no sign-in; Vaadin adds its own files and the anonymous views. */
    private static final String[] FOR_EVERYBODY = {
        "/styles.css", "/aura/**", "/icons/**", "/waiting/**", "/field/**", "/actuator/health/**", "/error"
    };

    /** Vaadin's client evaluates expressions and sets styles, so scripts and styles can't be stricter. */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    static SecurityContextHolderStrategy signedIn() {
        SecurityContextHolder.setContextHolderStrategy(SIGNED_IN);
        return SIGNED_IN;
    }

    /** Nothing takes the observations out of here, and each filter of each request would make one. */
    @Bean
    static SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * As a bean, so that Spring Boot makes up no user of its own; and nowhere else, because a second provider would count
     * each failed attempt twice.
     */
    @Bean
    AuthenticationProvider personAuthentication(SignIns signIns) {
        return new PersonAuthentication(signIns);
    }

    /**
     * The API answers with a problem, never with a redirect to a page. Rooms that serve it put a chain of their own before
     * this one (a smaller order).
     */
    @Bean
    @Order(500)
    SecurityFilterChain apiSecurity(HttpSecurity http) {
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(new ProblemAnswers()).accessDeniedHandler(new ProblemAnswers()))
                .build();
    }

    @Bean
    @Order(1000)
    SecurityFilterChain pageSecurity(HttpSecurity http, SignIns signIns) {
        http.authorizeHttpRequests(
                requests -> requests.requestMatchers(FOR_EVERYBODY).permitAll());
        http.formLogin(form -> form.loginPage("/" + SignInView.PATH).failureHandler(new SignInFailure()));
        http.addFilterBefore(new SignInGuard(signIns), LogoutFilter.class);
        http.headers(SecurityConfiguration::writeHeaders);
        http.setSharedObject(RequestCache.class, wantedPages());
        http.with(
                VaadinSecurityConfigurer.vaadin(),
                vaadin -> vaadin.loginView(SignInView.class, "/" + SignInView.PATH)
                        .anyRequest(AuthorizedUrl::authenticated));
        return http.build();
    }

    /** Remembers the page somebody wanted before signing in, without a mark in its address (null, says its Javadoc). */
    @SuppressWarnings("NullAway")
    private static RequestCache wantedPages() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static void writeHeaders(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentTypeOptions(withDefaults())
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"))
                .contentSecurityPolicy(content -> content.policyDirectives(CONTENT_POLICY));
    }
}
