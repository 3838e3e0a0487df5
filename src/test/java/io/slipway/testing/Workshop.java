package io.slipway.testing;

import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.Memberships;
import io.slipway.account.NewPerson;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.storage.Evolution;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes accounts, people and apps for tests below the builder, through the rooms' own services. */
@Component
public class Workshop {

    private final Accounts accounts;
    private final People people;
    private final Memberships memberships;
    private final Environments environments;
    private final Definitions definitions;
    private final Gates gates;
    private final Evolution evolution;
    private final Transactions transactions;
    private final Map<AccountId, Actor.Person> superAdmins = new ConcurrentHashMap<>();

    Workshop(
            Accounts accounts,
            People people,
            Memberships memberships,
            Environments environments,
            Definitions definitions,
            Gates gates,
            Evolution evolution,
            Transactions transactions) {
        this.accounts = accounts;
        this.people = people;
        this.memberships = memberships;
        this.environments = environments;
        this.definitions = definitions;
        this.gates = gates;
        this.evolution = evolution;
        this.transactions = transactions;
    }

    /** The production of a new account. */
    public EnvironmentId production() {
        TestAccounts.Made made = TestAccounts.make(accounts);
        superAdmins.put(made.id(), made.superAdmin());
        return environments.all(made.id()).stream()
                .filter(Environment::isProduction)
                .findFirst()
                .orElseGet(() -> environments.create(
                        made.id(),
                        Environment.Kind.PRODUCTION,
                        "Production",
                        Environment.State.READY,
                        Environment.DataChoice.NONE,
                        "test"))
                .id();
    }

    /** The Super Admin of an account made here. */
    public Actor.Person superAdmin(AccountId account) {
        return Objects.requireNonNull(superAdmins.get(account));
    }

    /** A new person of an account made here. */
    public Actor.Person person(AccountId account, PersonKind kind, String name) {
        NewPerson person = TestAccounts.newPerson(kind);
        return people.add(superAdmin(account), new NewPerson(name, person.email(), kind, person.password()))
                .actor();
    }

    /** Puts a person into exactly these user groups. */
    public void join(Actor.Person person, ResourceId... groups) {
        memberships.setGroups(
                superAdmin(person.account()),
                person.user(),
                Stream.of(groups).collect(Collectors.toMap(Function.identity(), ResourceId::toString)));
    }

    /** A sandbox of the account that starts from production's head. */
    public EnvironmentId sandbox(EnvironmentId production) {
        EnvironmentId sandbox = environments
                .create(
                        production.account(),
                        Environment.Kind.SANDBOX,
                        "Sandbox " + UUID.randomUUID(),
                        Environment.State.READY,
                        Environment.DataChoice.NONE,
                        "test")
                .id();
        return sandbox;
    }

    /** A fresh resource id. */
    public ResourceId id(EnvironmentId environment) {
        return definitions.nextId(environment);
    }

    /** Changes what the apps are, as a builder's edit does: expand, flip. */
    public Definition build(EnvironmentId environment, Consumer<Map<ResourceId, Resource>> change) {
        Definition current = definitions.current(environment);
        Map<ResourceId, Resource> target = new TreeMap<>(current.resources());
        change.accept(target);
        String work = "edit:" + UUID.randomUUID();
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(current, target, Map.of()), work, Evolution.Progress.SILENT)) {
            expanded.catchUp();
            transactions.retrying(() -> {
                Gate gate = gates.exclusivelyLocked(environment);
                if (gate.revision() != current.revision()) {
                    throw new IllegalStateException("Somebody else builds in this test");
                }
                expanded.lastDelta();
                evolution.settle(environment, expanded.layouts(), work);
                return definitions.append(current, target, expanded.layouts(), "test", null);
            });
        }
        return definitions.current(environment);
    }

    /** Adds resources. */
    public Definition build(EnvironmentId environment, Resource... added) {
        return build(environment, resources -> {
            for (Resource resource : added) {
                resources.put(resource.id(), resource);
            }
        });
    }
}
