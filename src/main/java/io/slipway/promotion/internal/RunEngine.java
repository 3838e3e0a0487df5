package io.slipway.promotion.internal;

import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.common.db.Transactions;
import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Purpose;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.Ownership.Owned;
import io.slipway.promotion.internal.RunContext.NoLongerOurs;
import io.slipway.promotion.internal.RunContext.RunRefused;
import io.slipway.storage.Evolution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Drives one run from state to state on a thread and a database connection of its own: what each state does is in {@link
 * RunStates}, where failures lead in {@link RunFailures}. Nothing is decided from memory after a takeover: the run's row,
 * the gate and the generations say what is there.
 */
@Component
class RunEngine {

    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

    private final DedicatedConnections connections;
    private final Transactions transactions;
    private final StructureLease structure;
    private final RunStore runs;
    private final RunJournal journal;
    private final RunWorks works;
    private final RunStates states;
    private final RunFailures failures;

    RunEngine(
            DedicatedConnections connections,
            Transactions transactions,
            StructureLease structure,
            RunStore runs,
            RunJournal journal,
            RunWorks works,
            RunStates states,
            RunFailures failures) {
        this.connections = connections;
        this.transactions = transactions;
        this.structure = structure;
        this.runs = runs;
        this.journal = journal;
        this.works = works;
        this.states = states;
        this.failures = failures;
    }

    /** Works on the run until it is over, waits for a decision, or is somebody else's. */
    void drive(Owned owned, boolean takenOver) {
        Run run = runs.get(owned.account(), owned.run());
        RunContext context = new RunContext(run, owned.epoch(), runs, journal, transactions);
        // given back last, when what the run worked with is closed
        try (RunLeases leases = new RunLeases(structure);
                DedicatedConnection connection = connections.open()) {
            context.connection(connection.id());
            try (DedicatedConnection.Binding binding = connection.bind();
                    RunWork work = works.of(context)) {
                if (takenOver) {
                    resume(context, work, leases);
                } else {
                    begin(context, work, leases);
                }
                advance(context, work, leases);
            }
        } catch (NoLongerOurs e) {
            LOG.info("Run {} goes on elsewhere: {}", owned.run(), e.getMessage());
        }
    }

    private void begin(RunContext context, RunWork work, RunLeases leases) {
        try {
            leases.acquire(
                    context, work, context.run().kind() == Run.Kind.PROMOTION ? Purpose.PROMOTION : Purpose.RESTORE);
        } catch (RunRefused e) {
            failures.giveUp(context, RunFailures.reason(e));
        }
    }

    /** Before the flip committed: back. After it: forward. */
    private void resume(RunContext context, RunWork work, RunLeases leases) {
        context.note("takeover", "Taken over in state " + context.state() + " with epoch " + context.epoch());
        leases.acquire(context, work, Purpose.PROMOTION);
        switch (context.state()) {
            case CHECKING, PREPARING, LOCKING, SECURING, FLIPPING ->
                failures.giveUp(
                        context,
                        "The process that worked on it ended while it was in the state " + context.state()
                                + ". Nothing had been put in force yet.");
            case VERIFYING, UNLOCKING, ROLLING_BACK, NEEDS_ATTENTION, SUCCEEDED, ROLLED_BACK, CANCELED -> {
                // goes on from there
            }
        }
    }

    private void advance(RunContext context, RunWork work, RunLeases leases) {
        int failed = 0;
        while (!context.state().isFinal() && context.state() != RunState.NEEDS_ATTENTION) {
            try {
                states.step(context, work, leases);
            } catch (NoLongerOurs e) {
                throw e;
            } catch (Evolution.Cancelled e) {
                failures.stop(context);
            } catch (RuntimeException | Error e) {
                failures.after(context, e, ++failed);
            }
        }
    }
}
