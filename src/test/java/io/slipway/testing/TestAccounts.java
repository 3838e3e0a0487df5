package io.slipway.testing;

import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.NewAccount;
import io.slipway.account.NewPerson;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts of a test's own, with people whose addresses nobody else has. */
public final class TestAccounts {

    /** The password of everybody made here. */
    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestAccounts() {}

    /** A new account and its Super Admin. */
    public record Made(AccountId id, Actor.Person superAdmin) {}

    public static Made make(Accounts accounts) {
        Accounts.Created created = accounts.create(new NewAccount(
                "Account " + COUNT.incrementAndGet(), ZoneId.of("Europe/Berlin"), newPerson(PersonKind.SUPER_ADMIN)));
        return new Made(created.account().id(), created.superAdmin().actor());
    }

    public static Person add(People people, Actor actor, PersonKind kind) {
        return people.add(actor, newPerson(kind));
    }

    public static NewPerson newPerson(PersonKind kind) {
        int number = COUNT.incrementAndGet();
        return new NewPerson(kind.label() + " " + number, "person" + number + "@example.com", kind, PASSWORD);
    }
}
