package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Environment.State;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.sandbox.SandboxWork;
import io.slipway.sandbox.Sandboxes.BeingDiscarded;
import io.slipway.sandbox.Sandboxes.BeingRefreshed;
import io.slipway.sandbox.Sandboxes.Creating;
import io.slipway.sandbox.Sandboxes.Creation;
import io.slipway.sandbox.Sandboxes.Discarding;
import io.slipway.sandbox.Sandboxes.InUse;
import io.slipway.sandbox.Sandboxes.NotReady;
import io.slipway.sandbox.Sandboxes.ProductionBusy;
import io.slipway.sandbox.Sandboxes.Refreshing;
import io.slipway.sandbox.Sandboxes.TypeTheName;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Begins and ends sandboxes: checks the request, moves the state and asks for the work; the work is the workers'. */
@Component
class SandboxLife {

    private static final Duration LEASE_WAIT = Duration.ofSeconds(3);

    private final SandboxAccess access;
    private final Environments environments;
    private final Standpoints standpoints;
    private final SandboxWorkRows rows;
    private final SandboxWorkers workers;
    private final RunsUsing runs;
    private final StructureLease leases;
    private final Transactions transactions;
    private final AuditTrail audit;

    SandboxLife(
            SandboxAccess access,
            Environments environments,
            Standpoints standpoints,
            SandboxWorkRows rows,
            SandboxWorkers workers,
            RunsUsing runs,
            StructureLease leases,
            Transactions transactions,
            AuditTrail audit) {
        this.access = access;
        this.environments = environments;
        this.standpoints = standpoints;
        this.rows = rows;
        this.workers = workers;
        this.runs = runs;
        this.leases = leases;
        this.transactions = transactions;
        this.audit = audit;
    }

    Creation create(Actor actor, String name, DataChoice data, boolean promotable) {
        actor.requireSuperAdmin();
        if (promotable) {
            environments.promotable(actor.account()).ifPresent(SandboxLife::refuseSecond);
        }
        EnvironmentId production = environments.production(actor.account()).id();
        return switch (leases.acquire(production, StructureLease.Purpose.SANDBOX_COPY, actor.name(), LEASE_WAIT)) {
            case StructureLease.Busy busy ->
                new ProductionBusy(Leases.words(busy) + " in production. Try again when that has ended.");
            case StructureLease.Held held -> {
                try (StructureLease.Lease lease = held.lease()) {
                    yield begin(actor, name, data, promotable);
                }
            }
        };
    }

    private static void refuseSecond(Environment other) {
        throw new InvalidInput(
                "promotable",
                "\"" + other.name() + "\" is the promotable sandbox already; an account has one. Make that one not"
                        + " promotable, or discard it, first.");
    }

    private Creation begin(Actor actor, String name, DataChoice data, boolean promotable) {
        Environment made = environments.create(
                actor.account(), Environment.Kind.SANDBOX, name, State.CREATING, data, actor.name());
        try {
            transactions.once(() -> {
                if (promotable) {
                    environments.setPromotable(made.id(), true);
                }
                rows.ask(made.id(), SandboxWork.Kind.CREATE, data, actor);
                audit.record(actor, "sandbox.created", made.name(), words(data) + (promotable ? ", promotable" : ""));
                return made;
            });
        } catch (RuntimeException e) {
            environments.remove(made.id());
            throw e;
        }
        workers.start(made.id());
        return new Creating(made.id());
    }

    private static String words(DataChoice data) {
        return switch (data) {
            case NONE -> "without records";
            case SAMPLE -> "with a sample of the records";
            case FULL -> "with all records";
        };
    }

    boolean retry(Actor actor, EnvironmentId sandbox) {
        Environment environment = access.governed(actor, sandbox);
        return switch (environment.state()) {
            case CREATING, DISCARDING -> {
                boolean again = rows.retry(sandbox);
                if (again) {
                    workers.start(sandbox);
                }
                yield again;
            }
            // a refresh that fails leaves the sandbox ready: it is asked for anew
            case READY ->
                rows.find(sandbox)
                        .filter(row -> row.work().isFailed())
                        .map(row -> refresh(actor, sandbox, row.data()) instanceof BeingRefreshed)
                        .orElse(false);
            case REFRESHING -> false;
        };
    }

    boolean dismiss(Actor actor, EnvironmentId sandbox) {
        Environment environment = access.governed(actor, sandbox);
        boolean ready = environment.state() == State.READY;
        if (ready) {
            rows.forgetFailed(sandbox);
        }
        return ready || rows.find(sandbox).filter(row -> row.work().isFailed()).isEmpty();
    }

    Discarding discard(Actor actor, EnvironmentId sandbox, String typedName) {
        Environment environment = access.governed(actor, sandbox);
        Optional<String> use = runs.using(sandbox);
        if (use.isPresent()) {
            return new InUse(use.get());
        }
        if (environment.state() == State.DISCARDING) {
            retry(actor, sandbox);
            return new BeingDiscarded();
        }
        int changes = environment.state() == State.CREATING
                ? 0
                : standpoints.of(sandbox).pendingChanges();
        if (changes > 0 && !typedName.strip().equals(environment.name())) {
            return new TypeTheName(changes);
        }
        if (ask(actor, environment, State.DISCARDING, SandboxWork.Kind.DISCARD, environment.data())) {
            return new BeingDiscarded();
        }
        // its state has changed this very moment: look again at what it is now
        return discard(actor, sandbox, typedName);
    }

    Refreshing refresh(Actor actor, EnvironmentId sandbox, DataChoice data) {
        Environment environment = access.governed(actor, sandbox);
        Optional<String> use = runs.using(sandbox);
        if (use.isPresent()) {
            return new InUse(use.get());
        }
        boolean asked = environment.state() == State.READY
                && ask(actor, environment, State.REFRESHING, SandboxWork.Kind.REFRESH, data);
        return asked ? new BeingRefreshed() : new NotReady();
    }

    /** Moves the state it was seen in and asks for the work, both or neither. */
    private boolean ask(Actor actor, Environment environment, State next, SandboxWork.Kind kind, DataChoice data) {
        EnvironmentId id = environment.id();
        boolean moved = transactions.retrying(() -> {
            if (!environments.move(id, environment.state(), next)) {
                return false;
            }
            rows.ask(id, kind, data, actor);
            String act = kind == SandboxWork.Kind.DISCARD ? "sandbox.discarded" : "sandbox.refreshed";
            audit.record(actor, act, environment.name(), kind == SandboxWork.Kind.REFRESH ? words(data) : "");
            return true;
        });
        if (moved) {
            workers.start(id);
        }
        return moved;
    }
}
