package io.slipway.promotion;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run that is not over means for everybody who works in its account.
 *
 * @param locked whether people are locked out, or about to be: from the announcement until the gate is open again
 * @param lockedAt since when people have been locked out; null: not yet. UTC
 * @param expectedEnd when people should be able to work again; null: nobody can tell. UTC
 * @param exemptSession hash of the web session that keeps its progress page; null: none
 */
public record Lockout(
        AccountId account,
        RunId run,
        Run.Kind kind,
        RunState state,
        boolean locked,
        @Nullable Instant lockedAt,
        @Nullable Instant expectedEnd,
        @Nullable String exemptSession) {

    /** Whether the lock is still to come, so that people can be told. */
    public boolean isAhead() {
        return state == RunState.CHECKING || state == RunState.PREPARING;
    }

    /** Whether a Super Admin has to say how production opens. */
    public boolean waitsForDecision() {
        return state == RunState.NEEDS_ATTENTION;
    }
}
