package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Busy;
import io.slipway.environment.StructureLease.Held;
import io.slipway.environment.StructureLease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Waits for the structure lease of an environment and says meanwhile for whom. */
@Component
class Leases {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final StructureLease leases;
    private final Clock clock;

    Leases(StructureLease leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    /** Production's lease, waited for. */
    Lease ofProduction(EnvironmentId production, String holder, Steps steps) {
        Instant giveUp = clock.instant().plus(PATIENCE);
        while (true) {
            switch (leases.acquire(production, StructureLease.Purpose.SANDBOX_COPY, holder, LOOK)) {
                case Held held -> {
                    return held.lease();
                }
                case Busy busy -> {
                    if (clock.instant().isAfter(giveUp)) {
                        throw new NotNow("Production could not be copied: " + words(busy) + ". Try again later.");
                    }
                    steps.at("Waiting, because " + words(busy));
                }
            }
        }
    }

    /** Who does what, in words that go on after "because". */
    static String words(Busy busy) {
        String doing = switch (busy.purpose()) {
            case PROMOTION -> "is promoting changes";
            case RESTORE -> "is restoring a backup";
            case BACKUP -> "is taking a backup";
            case SANDBOX_COPY -> "is copying it into a sandbox";
            case EDIT -> "is changing its structure";
            case IMPORT_TABLE -> "is importing a new table";
            case CONTRACT -> "is clearing up retired data";
        };
        return busy.holder() + " " + doing;
    }
}
