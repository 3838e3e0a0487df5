package io.slipway.integration.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How often a token may call: a bucket of its own on each node, filled up evenly. */
@Component
class RateLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final long perMinute;
    private final Cache<Long, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(PERIOD.multipliedBy(2)).build();

    RateLimits(ApiProperties properties) {
        this.perMinute = properties.requestsPerMinute();
    }

    /** Takes one call of a token and says in headers what is left; the problem when nothing is. */
    Optional<ApiProblem.Builder> take(long token, HttpServletResponse response) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.get(token, id -> bucket()).tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Limit", Long.toString(perMinute));
        response.setHeader("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.setHeader("RateLimit-Reset", Long.toString(seconds(probe.getNanosToWaitForReset())));
        return probe.isConsumed() ? Optional.empty() : Optional.of(tooMany(probe));
    }

    private ApiProblem.Builder tooMany(ConsumptionProbe probe) {
        return ApiProblem.of(ProblemType.RATE_LIMITED)
                .detail("This token may make " + perMinute + " calls per minute.")
                .fix("Wait as long as Retry-After says; put many records into one call.")
                .retryAfter(seconds(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }
}
