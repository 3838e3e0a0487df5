package io.slipway.notification.internal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses how mail goes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {

    @Bean
    MailRoute mailRoute(MailProperties properties) {
        return properties.smtp().isSetUp() ? new SmtpRoute(properties) : new MailboxRoute();
    }
}
