package io.slipway.promotion;

import io.slipway.common.AccountId;
import java.util.Optional;

/**
 * Says whether an account's people are locked out: for whoever guards a door (pages, API, sync). This is courtesy, not
 * the barrier: an answer may be a moment old, and what stops a write is the gate's row, which the write itself locks.
 */
public interface Lockouts {

    /**
     * The run under way in an account. At once right on the node that works on the run, elsewhere a fraction of a second
     * late; for that it reads the database at most a few times a second per account, however often it is asked.
     */
    Optional<Lockout> of(AccountId account);

    /**
     * The run that closed the account's gate last, whether it has opened it by now or not. For whoever was refused by a
     * closed gate and finds, a moment later, no run under way any more. Reads the database.
     */
    Optional<Lockout> latest(AccountId account);
}
