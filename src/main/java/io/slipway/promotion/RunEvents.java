package io.slipway.promotion;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import org.jspecify.annotations.Nullable;

/** What rooms above may listen to. Published on the node that works on the run, outside any transaction. */
public sealed interface RunEvents {

    AccountId account();

    RunId run();

    /** Nothing stands in the way: production is about to be changed, while people go on working. */
    record Checked(AccountId account, RunId run) implements RunEvents {}

    /**
     * Users are about to be locked out.
     *
     * @param exemptSession hash of the web session that keeps its progress page; null: none
     */
    record Locking(AccountId account, RunId run, @Nullable String exemptSession) implements RunEvents {}

    /** The gate is open again. */
    record Unlocked(AccountId account, RunId run) implements RunEvents {}

    /** The run is over. */
    record Ended(AccountId account, RunId run, RunState state) implements RunEvents {}
}
