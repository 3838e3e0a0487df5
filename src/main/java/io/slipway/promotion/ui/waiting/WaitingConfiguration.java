package io.slipway.promotion.ui.waiting;

import io.slipway.account.SignIns;
import io.slipway.promotion.Lockouts;
import io.slipway.ui.WaitingPage;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the waiting page before security, which would send people to the sign-in instead. */
@Configuration(proxyBeanMethods = false)
class WaitingConfiguration {

    // security's filter chain is at -100
    private static final int BEFORE_SECURITY = -150;

    @Bean
    FilterRegistrationBean<WaitingFilter> waitingFilter(
            Lockouts lockouts, SignIns signIns, WaitingPage page, Clock clock) {
        FilterRegistrationBean<WaitingFilter> registration =
                new FilterRegistrationBean<>(new WaitingFilter(lockouts, signIns, page, clock));
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }
}
