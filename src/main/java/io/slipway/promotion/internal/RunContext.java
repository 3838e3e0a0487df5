package io.slipway.promotion.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.storage.Evolution.Progress;

/** One owner's work on one run: knows its epoch, writes its journal, makes its guarded moves. */
final class RunContext implements Progress {

    private final Run run;
    private final long epoch;
    private final RunStore runs;
    private final RunJournal journal;
    private RunState state;

    RunContext(Run run, long epoch, RunStore runs, RunJournal journal) {
        this.run = run;
        this.epoch = epoch;
        this.runs = runs;
        this.journal = journal;
        this.state = run.state();
    }

    /** The run as it was when this owner took it; its state has moved on. */
    Run run() {
        return run;
    }

    RunId id() {
        return run.id();
    }

    AccountId account() {
        return run.environment().account();
    }

    EnvironmentId production() {
        return run.environment();
    }

    long epoch() {
        return epoch;
    }

    RunState state() {
        return state;
    }

    /** What names the generations this run builds. */
    String work() {
        return "run:" + run.id();
    }

    /** Moves on, or finds that the run is no longer ours. */
    void move(RunState to) {
        moveInTransaction(to);
        moved(to);
        note("state", to.name());
    }

    /** The move as part of a transaction that may still be rolled back; {@link #moved} follows its commit. */
    void moveInTransaction(RunState to) {
        if (!runs.move(account(), run.id(), state, to, epoch)) {
            throw new NoLongerOurs(run.id(), epoch);
        }
    }

    void moved(RunState to) {
        state = to;
    }

    /** Locks the run's row first thing in a guarded transaction. */
    void requireOurs() {
        if (!runs.lock(account(), run.id(), state, epoch)) {
            throw new NoLongerOurs(run.id(), epoch);
        }
    }

    void note(String step, String detail) {
        write(step, Mark.NOTE, detail);
    }

    void failed(String step, String detail) {
        write(step, Mark.FAILED, detail);
    }

    @Override
    public void begin(String step, String detail) {
        write(step, Mark.BEGIN, detail);
    }

    @Override
    public void done(String step, String detail) {
        write(step, Mark.DONE, detail);
    }

    private void write(String step, Mark mark, String detail) {
        journal.write(account(), run.id(), epoch, state, step, mark, detail);
    }

    @Override
    public void connection(long id) {
        runs.connection(account(), run.id(), id, epoch);
    }

    @Override
    public boolean cancelled() {
        return (state == RunState.CHECKING || state == RunState.PREPARING)
                && runs.get(account(), run.id()).cancelAsked();
    }

    /** Another owner has taken the run over: whoever finds this stops at once and changes nothing more. */
    static final class NoLongerOurs extends RuntimeException {
        NoLongerOurs(RunId run, long epoch) {
            super("Run " + run + " is no longer at epoch " + epoch + " and in the expected state");
        }
    }

    /** The run can't succeed; the message is for people. */
    static final class RunRefused extends RuntimeException {
        RunRefused(String message) {
            super(message);
        }
    }
}
