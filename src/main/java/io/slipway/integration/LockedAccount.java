package io.slipway.integration;

import io.slipway.common.AccountId;
import io.slipway.promotion.LockedProblem;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Lockouts;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How callers are told that their account is locked. */
@Component
public class LockedAccount {

    private final Lockouts lockouts;
    private final Clock clock;

    LockedAccount(Lockouts lockouts, Clock clock) {
        this.lockouts = lockouts;
        this.clock = clock;
    }

    /** The run that keeps an account locked; empty: it is not. May be a moment old, see {@link Lockouts}. */
    public Optional<Lockout> lockout(AccountId account) {
        return lockouts.of(account).filter(Lockout::locked);
    }

    /** The problem for a call that met a closed gate, which may be open again by now. */
    public ApiProblem.Builder problem(AccountId account) {
        return lockouts.of(account)
                // a remembered answer may be older than the lock, and a short lock over already
                .filter(Lockout::locked)
                .or(() -> lockouts.latest(account))
                .map(this::problem)
                .orElseGet(() -> locked("Changes are being put in force.").retryAfter(1));
    }

    /** The problem for a call that met a locked account. */
    public ApiProblem.Builder problem(Lockout lockout) {
        Instant now = clock.instant();
        String run = lockout.kind().label() + " " + lockout.run();
        ApiProblem.Builder problem = lockout.locked()
                ? locked(run + " is being put in force.").retryAfter(LockedProblem.retryAfterSeconds(lockout, now))
                : locked(run + " was being put in force.").retryAfter(1);
        problem.with(ProblemMember.RUN, lockout.run().toString());
        Instant end = lockout.locked() ? lockout.expectedEnd() : now;
        return end == null ? problem : problem.with(ProblemMember.EXPECTED_END, end.toString());
    }

    private static ApiProblem.Builder locked(String why) {
        return ApiProblem.of(ProblemType.ENVIRONMENT_LOCKED)
                .detail(why + " Nothing of this call was written.")
                .fix("Repeat the call as it is after the seconds of Retry-After.");
    }
}
