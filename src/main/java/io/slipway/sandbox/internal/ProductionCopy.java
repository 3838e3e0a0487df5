package io.slipway.sandbox.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.BackupTaking;
import io.slipway.backup.Materialise;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease.Lease;
import io.slipway.storage.Evolution;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Brings production's structure and, if wanted, its records into a sandbox as generations nobody sees yet. */
@Component
class ProductionCopy {

    private static final int CATCH_UP_ROUNDS = 20;
    private static final long SMALL = 200;

    private final Environments environments;
    private final Definitions definitions;
    private final Evolution evolution;
    private final BackupTaking taking;
    private final Materialise materialise;
    private final Leases leases;
    private final SandboxWorkRows rows;

    ProductionCopy(
            Environments environments,
            Definitions definitions,
            Evolution evolution,
            BackupTaking taking,
            Materialise materialise,
            Leases leases,
            SandboxWorkRows rows) {
        this.environments = environments;
        this.definitions = definitions;
        this.evolution = evolution;
        this.taking = taking;
        this.materialise = materialise;
        this.leases = leases;
        this.rows = rows;
    }

    /**
     * What stands ready in the sandbox.
     *
     * @param revision production's revision it is of
     */
    record Loaded(long revision, Map<ResourceId, Resource> resources, Collection<TableLayout> layouts) {}

    /** Copies as much of production as the row asks for; the generations belong to the given work. */
    Loaded load(SandboxWorkRows.Row row, String work, Steps steps) {
        EnvironmentId production =
                environments.production(row.environment().account()).id();
        return switch (row.data()) {
            case NONE -> structure(row.environment(), production, work, steps);
            case SAMPLE, FULL -> records(row, production, work, steps);
        };
    }

    private Loaded structure(EnvironmentId sandbox, EnvironmentId production, String work, Steps steps) {
        steps.at("Making the tables");
        Definition source = definitions.current(production);
        Evolution.Expansion plan = evolution.plan(Definition.empty(sandbox), source.resources(), Map.of());
        try (Evolution.Expanded expanded = evolution.expand(plan, work, steps)) {
            return new Loaded(source.revision(), source.resources(), expanded.layouts());
        }
    }

    private Loaded records(SandboxWorkRows.Row row, EnvironmentId production, String work, Steps steps) {
        Backup copy = take(row, production, steps);
        steps.at("Loading " + copy.records() + " records into the sandbox");
        Materialise.Materialised made =
                materialise.load(production, copy.id(), row.environment(), row.data(), work, steps);
        return new Loaded(copy.revision(), made.resources(), made.layouts());
    }

    /** A passing backup from one clean cut; production's structure stands still only while it is read. */
    private Backup take(SandboxWorkRows.Row row, EnvironmentId production, Steps steps) {
        try (Lease lease = leases.ofProduction(production, row.work().by(), steps)) {
            steps.at("Reading production's records");
            try (BackupTaking.InProgress taken = taking.base(
                    production,
                    Backup.Kind.SANDBOX_COPY,
                    "Copy for sandbox " + row.environment().number(),
                    "",
                    row.work().by(),
                    null,
                    steps)) {
                rows.backup(row.environment(), taken.id());
                for (int round = 1; round <= CATCH_UP_ROUNDS && taken.catchUp() > SMALL; round++) {
                    steps.at("Reading what changed meanwhile, round " + round);
                }
                return taken.complete();
            }
        }
    }

    /** Gives up what earlier attempts left: generations that never went live and a passing backup. */
    void clear(EnvironmentId sandbox) {
        evolution.unfinished(sandbox).forEach(work -> evolution.discard(sandbox, work));
        BackupId backup = rows.find(sandbox).map(SandboxWorkRows.Row::backup).orElse(null);
        if (backup != null) {
            EnvironmentId production =
                    environments.production(sandbox.account()).id();
            taking.abandon(production, backup, "The copy for the sandbox is no longer needed");
            taking.discard(production, backup);
            rows.backup(sandbox, null);
        }
    }
}
