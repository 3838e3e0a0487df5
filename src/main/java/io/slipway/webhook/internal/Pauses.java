package io.slipway.webhook.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: three times as long each time, with a fifth more or less by chance. */
final class Pauses {

    private Pauses() {}

    /**
     * @param made attempts made so far, at least 1
     */
    static Duration after(int made, WebhookProperties properties) {
        double millis = properties.firstPause().toMillis() * Math.pow(3, Math.min(made - 1, 30));
        double bounded = Math.min(millis, properties.longestPause().toMillis());
        // so that receivers that were away together are not asked together
        return Duration.ofMillis(
                (long) (bounded * (0.8 + ThreadLocalRandom.current().nextDouble(0.4))));
    }
}
