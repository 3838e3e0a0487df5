package io.slipway.promotion;

import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Promotions and restores, the same for the interface, jobs, API and tests. Only Super Admins start and cancel; every
 * call of others throws {@link io.slipway.account.NotAllowed}.
 */
public interface Promotions {

    /** What promoting a sandbox would do, and what stands in the way. Writes nothing. */
    Review review(Actor actor, EnvironmentId sandbox);

    /**
     * A look at a promotion before it is started.
     *
     * @param production at its head
     * @param target production after the promotion
     * @param checks worst first
     * @param productionMoved production has changes the sandbox does not have yet: rebase first (the page offers it)
     * @param typedName what must be typed to confirm, because something is lost; null: nothing
     */
    record Review(
            EnvironmentId production,
            EnvironmentId sandbox,
            Definition current,
            Definition target,
            Plan plan,
            List<PromotionCheck.CheckResult> checks,
            boolean productionMoved,
            boolean nothingToPromote,
            @Nullable String typedName) {

        /** Whether nothing stands in the way. */
        public boolean ready() {
            return !nothingToPromote
                    && !productionMoved
                    && checks.stream().noneMatch(check -> check.severity() == PromotionCheck.Severity.ERROR);
        }
    }

    /**
     * Starts a promotion of exactly what was reviewed.
     *
     * @param planHash of the plan the person confirmed
     * @param typedName what the person typed, when something is lost
     * @param exemptSession hash of the web session that keeps its progress page; null: none
     */
    StartOutcome promote(
            Actor actor,
            EnvironmentId sandbox,
            String planHash,
            @Nullable String typedName,
            @Nullable String exemptSession);

    /** Starts a restore of production from a backup. */
    StartOutcome restore(Actor actor, BackupId backup, @Nullable String typedName, @Nullable String exemptSession);

    /** What came of asking to start. */
    sealed interface StartOutcome {}

    /** It runs; watch it. */
    record Started(RunId run) implements StartOutcome {}

    /** Another promotion or restore is not finished. */
    record AlreadyRunning(RunId run) implements StartOutcome {}

    /** The sandbox or production changed since it was looked at. Look again. */
    record PlanChanged() implements StartOutcome {}

    /** There is nothing to promote. */
    record NothingToPromote() implements StartOutcome {}

    /** The typed name is not the right one. */
    record NameMistyped(String expected) implements StartOutcome {}

    /** Checks stand in the way. */
    record Blocked(List<PromotionCheck.CheckResult> errors) implements StartOutcome {}

    /** The backup can't be restored. */
    record NotRestorable(String reason) implements StartOutcome {}

    /** Asks a run to stop before anybody is locked out; false: it is too late or over. */
    boolean cancel(Actor actor, RunId run);

    /** The run, if it is there. */
    Optional<Run> find(Actor actor, RunId run);

    /** All runs of the account, newest first. */
    List<Run> runs(Actor actor);

    /** The last run that locked an environment, if one ever did; for the house itself, never for a request. */
    Optional<Run> lastLocking(EnvironmentId environment);

    /** The journal of a run, oldest first, after a line. */
    List<JournalEntry> journal(Actor actor, RunId run, long afterSeq);

    /** The whole journals of several runs at once; none for a run that is not there. */
    Map<RunId, List<JournalEntry>> journals(Actor actor, Collection<RunId> runs);

    /** The run that is not over, if there is one: for anybody, says no more than the waiting page does. */
    Optional<Run> active(AccountId account);

    /**
     * Ends NEEDS_ATTENTION: opens production as it was before, or as it is after.
     *
     * @return false when the run does not wait for this
     */
    boolean decide(Actor actor, RunId run, boolean keepAfter);
}
