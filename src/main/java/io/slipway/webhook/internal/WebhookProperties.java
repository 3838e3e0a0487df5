package io.slipway.webhook.internal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events go out ({@code slipway.webhook.*}).
 *
 * @param dispatch whether this node fills the queue and sends from it
 * @param allowedNetworks networks in CIDR form that may be sent to although they are not public
 * @param key 32 bytes in Base64 that encrypt the secrets; without it a key is kept in the data folder
 * @param connectTimeout for the receiver's name to be looked up, and then for the connection to stand
 * @param answerTimeout for the whole attempt
 * @param takeOverAfter how long after the longest attempt another node sends what a node that died had taken
 * @param firstPause after the first failure; each later pause is three times as long
 * @param longestPause the longest pause
 * @param giveUpAfter from the first attempt until it is parked
 * @param keepDays how long finished and parked deliveries are kept
 * @param parallel attempts at a time per webhook and node
 */
@ConfigurationProperties("slipway.webhook")
record WebhookProperties(
        @DefaultValue("true") boolean dispatch,
        @DefaultValue List<String> allowedNetworks,
        @Nullable String key,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration answerTimeout,
        @DefaultValue("40s") Duration takeOverAfter,
        @DefaultValue("10s") Duration firstPause,
        @DefaultValue("6h") Duration longestPause,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("30") int keepDays,
        @DefaultValue("8") int parallel) {

    WebhookProperties {
        allowedNetworks = List.copyOf(allowedNetworks);
        if (keepDays < 1) {
            throw new IllegalArgumentException("slipway.webhook.keep-days is at least 1, not " + keepDays);
        }
        if (parallel < 1 || parallel > 64) {
            throw new IllegalArgumentException("slipway.webhook.parallel is 1 to 64, not " + parallel);
        }
        if (takeOverAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("slipway.webhook.take-over-after is at least 1s");
        }
        if (answerTimeout.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException("slipway.webhook.answer-timeout is at most 2m");
        }
    }

    /** Without the key, so that it never reaches a log. */
    @Override
    public String toString() {
        return "WebhookProperties[dispatch=" + dispatch + ", allowedNetworks=" + allowedNetworks + "]";
    }
}
