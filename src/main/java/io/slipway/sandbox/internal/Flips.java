package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Transactions that move a sandbox's head: the gate's row exclusively held, tried again while writers keep it busy. */
@Component
class Flips {

    private static final Duration TRY_FOR = Duration.ofSeconds(20);

    private final Gates gates;
    private final Transactions transactions;
    private final Clock clock;

    Flips(Gates gates, Transactions transactions, Clock clock) {
        this.gates = gates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One transaction with the sandbox's gate exclusively held. */
    <T> T holding(EnvironmentId sandbox, Function<Gate, T> work) {
        return whileBusy(() -> transactions.retrying(() -> work.apply(gates.exclusivelyLocked(sandbox))));
    }

    /** The same, with production's gate share-locked before, so that its head stays where it is. */
    <T> T holding(EnvironmentId production, EnvironmentId sandbox, Both<T> work) {
        return whileBusy(() -> transactions.retrying(() -> {
            Gate there = gates.shareLocked(production);
            return work.apply(there, gates.exclusivelyLocked(sandbox));
        }));
    }

    /** Work under two gates. */
    interface Both<T> {
        T apply(Gate production, Gate sandbox);
    }

    private <T> T whileBusy(Supplier<T> work) {
        Instant giveUp = clock.instant().plus(TRY_FOR);
        while (true) {
            try {
                return work.get();
            } catch (Gates.GateBusy e) {
                if (clock.instant().isAfter(giveUp)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }
}
