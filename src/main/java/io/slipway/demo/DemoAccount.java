package io.slipway.demo;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.Memberships;
import io.slipway.account.NewAccount;
import io.slipway.account.NewPerson;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.builder.Builder;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.UserGroup;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.records.Records;
import io.slipway.sandbox.Sandboxes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes the demo account: each step looks first whether it was done, so that a demo whose making was interrupted is
 * completed at the next start.
 */
@Component
public class DemoAccount {

    /** The name of the account. */
    public static final String NAME = "Acme Works";

    /** The one password of all demo people; shown on the console, and good for nothing but trying Slipway out. */
    public static final String PASSWORD = "try-slipway-now";

    /** Somebody of the demo. */
    public record Somebody(String name, String email, PersonKind kind) {}

    /** Everybody, the Super Admin first. */
    public static final List<Somebody> PEOPLE = List.of(
            new Somebody("Sophie Admin", "sophie@acme.example", PersonKind.SUPER_ADMIN),
            new Somebody("Adam Builder", "adam@acme.example", PersonKind.APP_ADMIN),
            new Somebody("Lena Lead", "lena@acme.example", PersonKind.USER),
            new Somebody("Max Member", "max@acme.example", PersonKind.USER));

    static final String SANDBOX = "HR sandbox";

    private static final String COMPLETED = "demo.completed";

    private static final Duration SANDBOX_WITHIN = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final People people;
    private final Memberships memberships;
    private final Environments environments;
    private final Definitions definitions;
    private final Builder builder;
    private final Records records;
    private final Sandboxes sandboxes;
    private final AuditTrail audit;

    DemoAccount(
            Accounts accounts,
            People people,
            Memberships memberships,
            Environments environments,
            Definitions definitions,
            Builder builder,
            Records records,
            Sandboxes sandboxes,
            AuditTrail audit) {
        this.accounts = accounts;
        this.people = people;
        this.memberships = memberships;
        this.environments = environments;
        this.definitions = definitions;
        this.builder = builder;
        this.records = records;
        this.sandboxes = sandboxes;
        this.audit = audit;
    }

    /** Whether there is nothing yet, or a demo account. */
    boolean isWanted() {
        return accounts.isEmpty() || find().isPresent();
    }

    private Optional<Account> find() {
        return accounts.all().stream()
                .filter(account -> account.name().equals(NAME))
                .findFirst();
    }

    /**
     * The Super Admin of the account, which is made if it is not there. From here on people can sign in.
     *
     * @return empty when an account of this name belongs to somebody else
     */
    Optional<Actor.Person> superAdmin() {
        Optional<Account> there = find();
        if (there.isEmpty()) {
            Somebody first = PEOPLE.get(0);
            NewPerson person = new NewPerson(first.name(), first.email(), first.kind(), PASSWORD);
            return Optional.of(accounts.create(new NewAccount(NAME, ZoneId.of("Europe/Berlin"), person))
                    .superAdmin()
                    .actor());
        }
        Actor house = new Actor.House(there.get().id(), "Demo");
        return people.all(house).stream()
                .filter(person -> person.email().equals(PEOPLE.get(0).email()))
                .map(Person::actor)
                .findFirst();
    }

    /** Whether it was complete once: people may have changed or removed anything since. */
    boolean isComplete(Actor actor) {
        return audit.count(actor, COMPLETED) > 0;
    }

    /**
     * Makes what is missing.
     *
     * @param goOn called between two steps; what it throws ends the work there
     */
    void complete(Actor.Person actor, Runnable goOn) {
        EnvironmentId production = environments.production(actor.account()).id();
        addPeople(actor);
        goOn.run();
        if (!ProjectTracking.isIn(definitions.current(production))) {
            ProjectTracking.draw(new Drawing(builder, actor, production));
        }
        goOn.run();
        joinGroups(actor, definitions.current(production));
        goOn.run();
        new DemoRecords(records, actor, production).write();
        goOn.run();
        EnvironmentId sandbox = sandbox(actor, goOn);
        Definition now = definitions.current(sandbox);
        if (!HrIncidents.isIn(now)) {
            HrIncidents.draw(new Drawing(builder, actor, sandbox), now);
        }
        audit.record(new Actor.House(actor.account(), "Demo"), COMPLETED, NAME, "");
    }

    private void addPeople(Actor.Person actor) {
        List<String> there = people.all(actor).stream().map(Person::email).toList();
        for (Somebody somebody : PEOPLE) {
            if (!there.contains(somebody.email())) {
                people.add(actor, new NewPerson(somebody.name(), somebody.email(), somebody.kind(), PASSWORD));
            }
        }
    }

    private void joinGroups(Actor.Person actor, Definition production) {
        for (Person person : people.all(actor)) {
            String group = person.email().equals("lena@acme.example")
                    ? ProjectTracking.LEADS
                    : person.email().equals("max@acme.example") ? ProjectTracking.MEMBERS : "";
            Map<ResourceId, String> groups = production
                    .all(UserGroup.class)
                    .filter(candidate -> candidate.name().equals(group))
                    .collect(Collectors.toMap(UserGroup::id, UserGroup::name));
            if (!groups.isEmpty()) {
                memberships.setGroups(actor, person.id(), groups);
            }
        }
    }

    private EnvironmentId sandbox(Actor.Person actor, Runnable goOn) {
        EnvironmentId id = environments.all(actor.account()).stream()
                .filter(environment -> environment.name().equals(SANDBOX))
                .map(Environment::id)
                .findFirst()
                .orElseGet(() -> switch (sandboxes.create(actor, SANDBOX, Environment.DataChoice.SAMPLE, true)) {
                    case Sandboxes.Creating(EnvironmentId sandbox) -> sandbox;
                    case Sandboxes.ProductionBusy busy -> throw new IllegalStateException(busy.reason());
                });
        long giveUp = System.nanoTime() + SANDBOX_WITHIN.toNanos();
        while (environments.find(id).map(Environment::state).orElse(Environment.State.DISCARDING)
                != Environment.State.READY) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("The demo's sandbox is not ready after " + SANDBOX_WITHIN);
            }
            goOn.run();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return id;
    }
}
