package io.slipway.account.internal;

import io.slipway.account.Actor;
import io.slipway.account.Appearance;
import io.slipway.account.AuditTrail;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.EmailAddress;
import io.slipway.account.NewPerson;
import io.slipway.account.NotAllowed;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonChanged;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** People as rows of the installation's schema. Whoever changes who runs an account locks the account's row first. */
@Component
class StoredPeople implements People {

    private final PersonRows people;
    private final AccountRows accounts;
    private final NewPeople newPeople;
    private final PasswordChange passwordChange;
    private final SignIns signIns;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;

    StoredPeople(
            PersonRows people,
            AccountRows accounts,
            NewPeople newPeople,
            PasswordChange passwordChange,
            SignIns signIns,
            AuditTrail audit,
            Transactions transactions,
            ApplicationEventPublisher events) {
        this.people = people;
        this.accounts = accounts;
        this.newPeople = newPeople;
        this.passwordChange = passwordChange;
        this.signIns = signIns;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
    }

    @Override
    public List<Person> all(Actor actor) {
        actor.requireSuperAdmin();
        return people.findByAccountIdOrderByNameAscIdAsc(actor.account().value()).stream()
                .map(PersonRow::toPerson)
                .toList();
    }

    @Override
    public Person get(Actor actor, UserId id) {
        actor.requireSuperAdmin();
        return row(actor, id).toPerson();
    }

    @Override
    public Person add(Actor actor, NewPerson wanted) {
        actor.requireSuperAdmin();
        NewPerson checked = newPeople.check(wanted);
        return transactions.once(() -> {
            Person person = newPeople.insert(actor.account(), checked);
            audit.record(actor, "person.added", named(person), person.kind().label());
            events.publishEvent(new PersonChanged(person));
            return person;
        });
    }

    @Override
    public Person change(Actor actor, UserId id, PersonChange change) {
        actor.requireSuperAdmin();
        String name = NewPeople.personName(change.name());
        String email = EmailAddress.clean(change.email());
        return transactions.once(() -> {
            accounts.lock(actor.account().value());
            PersonRow before = row(actor, id);
            if (before.version() != change.version()) {
                throw new ChangedMeanwhile();
            }
            if (before.kind() == PersonKind.SUPER_ADMIN && change.kind() != PersonKind.SUPER_ADMIN) {
                requireAnotherSuperAdmin(before, "kind");
            }
            PersonRow after = save(before.with(name, email, change.kind()));
            Differences differences = new Differences()
                    .add("Name", before.name(), name)
                    .add("E-mail", before.email(), email)
                    .add("Kind", before.kind().label(), change.kind().label());
            return changed(actor, "person.changed", after, differences.inWords());
        });
    }

    @Override
    public Person setEnabled(Actor actor, UserId id, boolean enabled) {
        actor.requireSuperAdmin();
        return transactions.once(() -> {
            accounts.lock(actor.account().value());
            PersonRow before = row(actor, id);
            if (before.enabled() == enabled) {
                return before.toPerson();
            }
            if (!enabled && before.kind() == PersonKind.SUPER_ADMIN) {
                requireAnotherSuperAdmin(before, "enabled");
            }
            PersonRow after = save(before.withEnabled(enabled));
            if (!enabled) {
                signIns.end(actor.account(), Set.of(id), null);
            }
            return changed(actor, enabled ? "person.enabled" : "person.disabled", after, "");
        });
    }

    @Override
    public void resetPassword(Actor actor, UserId id, String password) {
        actor.requireSuperAdmin();
        transactions.once(() -> {
            PersonRow after = save(passwordChange.reset(row(actor, id), password));
            signIns.end(actor.account(), Set.of(id), null);
            return changed(actor, "person.password-reset", after, "");
        });
    }

    @Override
    public Person me(Actor.Person actor) {
        return row(actor, actor.user()).toPerson();
    }

    @Override
    public Person renameMe(Actor.Person actor, String name) {
        String clean = NewPeople.personName(name);
        return transactions.once(() -> {
            PersonRow before = row(actor, actor.user());
            PersonRow after = save(before.with(clean, before.email(), before.kind()));
            return changed(
                    actor,
                    "person.changed",
                    after,
                    new Differences().add("Name", before.name(), clean).inWords());
        });
    }

    @Override
    public void changeMyPassword(Actor.Person actor, String current, String wanted, @Nullable String keptSession) {
        passwordChange.slowDown(actor.email()).ifPresent(until -> {
            throw tooOften(until);
        });
        transactions.once(() -> {
            PersonRow after = save(passwordChange.own(row(actor, actor.user()), current, wanted));
            signIns.end(actor.account(), Set.of(actor.user()), keptSession);
            return changed(actor, "person.password-changed", after, "");
        });
        passwordChange.proved(actor.email());
    }

    private static InvalidInput tooOften(Instant until) {
        return new InvalidInput("current", "Too many wrong passwords. Wait a few minutes, then try again.");
    }

    @Override
    public Person changeMyAppearance(Actor.Person actor, Appearance appearance) {
        return transactions.once(
                () -> save(row(actor, actor.user()).withAppearance(appearance)).toPerson());
    }

    private Person changed(Actor actor, String action, PersonRow row, String details) {
        Person person = row.toPerson();
        audit.record(actor, action, named(person), details);
        events.publishEvent(new PersonChanged(person));
        return person;
    }

    private static String named(Person person) {
        return person.name() + " <" + person.email() + ">";
    }

    private PersonRow row(Actor actor, UserId id) {
        Optional<PersonRow> row =
                people.findByIdAndAccountId(id.value(), actor.account().value());
        return row.orElseThrow(() -> new NotAllowed("This is not here, or not yours to see."));
    }

    private PersonRow save(PersonRow row) {
        try {
            return NewPeople.uniqueEmail(() -> people.save(row));
        } catch (OptimisticLockingFailureException e) {
            throw (ChangedMeanwhile) new ChangedMeanwhile().initCause(e);
        }
    }

    private void requireAnotherSuperAdmin(PersonRow row, String place) {
        boolean last = row.enabled()
                && people.countByAccountIdAndKindAndEnabledTrue(row.accountId(), PersonKind.SUPER_ADMIN) <= 1;
        if (last) {
            throw new InvalidInput(
                    place, row.name() + " is the last Super Admin. Make somebody else a Super Admin first.");
        }
    }
}
