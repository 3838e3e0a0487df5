package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Environment;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Environment.State;
import io.slipway.environment.Environments;
import io.slipway.sandbox.PendingChanges;
import io.slipway.sandbox.Rebase;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.SandboxWork;
import io.slipway.sandbox.Sandboxes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The door to everything about sandboxes. */
@Component
class StoredSandboxes implements Sandboxes {

    private final SandboxAccess access;
    private final Environments environments;
    private final Standpoints standpoints;
    private final SandboxWorkRows rows;
    private final SandboxLife life;
    private final SandboxSettings settings;
    private final Rebases rebases;
    private final ConversionChoices choices;

    StoredSandboxes(
            SandboxAccess access,
            Environments environments,
            Standpoints standpoints,
            SandboxWorkRows rows,
            SandboxLife life,
            SandboxSettings settings,
            Rebases rebases,
            ConversionChoices choices) {
        this.access = access;
        this.environments = environments;
        this.standpoints = standpoints;
        this.rows = rows;
        this.life = life;
        this.settings = settings;
        this.rebases = rebases;
        this.choices = choices;
    }

    @Override
    public List<Sandbox> list(Actor actor) {
        actor.requireBuilder();
        return environments.all(actor.account()).stream()
                .filter(environment -> !environment.isProduction())
                .map(this::sandbox)
                .toList();
    }

    @Override
    public Optional<Sandbox> find(Actor actor, EnvironmentId sandbox) {
        actor.requireBuilder();
        actor.requireAccount(sandbox.account());
        return environments.find(sandbox).filter(found -> !found.isProduction()).map(this::sandbox);
    }

    private Sandbox sandbox(Environment environment) {
        SandboxWork work = rows.find(environment.id())
                .filter(row -> !row.done())
                .map(SandboxWorkRows.Row::work)
                .orElse(null);
        if (environment.state() == State.CREATING || environment.state() == State.DISCARDING) {
            return new Sandbox(environment, 0, false, work);
        }
        Standpoints.Standpoint now = standpoints.of(environment.id());
        return new Sandbox(environment, now.pendingChanges(), now.productionMoved(), work);
    }

    @Override
    public Creation create(Actor actor, String name, DataChoice data, boolean promotable) {
        return life.create(actor, name, data, promotable);
    }

    @Override
    public boolean retry(Actor actor, EnvironmentId sandbox) {
        return life.retry(actor, sandbox);
    }

    @Override
    public boolean dismiss(Actor actor, EnvironmentId sandbox) {
        return life.dismiss(actor, sandbox);
    }

    @Override
    public Discarding discard(Actor actor, EnvironmentId sandbox, String typedName) {
        return life.discard(actor, sandbox, typedName);
    }

    @Override
    public Refreshing refresh(Actor actor, EnvironmentId sandbox, DataChoice data) {
        return life.refresh(actor, sandbox, data);
    }

    @Override
    public void setPromotable(Actor actor, EnvironmentId sandbox, boolean promotable) {
        settings.setPromotable(actor, sandbox, promotable);
    }

    @Override
    public void rename(Actor actor, EnvironmentId sandbox, String name) {
        settings.rename(actor, sandbox, name);
    }

    @Override
    public PendingChanges pending(Actor actor, EnvironmentId sandbox) {
        access.sandbox(actor, sandbox);
        return rebases.pending(sandbox);
    }

    @Override
    public Rebase rebase(Actor actor, EnvironmentId sandbox, Map<String, Settlement> settlements) {
        return rebases.rebase(actor, access.sandbox(actor, sandbox), settlements);
    }

    @Override
    public Map<ResourceId, ConversionRule> conversionRules(Actor actor, EnvironmentId sandbox) {
        access.sandbox(actor, sandbox);
        return choices.of(sandbox);
    }

    @Override
    public void choose(Actor actor, EnvironmentId sandbox, ResourceId field, ConversionRule rule) {
        settings.choose(actor, sandbox, field, rule);
    }
}
