package io.slipway.promotion.internal;

import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.NotAllowed;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Plan;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The service behind the promotion page, the scheduler, the API and the tests. */
@Service
class DefaultPromotions implements Promotions {

    private final Environments environments;
    private final Definitions definitions;
    private final PromotionReviews reviews;
    private final RunStore runs;
    private final RunJournal journal;
    private final RunSupervisor supervisor;
    private final Backups backups;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final Decisions decisions;

    DefaultPromotions(
            Environments environments,
            Definitions definitions,
            PromotionReviews reviews,
            RunStore runs,
            RunJournal journal,
            RunSupervisor supervisor,
            Backups backups,
            Accounts accounts,
            AuditTrail audit,
            Decisions decisions) {
        this.environments = environments;
        this.definitions = definitions;
        this.reviews = reviews;
        this.runs = runs;
        this.journal = journal;
        this.supervisor = supervisor;
        this.backups = backups;
        this.accounts = accounts;
        this.audit = audit;
        this.decisions = decisions;
    }

    @Override
    public Review review(Actor actor, EnvironmentId sandbox) {
        actor.requireSuperAdmin();
        Environment source = promotable(actor, sandbox);
        Environment production = environments.production(actor.account());
        Definition current = definitions.current(production.id());
        Definition target = definitions.current(sandbox);
        Plan plan = reviews.plan(current, target);
        boolean moved = definitions.base(sandbox).revision() != current.revision();
        boolean nothing = !moved && current.sameResources(target);
        List<CheckResult> checks = moved || nothing
                ? List.of()
                : reviews.checks(production.id(), source.id(), current, target, plan, false);
        boolean loss = checks.stream().anyMatch(check -> check.severity() == Severity.LOSS);
        return new Review(
                production.id(),
                sandbox,
                current,
                target,
                plan,
                checks,
                moved,
                nothing,
                loss ? production.name() : null);
    }

    private Environment promotable(Actor actor, EnvironmentId sandbox) {
        actor.requireAccount(sandbox.account());
        Environment source = environments
                .find(sandbox)
                .orElseThrow(() -> new NotAllowed("This sandbox is not here, or not yours to see."));
        if (source.isProduction() || !source.promotable()) {
            throw new InvalidInput(
                    "sandbox", "\"" + source.name() + "\" is not a promotable sandbox. Make it promotable first.");
        }
        if (source.state() != Environment.State.READY) {
            throw new InvalidInput("sandbox", "\"" + source.name() + "\" is not ready yet. Wait until it is.");
        }
        return source;
    }

    @Override
    public StartOutcome promote(
            Actor actor,
            EnvironmentId sandbox,
            String planHash,
            @Nullable String typedName,
            @Nullable String exemptSession) {
        Actor.Person person = person(actor);
        Optional<Run> active = active(actor.account());
        if (active.isPresent()) {
            return new AlreadyRunning(active.get().id());
        }
        Review review = review(actor, sandbox);
        if (review.nothingToPromote()) {
            return new NothingToPromote();
        }
        if (review.productionMoved() || !review.plan().hash().equals(planHash)) {
            return new PlanChanged();
        }
        if (!review.ready()) {
            return new Blocked(review.checks().stream()
                    .filter(check -> check.severity() == Severity.ERROR)
                    .toList());
        }
        String expected = review.typedName();
        if (expected != null && (typedName == null || !expected.equals(typedName.strip()))) {
            return new NameMistyped(expected);
        }
        return begin(person, Run.Kind.PROMOTION, review.production(), sandbox, null, review.plan(), exemptSession);
    }

    @Override
    public StartOutcome restore(
            Actor actor, BackupId backup, @Nullable String typedName, @Nullable String exemptSession) {
        Actor.Person person = person(actor);
        Backup source = backups.find(actor, backup).orElse(null);
        if (source == null || source.state() != Backup.State.COMPLETE) {
            return new NotRestorable("This backup is not complete, or no longer there.");
        }
        Optional<Run> active = active(actor.account());
        if (active.isPresent()) {
            return new AlreadyRunning(active.get().id());
        }
        switch (backups.verify(actor, backup)) {
            case Backups.Sound sound -> {
                // as written
            }
            case Backups.Damaged damaged -> {
                return new NotRestorable(
                        "The backup is damaged; nothing was touched: " + String.join(" ", damaged.findings()));
            }
        }
        EnvironmentId production = environments.production(actor.account()).id();
        String expected = accounts.get(actor.account()).name();
        if (typedName == null || !expected.equals(typedName.strip())) {
            return new NameMistyped(expected);
        }
        Plan plan = new Plan(definitions.current(production).revision(), 0, new TreeMap<>());
        return begin(person, Run.Kind.RESTORE, production, null, backup, plan, exemptSession);
    }

    private static Actor.Person person(Actor actor) {
        actor.requireSuperAdmin();
        return switch (actor) {
            case Actor.Person person -> person;
            case Actor.House house -> throw new NotAllowed("A run is started in a person's name.");
        };
    }

    private StartOutcome begin(
            Actor.Person person,
            Run.Kind kind,
            EnvironmentId production,
            @Nullable EnvironmentId sandbox,
            @Nullable BackupId backup,
            Plan plan,
            @Nullable String exemptSession) {
        Optional<RunId> id = supervisor.begin(production, number -> {
            if (!runs.insert(number, kind, production, sandbox, backup, plan, person, exemptSession)) {
                return false;
            }
            audit.record(
                    person,
                    kind == Run.Kind.PROMOTION ? "promotion.started" : "restore.started",
                    kind.label() + " " + number,
                    "Plan " + plan.hash().substring(0, 12));
            return true;
        });
        return id.<StartOutcome>map(Started::new)
                .or(() -> active(person.account()).map(run -> new AlreadyRunning(run.id())))
                .orElse(new PlanChanged());
    }

    @Override
    public boolean cancel(Actor actor, RunId run) {
        actor.requireSuperAdmin();
        boolean asked = runs.askToCancel(actor.account(), run);
        if (asked) {
            audit.record(actor, "run.cancel-asked", "Run " + run, "");
        }
        return asked;
    }

    @Override
    public Optional<Run> find(Actor actor, RunId run) {
        actor.requireSuperAdmin();
        return runs.find(actor.account(), run);
    }

    @Override
    public List<Run> runs(Actor actor) {
        actor.requireSuperAdmin();
        return runs.all(actor.account());
    }

    @Override
    public List<JournalEntry> journal(Actor actor, RunId run, long afterSeq) {
        actor.requireSuperAdmin();
        return journal.read(actor.account(), run, afterSeq);
    }

    @Override
    public Map<RunId, List<JournalEntry>> journals(Actor actor, Collection<RunId> wanted) {
        actor.requireSuperAdmin();
        return journal.read(actor.account(), wanted);
    }

    @Override
    public Optional<Run> active(AccountId account) {
        return runs.unfinished(account).stream().findFirst();
    }

    @Override
    public Optional<Run> lastLocking(EnvironmentId environment) {
        return runs.lastLocking(environment);
    }

    @Override
    public boolean decide(Actor actor, RunId run, boolean keepAfter) {
        actor.requireSuperAdmin();
        Run waiting = runs.find(actor.account(), run)
                .filter(found -> found.state() == RunState.NEEDS_ATTENTION)
                .orElse(null);
        if (waiting == null || !decisions.decide(waiting, keepAfter)) {
            return false;
        }
        audit.record(actor, "run.decided", "Run " + run, keepAfter ? "open as after" : "open as before");
        return true;
    }
}
