package io.slipway.integration;

import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.TokenScope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as a parameter of handler methods.
 *
 * @param actor the token's owner, to hand to services
 * @param requestId names this one call, in answers and logs
 * @param once the call's Idempotency-Key at work; null: it has none
 */
public record ApiCaller(
        Actor.Person actor,
        ApiToken token,
        String requestId,
        @Nullable AnsweredOnce once) {

    /**
     * @throws ApiProblem when the token may not be used for this
     */
    public void require(TokenScope scope) {
        if (!token.has(scope)) {
            throw ApiProblem.of(ProblemType.SCOPE_MISSING)
                    .detail("This token may not be used for “" + scope.label() + "”.")
                    .fix("Use a token with the scope " + scope.name().toLowerCase(java.util.Locale.ROOT)
                            + "; a Super Admin makes one in My Account → API tokens.")
                    .exception();
        }
    }

    /** Whether {@link #answerInTransaction} would keep anything. */
    public boolean answersOnce() {
        return once != null;
    }

    /**
     * Keeps the answer of a call with an Idempotency-Key in the transaction open on this thread, as what it writes is;
     * does nothing for a call without a key. See {@link AnsweredInTransaction}.
     *
     * @param body the answer's body, to be written as JSON; the same the handler method then returns; null: none
     */
    public void answerInTransaction(int status, Map<String, String> headers, @Nullable Object body) {
        if (once != null) {
            once.keep(status, headers, body);
        }
    }

    /** The Idempotency-Key of a call at work. */
    public interface AnsweredOnce {
        /**
         * Keeps the answer, in the transaction open on this thread.
         *
         * @throws ApiProblem when somebody else took the call over meanwhile; the transaction must not be committed
         */
        void keep(int status, Map<String, String> headers, @Nullable Object body);
    }
}
