package io.slipway.promotion.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunJournal.Line;
import io.slipway.storage.Evolution.Progress;
import java.util.List;

/** One owner's work on one run: knows its epoch, writes its journal, makes its guarded moves. */
final class RunContext implements Progress {

    private final Run run;
    private final long epoch;
    private final RunStore runs;
    private final RunJournal journal;
    private final Transactions transactions;
    private RunState state;
    // written by a transaction that has not committed yet
    private List<Line> untold = List.of();

    RunContext(Run run, long epoch, RunStore runs, RunJournal journal, Transactions transactions) {
        this.run = run;
        this.epoch = epoch;
        this.runs = runs;
        this.journal = journal;
        this.transactions = transactions;
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
        move(to, Line.entered(to));
    }

    /** The move and its journal lines, durable together. */
    void move(RunState to, Line... lines) {
        transactions.retrying(() -> {
            moveInTransaction(to, lines);
            return true;
        });
        moved(to);
    }

    /**
     * The move and its journal lines as part of a transaction that may still be rolled back; {@link #moved} follows its
     * commit.
     */
    void moveInTransaction(RunState to, Line... lines) {
        moveInTransaction(to, RunStore.Also.NOTHING, lines);
    }

    void moveInTransaction(RunState to, RunStore.Also also, Line... lines) {
        if (!runs.move(account(), run.id(), state, to, epoch, also)) {
            throw new NoLongerOurs(run.id(), epoch);
        }
        journal.write(account(), run.id(), epoch, List.of(lines));
        untold = List.of(lines);
    }

    void moved(RunState to) {
        state = to;
        List<Line> durable = untold;
        untold = List.of();
        journal.tell(account(), run.id(), durable);
    }

    /** A line about the state the run is in. */
    Line line(String step, Mark mark, String detail) {
        return new Line(state, step, mark, detail);
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
        List<Line> line = List.of(line(step, mark, detail));
        journal.write(account(), run.id(), epoch, line);
        journal.tell(account(), run.id(), line);
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
