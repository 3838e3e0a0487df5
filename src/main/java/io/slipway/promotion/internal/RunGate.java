package io.slipway.promotion.internal;

import io.slipway.common.db.Transactions;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.promotion.internal.RunContext.RunRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Production's gate as runs move it: guarded, and waiting only briefly for those who write. */
@Component
class RunGate {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Gates gates;
    private final Transactions transactions;
    private final Clock clock;

    RunGate(Gates gates, Transactions transactions, Clock clock) {
        this.gates = gates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * One transaction that holds the run's row and the gate's, in this order, and goes on only if the run is still ours.
     * Writers that hold the gate's row for long are waited for, with pauses in which others get through.
     *
     * @throws RunRefused when they keep it for too long
     */
    void holding(RunContext context, Consumer<Gate> work) {
        Instant giveUp = clock.instant().plus(WITHIN);
        long pause = 5;
        while (true) {
            try {
                transactions.once(() -> {
                    context.requireOurs();
                    work.accept(gates.exclusivelyLocked(context.production()));
                    return true;
                });
                return;
            } catch (Gates.GateBusy e) {
                if (clock.instant().isAfter(giveUp)) {
                    throw new RunRefused("Writers kept production busy for " + WITHIN.toSeconds()
                            + " seconds; the gate could not be closed.");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
                pause = Math.min(pause * 2, 200);
            }
        }
    }

    /** In a guarded transaction: nobody writes from its commit on. */
    void close(RunContext context, Gate gate) {
        if (!gate.writesOpen() && !context.id().equals(gate.closedBy())) {
            throw new RunRefused("The gate is closed by another run.");
        }
        if (gate.revision() != context.run().plan().productionHead()) {
            throw new RunRefused("Production changed since the run was started.");
        }
        gates.close(context.production(), context.id());
    }

    /** What the flip looks at first (INV-9). */
    void requireAsLeft(RunContext context, Gate gate) {
        if (gate.writesOpen()
                || !context.id().equals(gate.closedBy())
                || gate.revision() != context.run().plan().productionHead()) {
            throw new RunRefused("The gate is not as this run left it.");
        }
    }

    /** In a guarded transaction: opens the gate if this run closed it. */
    void openIfOurs(RunContext context, Gate gate) {
        if (context.id().equals(gate.closedBy())) {
            gates.open(context.production());
        }
    }

    /**
     * Opens the gate if this run closed it, in the transaction that is open; locks its row first.
     *
     * @throws Gates.GateBusy when somebody holds its row
     */
    void openIfOurs(RunContext context) {
        openIfOurs(context, gates.exclusivelyLocked(context.production()));
    }
}
