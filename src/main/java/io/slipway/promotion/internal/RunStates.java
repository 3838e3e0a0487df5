package io.slipway.promotion.internal;

import io.slipway.account.Accounts;
import io.slipway.account.SignIns;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gates;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunJournal.Line;
import io.slipway.storage.Evolution;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What happens in each state of a run, up to the moment in which production is new and open. How runs end, well or by
 * going back, is in {@link RunEnds}.
 */
@Component
class RunStates {

    private final RunGate gate;
    private final Rehearsal rehearsal;
    private final RunEnds ends;
    private final RunStore runs;
    private final Transactions transactions;
    private final SignIns signIns;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;

    RunStates(
            RunGate gate,
            Rehearsal rehearsal,
            RunEnds ends,
            RunStore runs,
            Transactions transactions,
            SignIns signIns,
            Accounts accounts,
            ApplicationEventPublisher events) {
        this.gate = gate;
        this.rehearsal = rehearsal;
        this.ends = ends;
        this.runs = runs;
        this.transactions = transactions;
        this.signIns = signIns;
        this.accounts = accounts;
        this.events = events;
    }

    /**
     * Does what the state the run is in asks for, and leaves it in another one.
     *
     * @throws Evolution.Cancelled when somebody asked to stop
     */
    void step(RunContext context, RunWork work, RunLeases leases) {
        if (context.cancelled()) {
            throw new Evolution.Cancelled();
        }
        switch (context.state()) {
            case CHECKING -> check(context, work);
            case PREPARING -> prepare(context, work);
            case LOCKING -> lock(context);
            case SECURING -> secure(context, work);
            case FLIPPING -> flip(context, work);
            case VERIFYING -> {
                work.verify();
                if (openVerified(context)) {
                    ends.succeed(context, work, leases);
                }
            }
            case UNLOCKING -> {
                ends.open(context);
                ends.succeed(context, work, leases);
            }
            case ROLLING_BACK -> ends.goBack(context, work, leases);
            case SUCCEEDED, ROLLED_BACK, CANCELED, NEEDS_ATTENTION ->
                throw new IllegalStateException("Nothing to do in " + context.state());
        }
    }

    private void check(RunContext context, RunWork work) {
        context.begin("check", "");
        work.check();
        context.done("check", "");
        context.move(RunState.PREPARING);
        events.publishEvent(new RunEvents.Checked(context.account(), context.id()));
    }

    private void prepare(RunContext context, RunWork work) {
        work.prepare();
        rehearsal.of(context, work);
        work.catchUp();
        context.move(RunState.LOCKING);
    }

    private void lock(RunContext context) {
        String exempt = runs.exemptSession(context.account(), context.id());
        context.begin("lock", "Users are told and the gate closes.");
        events.publishEvent(new RunEvents.Locking(context.account(), context.id(), exempt));
        boolean keepSignIns = accounts.get(context.account()).keepSignIns();
        gate.holding(context, found -> {
            gate.close(context, found);
            context.moveInTransaction(
                    RunState.SECURING,
                    RunStore.Also.LOCKED,
                    context.line("lock", Mark.DONE, "The gate is closed."),
                    Line.entered(RunState.SECURING));
            if (!keepSignIns) {
                signIns.endAll(context.account(), exempt);
            }
        });
        context.moved(RunState.SECURING);
    }

    private void secure(RunContext context, RunWork work) {
        String secured = work.secure();
        // durable before the flip begins
        context.move(
                RunState.FLIPPING,
                context.line("secure", Mark.NOTE, secured),
                Line.entered(RunState.FLIPPING),
                new Line(RunState.FLIPPING, "flip", Mark.BEGIN, ""));
    }

    private void flip(RunContext context, RunWork work) {
        gate.holding(context, found -> {
            gate.requireAsLeft(context, found);
            long revision = work.flip();
            runs.flipped(context.account(), context.id(), revision);
            context.moveInTransaction(RunState.VERIFYING, new Line(RunState.VERIFYING, "flip", Mark.DONE, "In force."));
        });
        context.moved(RunState.VERIFYING);
    }

    /**
     * Opens the gate and moves on in one transaction: nobody waits for a second commit, and no one who takes over finds
     * one without the other. Answers whether it is open.
     */
    private boolean openVerified(RunContext context) {
        Line verified = context.line("verify", Mark.DONE, "What was planned is in force.");
        Line entered = Line.entered(RunState.UNLOCKING);
        try {
            transactions.retrying(() -> {
                context.requireOurs();
                gate.openIfOurs(context);
                context.moveInTransaction(
                        RunState.UNLOCKING,
                        RunStore.Also.UNLOCKED,
                        verified,
                        entered,
                        new Line(RunState.UNLOCKING, "unlock", Mark.DONE, "The gate is open."));
                return true;
            });
        } catch (Gates.GateBusy e) {
            // nothing to go back for: it is opened from the next state, as often as it takes
            context.move(RunState.UNLOCKING, verified, entered);
            return false;
        }
        context.moved(RunState.UNLOCKING);
        events.publishEvent(new RunEvents.Unlocked(context.account(), context.id()));
        return true;
    }
}
