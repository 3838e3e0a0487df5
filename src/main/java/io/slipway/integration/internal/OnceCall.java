package io.slipway.integration.internal;

import io.slipway.common.AccountId;
import io.slipway.integration.ApiCaller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call with an Idempotency-Key that this node is working on. */
public final class OnceCall implements ApiCaller.AnsweredOnce {

    private final OnceCalls calls;
    private final AccountId account;
    private final OnceKey key;
    private final int attempt;
    private final boolean inTransaction;

    OnceCall(OnceCalls calls, AccountId account, OnceKey key, int attempt, boolean inTransaction) {
        this.calls = calls;
        this.account = account;
        this.key = key;
        this.attempt = attempt;
        this.inTransaction = inTransaction;
    }

    @Override
    public void keep(int status, Map<String, String> headers, @Nullable Object body) {
        calls.keep(this, status, headers, calls.json(body));
    }

    /**
     * The call is answered. A good answer is kept (unless its transaction did that already); after any other the key may
     * be used again, unless nobody can tell what the call did.
     */
    public void answered(int status, Map<String, String> headers, byte[] body) {
        calls.settle(this, status, headers, body);
    }

    AccountId account() {
        return account;
    }

    OnceKey key() {
        return key;
    }

    int attempt() {
        return attempt;
    }

    boolean inTransaction() {
        return inTransaction;
    }
}
