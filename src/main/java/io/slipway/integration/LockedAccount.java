package io.slipway.integration;

import io.slipway.common.AccountId;
import io.slipway.promotion.LockedProblem;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Lockouts;
import java.time.Clock;
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

    /** The problem for a call that met a locked account or a closed gate. */
    public ApiProblem.Builder problem(AccountId account) {
        Optional<Lockout> lockout = lockouts.of(account);
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.ENVIRONMENT_LOCKED)
                .fix("Repeat the call as it is after the seconds of Retry-After.");
        if (lockout.isEmpty()) {
            return problem.detail("Changes are being put in force. Nothing of this call was written.")
                    .retryAfter(1);
        }
        Lockout now = lockout.get();
        problem.detail(now.kind().label() + " " + now.run()
                        + " is being put in force. Nothing of this call was written.")
                .with("run", Long.toString(now.run().value()))
                .retryAfter(LockedProblem.retryAfterSeconds(now, clock.instant()));
        if (now.expectedEnd() != null) {
            problem.with("expectedEnd", now.expectedEnd().toString());
        }
        return problem;
    }
}
