package io.slipway.integration.http;

import io.slipway.account.AccountRounds;
import io.slipway.account.Accounts;
import io.slipway.account.ApiTokens;
import io.slipway.common.AccountId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.LockedAccount;
import io.slipway.integration.ProblemType;
import io.slipway.integration.internal.QueuedCall;
import io.slipway.integration.internal.QueuedCalls;
import io.slipway.integration.records.QueuedWrites;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does the kept calls of each token in their order as soon as the account is open, also those that another node kept, or
 * this one before it was restarted. Many of one account hold up neither another account's nor anything else. A call's
 * writes and that it is done are one transaction, so several nodes may be at it: one does it, the other finds it done.
 */
@Component
class QueueWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LockedAccount locked;
    private final QueuedCalls queued;
    private final ApiTokens tokens;
    private final QueuedWrites writes;
    private final HouseProblems house;
    private final JsonMapper json;
    private final AccountRounds rounds;

    QueueWorker(
            Accounts accounts,
            LockedAccount locked,
            QueuedCalls queued,
            ApiTokens tokens,
            QueuedWrites writes,
            HouseProblems house,
            JsonMapper json) {
        this.locked = locked;
        this.queued = queued;
        this.tokens = tokens;
        this.writes = writes;
        this.house = house;
        this.json = json;
        this.rounds = new AccountRounds(
                "kept-calls",
                () -> queued.withWaiting(accounts.ids()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                this::doCallsOf);
    }

    @Override
    public void start() {
        rounds.start();
    }

    /** A call that is being done is waited for; the next ones wait for the next start, or another node. */
    @Override
    public void stop() {
        rounds.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void doCallsOf(AccountId account) {
        try {
            List<Long> waiting = queued.tokensWaiting(account);
            if (!waiting.isEmpty() && locked.lockout(account).isEmpty()) {
                waiting.forEach(token -> doCallsOf(account, token));
            }
        } catch (RuntimeException e) {
            LOG.warn("Kept calls of account {} could not be done; they wait for the next try", account, e);
        }
    }

    private void doCallsOf(AccountId account, long token) {
        Optional<QueuedCall> next = queued.next(account, token);
        while (next.isPresent() && rounds.isRunning() && attempt(account, next.get())) {
            next = queued.next(account, token);
        }
    }

    /** Whether the call came to an end; if not, it and those after it go on waiting. */
    private boolean attempt(AccountId account, QueuedCall call) {
        Optional<ApiTokens.Access> access = tokens.standing(call.token());
        if (access.isEmpty()) {
            finish(account, call, TokenFilter.notSignedIn());
            return true;
        }
        try {
            writes.attempt(
                    new ApiCaller(
                            access.get().actor(), access.get().token(), call.ticket(), queued.done(account, call)),
                    call);
            // Done in the transaction of the write; here only what has nothing to write.
            queued.finish(account, call, 204, new byte[0]);
            return true;
        } catch (RuntimeException e) {
            return settle(account, call, e);
        }
    }

    private boolean settle(AccountId account, QueuedCall call, RuntimeException error) {
        ApiProblem.Builder problem = WebProblems.of(error);
        if (problem == null) {
            problem = house.of(error, null);
        }
        if (problem == null) {
            LOG.error("Kept call {} failed", call.ticket(), error);
            problem = ApiProblem.of(ProblemType.INTERNAL).fix("Tell your administrator the requestId.");
        }
        ProblemType type = problem.type();
        if (type == ProblemType.ENVIRONMENT_LOCKED
                || type == ProblemType.UNAVAILABLE
                || type == ProblemType.IDEMPOTENCY_IN_PROGRESS) {
            return false;
        }
        finish(account, call, problem);
        return true;
    }

    private void finish(AccountId account, QueuedCall call, ApiProblem.Builder problem) {
        queued.finish(account, call, problem.type().status(), json.writeValueAsBytes(problem.body(call.ticket())));
    }
}
