package io.slipway.account.internal;

import io.slipway.account.Appearance;
import io.slipway.account.EmailAddress;
import io.slipway.account.NewPerson;
import io.slipway.account.Person;
import io.slipway.common.AccountId;
import io.slipway.common.Faults;
import io.slipway.common.InvalidInput;
import io.slipway.common.Text;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Checks and writes a new person: for an account's first one and for those added later. */
@Component
class NewPeople {

    private static final int DUPLICATE = 1062;

    private final PersonRows people;
    private final Passwords passwords;
    private final Clock clock;

    NewPeople(PersonRows people, Passwords passwords, Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * The same person made clean.
     *
     * @throws InvalidInput at "personName", "email" or "password", with all that is wrong
     */
    NewPerson check(NewPerson wanted) {
        Faults faults = new Faults();
        Optional<String> name = faults.made(() -> personName(wanted.name()));
        Optional<String> email = faults.made(() -> freeEmail(wanted.email()));
        faults.check(
                () -> passwords.check(wanted.password(), wanted.email().strip().toLowerCase(Locale.ROOT)));
        faults.raise();
        return new NewPerson(name.orElseThrow(), email.orElseThrow(), wanted.kind(), wanted.password());
    }

    private String freeEmail(String typed) {
        String email = EmailAddress.clean(typed);
        if (people.findByEmail(email).isPresent()) {
            throw emailTaken();
        }
        return email;
    }

    /** Writes a person that was checked before, in the transaction open on this thread. */
    Person insert(AccountId account, NewPerson checked) {
        PersonRow row = new PersonRow(
                null,
                account.value(),
                checked.email(),
                checked.name(),
                passwords.hash(checked.password()),
                checked.kind(),
                true,
                Appearance.DEFAULT.scheme(),
                Appearance.DEFAULT.density(),
                UtcTime.toColumn(clock.instant()),
                null,
                0);
        return uniqueEmail(() -> people.save(row)).toPerson();
    }

    Person firstOf(AccountId account) {
        return people.findFirstByAccountIdOrderById(account.value())
                .orElseThrow()
                .toPerson();
    }

    static String personName(String typed) {
        try {
            return Text.name("person", typed);
        } catch (InvalidInput e) {
            throw new InvalidInput("personName", Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Says it in people's words when another got the address first. */
    static <T> T uniqueEmail(Supplier<T> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            if (Transactions.errorCode(e) == DUPLICATE) {
                throw emailTaken();
            }
            throw e;
        }
    }

    private static InvalidInput emailTaken() {
        return new InvalidInput("email", "Somebody with this e-mail address is here already.");
    }
}
