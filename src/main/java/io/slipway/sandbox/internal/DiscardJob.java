package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease.Lease;
import io.slipway.sandbox.SandboxWork;
import org.springframework.stereotype.Component;

/** Removes a sandbox with all it holds. */
@Component
class DiscardJob implements SandboxJob {

    private final ProductionCopy copy;
    private final Environments environments;
    private final Definitions definitions;
    private final RunsUsing runs;
    private final SandboxWorkRows rows;

    DiscardJob(
            ProductionCopy copy,
            Environments environments,
            Definitions definitions,
            RunsUsing runs,
            SandboxWorkRows rows) {
        this.copy = copy;
        this.environments = environments;
        this.definitions = definitions;
        this.runs = runs;
        this.rows = rows;
    }

    @Override
    public SandboxWork.Kind kind() {
        return SandboxWork.Kind.DISCARD;
    }

    @Override
    public Environment.State during() {
        return Environment.State.DISCARDING;
    }

    @Override
    public void run(SandboxWorkRows.Row row, Steps steps, Lease lease) {
        EnvironmentId sandbox = row.environment();
        runs.using(sandbox).ifPresent(use -> {
            throw new NotNow(use);
        });
        copy.clear(sandbox);
        // its own row is among those that go
        lease.close();
        environments.remove(sandbox);
        definitions.forget(sandbox);
        rows.forget(sandbox);
    }

    @Override
    public void undo(SandboxWorkRows.Row row) {
        // what is half gone can only go entirely: it stays to be discarded again
    }

    @Override
    public void clear(SandboxWorkRows.Row row) {
        // the sandbox is gone with all it had
    }
}
