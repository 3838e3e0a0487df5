package io.slipway.builder.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gate;
import io.slipway.environment.GateClosed;
import io.slipway.environment.Gates;
import io.slipway.environment.StaleDefinition;
import io.slipway.storage.Evolution;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Puts resources in force in one environment: expand while people work, then flip in one transaction. */
@Component
class StructureFlip {

    private static final String WORK = "edit:";
    private static final int CATCH_UP_ROUNDS = 20;
    private static final int SMALL_ENOUGH = 200;
    private static final int GATE_TRIES = 40;

    private final Definitions definitions;
    private final Gates gates;
    private final Evolution evolution;
    private final Transactions transactions;

    StructureFlip(Definitions definitions, Gates gates, Evolution evolution, Transactions transactions) {
        this.definitions = definitions;
        this.gates = gates;
        this.evolution = evolution;
        this.transactions = transactions;
    }

    /**
     * Brings the environment from a definition to other resources. The caller holds the structure lease.
     *
     * @return the new head
     * @throws Evolution.DataRefused when a value does not fit
     * @throws StaleDefinition when the definition is no longer the head
     * @throws GateClosed when the environment takes no changes now
     */
    long flip(Definition current, Map<ResourceId, Resource> target, Map<ResourceId, ConversionRule> rules, String by) {
        EnvironmentId environment = current.environment();
        clearLeftOvers(environment);
        String work = WORK + UUID.randomUUID();
        boolean done = false;
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(current, target, rules), work, Evolution.Progress.SILENT)) {
            for (int round = 0; round < CATCH_UP_ROUNDS && expanded.catchUp() > SMALL_ENOUGH; round++) {
                // What users wrote during one round is what the next one takes over: less each time.
            }
            long head = inForce(current, target, expanded, work, by);
            done = true;
            return head;
        } finally {
            if (!done) {
                evolution.discard(environment, work);
            }
        }
    }

    /** With the lease held nobody else edits: what is unfinished was left by a process that died. */
    private void clearLeftOvers(EnvironmentId environment) {
        evolution.unfinished(environment).stream()
                .filter(work -> work.startsWith(WORK))
                .forEach(work -> evolution.discard(environment, work));
    }

    private long inForce(
            Definition current, Map<ResourceId, Resource> target, Evolution.Expanded expanded, String work, String by) {
        for (int tries = 1; ; tries++) {
            try {
                return transactions.retrying(() -> inTransaction(current, target, expanded, work, by));
            } catch (Gates.GateBusy busy) {
                if (tries == GATE_TRIES) {
                    throw busy;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5L * tries));
            }
        }
    }

    private long inTransaction(
            Definition current, Map<ResourceId, Resource> target, Evolution.Expanded expanded, String work, String by) {
        EnvironmentId environment = current.environment();
        Gate gate = gates.exclusivelyLocked(environment);
        if (!gate.writesOpen()) {
            throw new GateClosed(environment);
        }
        if (gate.revision() != current.revision()) {
            throw new StaleDefinition(environment, current.revision(), gate.revision());
        }
        expanded.lastDelta();
        evolution.settle(environment, expanded.layouts(), work);
        return definitions.append(current, target, expanded.layouts(), by, null);
    }
}
