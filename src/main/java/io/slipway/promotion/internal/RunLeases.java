package io.slipway.promotion.internal;

import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Busy;
import io.slipway.environment.StructureLease.Held;
import io.slipway.environment.StructureLease.Lease;
import io.slipway.environment.StructureLease.Purpose;
import io.slipway.promotion.internal.RunContext.RunRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The right of one owner's run to change the structure of its environments, until given back. */
final class RunLeases implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final StructureLease leases;
    private final List<Lease> held = new ArrayList<>();

    RunLeases(StructureLease leases) {
        this.leases = leases;
    }

    /**
     * Takes the lease of each environment the work names.
     *
     * @throws RunRefused when somebody else has one of them for too long; what was taken stays taken
     */
    void acquire(RunContext context, RunWork work, Purpose purpose) {
        work.leased().forEach(environment -> {
            switch (leases.acquire(environment, purpose, context.run().startedByName(), WITHIN)) {
                case Held(Lease lease) -> {
                    held.add(lease);
                    context.connection(lease.connectionId());
                }
                case Busy busy ->
                    throw new RunRefused("The structure is in use: " + busy.holder() + " ("
                            + busy.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + "). Try again when that is finished.");
            }
        });
    }

    /** Gives all of them back; safe to repeat. */
    @Override
    public void close() {
        held.forEach(Lease::close);
        held.clear();
    }
}
