package io.slipway.promotion.internal;

import io.slipway.common.db.Transactions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunJournal.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** How runs end: in force and told, or back to what was. Everything here is safe to repeat by whoever takes over. */
@Component
class RunEnds {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

    private final RunGate gate;
    private final RunStore runs;
    private final RunMails mails;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;

    RunEnds(RunGate gate, RunStore runs, RunMails mails, Transactions transactions, ApplicationEventPublisher events) {
        this.gate = gate;
        this.runs = runs;
        this.mails = mails;
        this.transactions = transactions;
        this.events = events;
    }

    /** Opens the gate if this run closed it. */
    void open(RunContext context) {
        context.begin("unlock", "");
        gate.holding(context, found -> {
            gate.openIfOurs(context, found);
            runs.markUnlocked(context.account(), context.id(), context.epoch());
        });
        context.done("unlock", "The gate is open.");
        events.publishEvent(new RunEvents.Unlocked(context.account(), context.id()));
    }

    /** The gate is open: what is left to do is done while people work. */
    void succeed(RunContext context, RunWork work, RunLeases leases) {
        leases.close();
        work.finish();
        transactions.retrying(() -> {
            context.moveInTransaction(RunState.SUCCEEDED, Line.entered(RunState.SUCCEEDED));
            mails.succeeded(runs.get(context.account(), context.id()));
            return true;
        });
        context.moved(RunState.SUCCEEDED);
        events.publishEvent(new RunEvents.Ended(context.account(), context.id(), RunState.SUCCEEDED));
    }

    /** What was in force before is in force again, open, and what was built is removed. */
    void goBack(RunContext context, RunWork work, RunLeases leases) {
        if (runs.flippedRevision(context.account(), context.id()).isPresent()) {
            context.begin("flip-back", "");
            gate.holding(context, found -> {
                work.flipBack();
                runs.flipped(context.account(), context.id(), null);
            });
            context.done("flip-back", "What was in force before is in force again.");
        }
        open(context);
        discard(context, work);
        RunState end = neverLockedAndAskedToStop(context) ? RunState.CANCELED : RunState.ROLLED_BACK;
        transactions.retrying(() -> {
            context.moveInTransaction(end, Line.entered(end));
            mails.failed(runs.get(context.account(), context.id()));
            return true;
        });
        context.moved(end);
        leases.close();
        events.publishEvent(new RunEvents.Ended(context.account(), context.id(), end));
    }

    private boolean neverLockedAndAskedToStop(RunContext context) {
        Run now = runs.get(context.account(), context.id());
        return now.cancelAsked() && context.run().lockedAt() == null && now.lockedAt() == null;
    }

    /** Production is as it was and open by now: what can't be dropped yet is left to the janitor. */
    private void discard(RunContext context, RunWork work) {
        context.begin("discard", "");
        try {
            work.discard();
            context.done("discard", "What had been built is removed.");
        } catch (RuntimeException e) {
            LOG.warn("Run {} leaves something for the janitor", context.id(), e);
            context.failed("discard", RunFailures.reason(e) + " It is removed later.");
        }
    }
}
