package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease.Lease;
import io.slipway.sandbox.SandboxWork;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings a sandbox's data anew from production; its definition, and so its pending changes, stay what they are. */
@Component
class RefreshJob implements SandboxJob {

    private final ProductionCopy copy;
    private final ConversionChoices choices;
    private final Environments environments;
    private final Definitions definitions;
    private final Evolution evolution;
    private final ChangeFeed feed;
    private final Flips flips;
    private final Transactions transactions;
    private final SandboxWorkRows rows;
    private final Clock clock;

    RefreshJob(
            ProductionCopy copy,
            ConversionChoices choices,
            Environments environments,
            Definitions definitions,
            Evolution evolution,
            ChangeFeed feed,
            Flips flips,
            Transactions transactions,
            SandboxWorkRows rows,
            Clock clock) {
        this.copy = copy;
        this.choices = choices;
        this.environments = environments;
        this.definitions = definitions;
        this.evolution = evolution;
        this.feed = feed;
        this.flips = flips;
        this.transactions = transactions;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public SandboxWork.Kind kind() {
        return SandboxWork.Kind.REFRESH;
    }

    @Override
    public Environment.State during() {
        return Environment.State.REFRESHING;
    }

    @Override
    public void run(SandboxWorkRows.Row row, Steps steps, Lease lease) {
        clear(row);
        EnvironmentId sandbox = row.environment();
        Definition now = definitions.current(sandbox);
        String work = "copy:" + UUID.randomUUID();
        ProductionCopy.Loaded loaded = copy.load(row, work, steps);
        steps.at("Applying the sandbox's own changes to the new data");
        Definition asInProduction =
                new Definition(sandbox, now.revision(), new TreeMap<>(loaded.resources()), byTable(loaded.layouts()));
        Evolution.Expansion plan = evolution.plan(asInProduction, now.resources(), choices.of(sandbox));
        try (Evolution.Expanded expanded = evolution.expand(plan, work, steps)) {
            steps.at("Putting the new data in place");
            flip(row, now, loaded, expanded.layouts(), work);
        }
    }

    private static TreeMap<ResourceId, TableLayout> byTable(Collection<TableLayout> layouts) {
        TreeMap<ResourceId, TableLayout> byTable = new TreeMap<>();
        layouts.forEach(layout -> byTable.put(layout.table(), layout));
        return byTable;
    }

    private void flip(
            SandboxWorkRows.Row row,
            Definition now,
            ProductionCopy.Loaded loaded,
            Collection<TableLayout> layouts,
            String work) {
        EnvironmentId sandbox = row.environment();
        flips.holding(sandbox, gate -> {
            if (!environments.move(sandbox, Environment.State.REFRESHING, Environment.State.READY)) {
                throw new Stopped("The sandbox is no longer being refreshed");
            }
            environments.setData(sandbox, row.data());
            long head =
                    definitions.append(now, now.resources(), layouts, row.work().by(), null);
            rows.done(sandbox);
            evolution.settle(sandbox, layouts, work);
            feed.append(
                    sandbox,
                    layouts.stream()
                            .map(layout -> new ChangeFeed.NewEntry(
                                    layout.table(), RecordId.next(), ChangeFeed.Kind.REBASED, Set.of()))
                            .toList());
            return head;
        });
    }

    @Override
    public void undo(SandboxWorkRows.Row row) {
        transactions.retrying(
                () -> environments.move(row.environment(), Environment.State.REFRESHING, Environment.State.READY));
    }

    @Override
    public void clear(SandboxWorkRows.Row row) {
        copy.clear(row.environment());
        // nothing in a sandbox is undone from its old data, which may be large
        evolution.contract(row.environment(), clock.instant());
    }
}
