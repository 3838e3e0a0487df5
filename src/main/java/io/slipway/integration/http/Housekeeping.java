package io.slipway.integration.http;

import io.slipway.account.Accounts;
import io.slipway.integration.internal.OnceCalls;
import io.slipway.integration.internal.QueuedCalls;
import io.slipway.integration.internal.StoredApiCalls;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Drops what the API keeps for a time only. */
@Component
class Housekeeping {

    private final Accounts accounts;
    private final OnceCalls once;
    private final QueuedCalls queued;
    private final StoredApiCalls calls;
    private final ApiProperties properties;
    private final Clock clock;

    Housekeeping(
            Accounts accounts,
            OnceCalls once,
            QueuedCalls queued,
            StoredApiCalls calls,
            ApiProperties properties,
            Clock clock) {
        this.accounts = accounts;
        this.once = once;
        this.queued = queued;
        this.calls = calls;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetTheOld() {
        Instant now = clock.instant();
        calls.forgetBefore(now.minus(properties.keepCalls()));
        Instant answers = now.minus(properties.keepAnswers());
        accounts.all().forEach(account -> {
            once.forgetBefore(account.id(), answers);
            queued.forgetBefore(account.id(), answers);
        });
    }
}
