package io.slipway.webhook.internal;

import java.net.InetAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the room takes from the machine it runs on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

    @Bean(destroyMethod = "close")
    WebhookSender webhookSender(WebhookProperties properties) {
        return new WebhookSender(properties, new AddressGuard(properties.allowedNetworks()), InetAddress::getAllByName);
    }
}
