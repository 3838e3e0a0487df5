package io.slipway.backup;

import io.slipway.account.Actor;
import io.slipway.common.BackupId;
import io.slipway.common.RunId;

/** Implemented by the room that restores: asked to start by whoever has looked at a backup's preview. */
public interface RestoreStarter {

    /**
     * Starts a restore of production in the background. Super Admins only.
     *
     * @param typedName what the person typed to confirm: the account's name
     * @param exemptSession hash of the web session that keeps its progress page
     */
    Outcome start(Actor actor, BackupId backup, String typedName, String exemptSession);

    /** What came of asking to start. */
    sealed interface Outcome {}

    /** It runs; watch it. */
    record Started(RunId run) implements Outcome {}

    /** Another promotion or restore is not finished. */
    record AlreadyRunning(RunId run) implements Outcome {}

    /** It was not started; why, and what to do, in words for people. */
    record Refused(String reason) implements Outcome {}
}
