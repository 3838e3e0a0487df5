package io.slipway.integration.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may set about the API.
 *
 * @param requestsPerMinute how many calls one token may make per minute on each node; 0: as many as it likes
 * @param callsAtOnce how many calls of one token may be at work at the same time on each node
 * @param largestBody of a call that sends JSON
 * @param keepAnswers how long answers of calls with an Idempotency-Key are kept, at least a day
 * @param keepCalls how long the list of calls reaches back
 */
@ConfigurationProperties("slipway.api")
record ApiProperties(
        @DefaultValue("60000") long requestsPerMinute,
        @DefaultValue("100") int callsAtOnce,
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue("48h") Duration keepAnswers,
        @DefaultValue("30d") Duration keepCalls) {

    ApiProperties {
        if (requestsPerMinute < 0) {
            throw new IllegalArgumentException("slipway.api.requests-per-minute is negative");
        }
        if (callsAtOnce < 1) {
            throw new IllegalArgumentException("slipway.api.calls-at-once is less than 1");
        }
        if (keepAnswers.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("slipway.api.keep-answers is less than a day");
        }
    }
}
