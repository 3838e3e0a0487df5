package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease.Lease;
import io.slipway.sandbox.SandboxWork;
import io.slipway.storage.Evolution;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Fills a new sandbox from production and opens it. */
@Component
class CreateJob implements SandboxJob {

    private final ProductionCopy copy;
    private final Environments environments;
    private final Definitions definitions;
    private final Evolution evolution;
    private final Flips flips;
    private final SandboxWorkRows rows;

    CreateJob(
            ProductionCopy copy,
            Environments environments,
            Definitions definitions,
            Evolution evolution,
            Flips flips,
            SandboxWorkRows rows) {
        this.copy = copy;
        this.environments = environments;
        this.definitions = definitions;
        this.evolution = evolution;
        this.flips = flips;
        this.rows = rows;
    }

    @Override
    public SandboxWork.Kind kind() {
        return SandboxWork.Kind.CREATE;
    }

    @Override
    public Environment.State during() {
        return Environment.State.CREATING;
    }

    @Override
    public void run(SandboxWorkRows.Row row, Steps steps, Lease lease) {
        clear(row);
        String work = "copy:" + UUID.randomUUID();
        ProductionCopy.Loaded loaded = copy.load(row, work, steps);
        steps.at("Opening the sandbox");
        open(row, loaded, work);
    }

    private void open(SandboxWorkRows.Row row, ProductionCopy.Loaded loaded, String work) {
        EnvironmentId sandbox = row.environment();
        flips.holding(sandbox, gate -> {
            if (!environments.move(sandbox, Environment.State.CREATING, Environment.State.READY)) {
                throw new Stopped("The sandbox is no longer being created");
            }
            Definition base =
                    new Definition(sandbox, gate.revision(), new TreeMap<>(loaded.resources()), new TreeMap<>());
            long head = definitions.append(
                    base, loaded.resources(), loaded.layouts(), row.work().by(), null);
            definitions.moveBase(sandbox, head, loaded.revision(), head);
            rows.done(sandbox);
            evolution.settle(sandbox, loaded.layouts(), work);
            return head;
        });
    }

    @Override
    public void undo(SandboxWorkRows.Row row) {
        // nobody has been in it: it waits for another try, or to be discarded
    }

    @Override
    public void clear(SandboxWorkRows.Row row) {
        copy.clear(row.environment());
    }
}
