package io.slipway.promotion.internal;

import io.slipway.account.Accounts;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Busy;
import io.slipway.environment.StructureLease.Held;
import io.slipway.environment.StructureLease.Purpose;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.Ownership.Owned;
import io.slipway.promotion.internal.RunContext.NoLongerOurs;
import io.slipway.promotion.internal.RunContext.RunRefused;
import io.slipway.promotion.internal.RunJournal.Line;
import io.slipway.storage.Evolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Drives one run from state to state on a thread and a database connection of its own. Before the flip commits every
 * failure leads back; after it, forward through verifying. Nothing is decided from memory after a takeover: the run's
 * row, the gate and the generations say what is there.
 */
@Component
class RunEngine {

    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);
    // going back is tried so often before a person is asked
    private static final int BACK_ATTEMPTS = 6;
    private static final Duration LEASE_WITHIN = Duration.ofSeconds(10);

    private final DedicatedConnections connections;
    private final Transactions transactions;
    private final Gates gates;
    private final StructureLease leases;
    private final RunStore runs;
    private final RunJournal journal;
    private final RunWorks works;
    private final RunMails mails;
    private final SignIns signIns;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RunEngine(
            DedicatedConnections connections,
            Transactions transactions,
            Gates gates,
            StructureLease leases,
            RunStore runs,
            RunJournal journal,
            RunWorks works,
            RunMails mails,
            SignIns signIns,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.connections = connections;
        this.transactions = transactions;
        this.gates = gates;
        this.leases = leases;
        this.runs = runs;
        this.journal = journal;
        this.works = works;
        this.mails = mails;
        this.signIns = signIns;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** Works on the run until it is over, waits for a decision, or is somebody else's. */
    void drive(Owned owned, boolean takenOver) {
        Run run = runs.get(owned.account(), owned.run());
        RunContext context = new RunContext(run, owned.epoch(), runs, journal, transactions);
        List<StructureLease.Lease> held = new ArrayList<>();
        try (DedicatedConnection connection = connections.open()) {
            context.connection(connection.id());
            try (DedicatedConnection.Binding binding = connection.bind();
                    RunWork work = works.of(context)) {
                if (takenOver) {
                    resume(context, work, held);
                } else {
                    lease(context, work, held);
                }
                advance(context, work, held);
            }
        } catch (NoLongerOurs e) {
            LOG.info("Run {} goes on elsewhere: {}", owned.run(), e.getMessage());
        } finally {
            held.forEach(StructureLease.Lease::close);
        }
    }

    private void lease(RunContext context, RunWork work, List<StructureLease.Lease> held) {
        Purpose purpose = context.run().kind() == Run.Kind.PROMOTION ? Purpose.PROMOTION : Purpose.RESTORE;
        try {
            acquire(context, work, held, purpose);
        } catch (RunRefused e) {
            giveUp(context, reason(e), false);
        }
    }

    private void acquire(RunContext context, RunWork work, List<StructureLease.Lease> held, Purpose purpose) {
        for (EnvironmentId environment : work.leased()) {
            switch (leases.acquire(environment, purpose, context.run().startedByName(), LEASE_WITHIN)) {
                case Held(StructureLease.Lease lease) -> {
                    held.add(lease);
                    context.connection(lease.connectionId());
                }
                case Busy busy ->
                    throw new RunRefused("The structure is in use: " + busy.holder() + " ("
                            + busy.purpose()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' ')
                            + "). Try again when that is finished.");
            }
        }
    }

    /** Before the flip committed: back. After it: forward. */
    private void resume(RunContext context, RunWork work, List<StructureLease.Lease> held) {
        context.note("takeover", "Taken over in state " + context.state() + " with epoch " + context.epoch());
        acquire(context, work, held, Purpose.PROMOTION);
        switch (context.state()) {
            case CHECKING, PREPARING, LOCKING, SECURING, FLIPPING ->
                giveUp(
                        context,
                        "The process that worked on it ended while it was in the state " + context.state()
                                + ". Nothing had been put in force yet.",
                        false);
            case VERIFYING, UNLOCKING, ROLLING_BACK, NEEDS_ATTENTION, SUCCEEDED, ROLLED_BACK, CANCELED -> {
                // goes on from there
            }
        }
    }

    private void advance(RunContext context, RunWork work, List<StructureLease.Lease> held) {
        int failures = 0;
        while (!context.state().isFinal() && context.state() != RunState.NEEDS_ATTENTION) {
            try {
                step(context, work, held);
            } catch (NoLongerOurs e) {
                throw e;
            } catch (Evolution.Cancelled e) {
                giveUp(context, "Stopped on request.", true);
            } catch (RuntimeException | Error e) {
                afterFailure(context, e, ++failures);
            }
        }
    }

    private void step(RunContext context, RunWork work, List<StructureLease.Lease> held) {
        if (context.cancelled()) {
            throw new Evolution.Cancelled();
        }
        switch (context.state()) {
            case CHECKING -> {
                context.begin("check", "");
                work.check();
                context.done("check", "");
                context.move(RunState.PREPARING);
                events.publishEvent(new RunEvents.Checked(context.account(), context.id()));
            }
            case PREPARING -> {
                work.prepare();
                rehearse(context, work);
                work.catchUp();
                context.move(RunState.LOCKING);
            }
            case LOCKING -> close(context);
            case SECURING -> {
                String secured = work.secure();
                // durable before the flip begins
                context.move(
                        RunState.FLIPPING,
                        context.line("secure", Mark.NOTE, secured),
                        Line.entered(RunState.FLIPPING),
                        new Line(RunState.FLIPPING, "flip", Mark.BEGIN, ""));
            }
            case FLIPPING -> flip(context, work);
            case VERIFYING -> {
                work.verify();
                if (openVerified(context)) {
                    finish(context, work, held);
                }
            }
            case UNLOCKING -> {
                open(context);
                finish(context, work, held);
            }
            case ROLLING_BACK -> rollBack(context, work, held);
            case SUCCEEDED, ROLLED_BACK, CANCELED, NEEDS_ATTENTION ->
                throw new IllegalStateException("Nothing to do in " + context.state());
        }
    }

    /** Only to be quicker later: what goes wrong here tells nothing, as people are writing meanwhile. */
    private void rehearse(RunContext context, RunWork work) {
        try {
            transactions.rolledBack(work::rehearse);
        } catch (RuntimeException e) {
            LOG.info(
                    "Run {} could not rehearse its flip: {}",
                    context.id(),
                    e.getClass().getSimpleName());
        }
    }

    private void close(RunContext context) {
        String exempt = runs.exemptSession(context.account(), context.id());
        context.begin("lock", "Users are told and the gate closes.");
        events.publishEvent(new RunEvents.Locking(context.account(), context.id(), exempt));
        boolean keepSignIns = accounts.get(context.account()).keepSignIns();
        withGate(
                CLOSE_WITHIN,
                () -> transactions.once(() -> {
                    context.requireOurs();
                    Gate gate = gates.exclusivelyLocked(context.production());
                    if (!gate.writesOpen() && !context.id().equals(gate.closedBy())) {
                        throw new RunRefused("The gate is closed by another run.");
                    }
                    if (gate.revision() != context.run().plan().productionHead()) {
                        throw new RunRefused("Production changed since the run was started.");
                    }
                    gates.close(context.production(), context.id());
                    context.moveInTransaction(
                            RunState.SECURING,
                            RunStore.Also.LOCKED,
                            context.line("lock", Mark.DONE, "The gate is closed."),
                            Line.entered(RunState.SECURING));
                    if (!keepSignIns) {
                        signIns.endAll(context.account(), exempt);
                    }
                    return true;
                }));
        context.moved(RunState.SECURING);
    }

    /** Writers that hold the gate's row for long are waited for, with pauses in which others get through. */
    private void withGate(Duration atMost, Runnable work) {
        Instant giveUp = clock.instant().plus(atMost);
        long pause = 5;
        while (true) {
            try {
                work.run();
                return;
            } catch (Gates.GateBusy e) {
                if (clock.instant().isAfter(giveUp)) {
                    throw new RunRefused("Writers kept production busy for " + atMost.toSeconds()
                            + " seconds; the gate could not be closed.");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
                pause = Math.min(pause * 2, 200);
            }
        }
    }

    private void flip(RunContext context, RunWork work) {
        withGate(
                CLOSE_WITHIN,
                () -> transactions.once(() -> {
                    context.requireOurs();
                    Gate gate = gates.exclusivelyLocked(context.production());
                    if (gate.writesOpen()
                            || !context.id().equals(gate.closedBy())
                            || gate.revision() != context.run().plan().productionHead()) {
                        throw new RunRefused("The gate is not as this run left it.");
                    }
                    long revision = work.flip();
                    runs.flipped(context.account(), context.id(), revision);
                    context.moveInTransaction(
                            RunState.VERIFYING, new Line(RunState.VERIFYING, "flip", Mark.DONE, "In force."));
                    return revision;
                }));
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
                openIfOurs(context);
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

    private void openIfOurs(RunContext context) {
        Gate gate = gates.exclusivelyLocked(context.production());
        if (context.id().equals(gate.closedBy())) {
            gates.open(context.production());
        }
    }

    private void finish(RunContext context, RunWork work, List<StructureLease.Lease> held) {
        held.forEach(StructureLease.Lease::close);
        held.clear();
        work.finish();
        transactions.retrying(() -> {
            context.moveInTransaction(RunState.SUCCEEDED, Line.entered(RunState.SUCCEEDED));
            mails.succeeded(runs.get(context.account(), context.id()));
            return true;
        });
        context.moved(RunState.SUCCEEDED);
        events.publishEvent(new RunEvents.Ended(context.account(), context.id(), RunState.SUCCEEDED));
    }

    /** Opens the gate if this run closed it; safe to repeat. */
    private void open(RunContext context) {
        context.begin("unlock", "");
        withGate(
                CLOSE_WITHIN,
                () -> transactions.once(() -> {
                    context.requireOurs();
                    openIfOurs(context);
                    runs.markUnlocked(context.account(), context.id(), context.epoch());
                    return true;
                }));
        context.done("unlock", "The gate is open.");
        events.publishEvent(new RunEvents.Unlocked(context.account(), context.id()));
    }

    private void rollBack(RunContext context, RunWork work, List<StructureLease.Lease> held) {
        if (runs.flippedRevision(context.account(), context.id()).isPresent()) {
            context.begin("flip-back", "");
            withGate(
                    CLOSE_WITHIN,
                    () -> transactions.once(() -> {
                        context.requireOurs();
                        gates.exclusivelyLocked(context.production());
                        work.flipBack();
                        runs.flipped(context.account(), context.id(), null);
                        return true;
                    }));
            context.done("flip-back", "What was in force before is in force again.");
        }
        open(context);
        discard(context, work);
        boolean asked = runs.get(context.account(), context.id()).cancelAsked()
                && context.run().lockedAt() == null
                && runs.get(context.account(), context.id()).lockedAt() == null;
        RunState end = asked ? RunState.CANCELED : RunState.ROLLED_BACK;
        transactions.retrying(() -> {
            context.moveInTransaction(end, Line.entered(end));
            mails.failed(runs.get(context.account(), context.id()));
            return true;
        });
        context.moved(end);
        held.forEach(StructureLease.Lease::close);
        held.clear();
        events.publishEvent(new RunEvents.Ended(context.account(), context.id(), end));
    }

    /** Production is as it was and open by now: what can't be dropped yet is left to the janitor. */
    private void discard(RunContext context, RunWork work) {
        context.begin("discard", "");
        try {
            work.discard();
            context.done("discard", "What had been built is removed.");
        } catch (RuntimeException e) {
            LOG.warn("Run {} leaves something for the janitor", context.id(), e);
            context.failed("discard", reason(e) + " It is removed later.");
        }
    }

    private void afterFailure(RunContext context, Throwable failure, int attempts) {
        LOG.warn("Run {} failed in {}", context.id(), context.state(), failure);
        switch (context.state()) {
            case CHECKING, PREPARING, LOCKING, SECURING, FLIPPING, VERIFYING -> giveUp(context, reason(failure), false);
            case UNLOCKING -> {
                context.failed("finish", reason(failure));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            case ROLLING_BACK -> {
                context.failed("rollback", reason(failure));
                if (attempts == BACK_ATTEMPTS) {
                    context.move(RunState.NEEDS_ATTENTION);
                    mails.needsAttention(runs.get(context.account(), context.id()));
                } else {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                }
            }
            case SUCCEEDED, ROLLED_BACK, CANCELED, NEEDS_ATTENTION ->
                throw new IllegalStateException("A run that is over can't fail", failure);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /** Turns back. Guarded: an owner that was overtaken finds out here, before it undoes anything. */
    private void giveUp(RunContext context, String why, boolean asked) {
        runs.fail(context.account(), context.id(), context.epoch(), why);
        if (asked) {
            context.note("cancel", why);
        } else {
            context.failed("failed", why);
        }
        context.move(RunState.ROLLING_BACK);
    }
}
