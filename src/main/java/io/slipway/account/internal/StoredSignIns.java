package io.slipway.account.internal;

import io.slipway.account.Actor;
import io.slipway.account.EmailAddress;
import io.slipway.account.PersonKind;
import io.slipway.account.SignInOutcome;
import io.slipway.account.SignInTicket;
import io.slipway.account.SignIns;
import io.slipway.account.SignInsEnded;
import io.slipway.account.internal.SignInThrottle.Subject;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sign-ins counted by epochs in the rows of account and person: raising one ends them on every node. */
@Component
class StoredSignIns implements SignIns {

    private final JdbcClient jdbc;
    private final PersonRows people;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredSignIns(
            JdbcClient jdbc,
            PersonRows people,
            Passwords passwords,
            SignInThrottle throttle,
            Transactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.passwords = passwords;
        this.throttle = throttle;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public SignInOutcome signIn(String email, String password, String remoteAddress) {
        String cleanEmail = cleanOrEmpty(email);
        Subject byEmail = Subject.email(cleanEmail);
        Subject byAddress = Subject.address(remoteAddress);
        Optional<Instant> blocked = throttle.begin(List.of(byEmail, byAddress));
        if (blocked.isPresent()) {
            return new SignInOutcome.Throttled(blocked.get());
        }
        Optional<PersonRow> found = people.findByEmail(cleanEmail);
        if (!matches(found, password)) {
            return new SignInOutcome.Refused();
        }
        PersonRow person = found.orElseThrow();
        Optional<SignInOutcome.SignedIn> signedIn = ticketFor(person);
        if (signedIn.isEmpty()) {
            return new SignInOutcome.Refused();
        }
        throttle.succeeded(byEmail, byAddress);
        noteSignIn(person, password);
        return signedIn.get();
    }

    /** Nothing an over-long input could cost: neither hashing nor a look-up happens for it. */
    private static String cleanOrEmpty(String email) {
        try {
            return EmailAddress.clean(email);
        } catch (InvalidInput e) {
            return "";
        }
    }

    private boolean matches(Optional<PersonRow> person, String password) {
        if (password.length() > 2 * Passwords.LONGEST) {
            return passwords.matchesNobody("");
        }
        return person.map(row -> passwords.matches(password, row.passwordHash()))
                .orElseGet(() -> passwords.matchesNobody(password));
    }

    private Optional<SignInOutcome.SignedIn> ticketFor(PersonRow row) {
        return rows(List.of(row.toPerson().id().value())).stream()
                .filter(Row::maySignIn)
                .findFirst()
                .map(found -> new SignInOutcome.SignedIn(found.ticket(), found.person()));
    }

    private void noteSignIn(PersonRow row, String password) {
        long id = row.toPerson().id().value();
        people.signedInAt(id, UtcTime.toColumn(clock.instant()));
        if (passwords.isOutdated(row.passwordHash())) {
            people.upgradeHash(id, row.passwordHash(), passwords.hash(password));
        }
    }

    @Override
    public Optional<Actor.Person> actor(SignInTicket ticket, String session) {
        return Optional.ofNullable(standing(Map.of(session, ticket)).get(session));
    }

    @Override
    public Map<String, Actor.Person> standing(Map<String, SignInTicket> tickets) {
        Map<Long, Row> byId = new HashMap<>();
        List<Long> ids = tickets.values().stream()
                .map(ticket -> ticket.user().value())
                .distinct()
                .toList();
        if (!ids.isEmpty()) {
            rows(ids).forEach(row -> byId.put(row.person().user().value(), row));
        }
        Map<String, Actor.Person> standing = new HashMap<>();
        tickets.forEach((session, ticket) -> {
            Row row = byId.get(ticket.user().value());
            if (row != null && row.stands(ticket, session)) {
                standing.put(session, row.person());
            }
        });
        return standing;
    }

    @Override
    public void endAll(AccountId account, @Nullable String keptSession) {
        transactions.once(() -> {
            jdbc.sql("UPDATE account SET sign_in_epoch = sign_in_epoch + 1, kept_session = :kept WHERE id = :id")
                    .param("kept", keptSession)
                    .param("id", account.value())
                    .update();
            events.publishEvent(new SignInsEnded(account, Set.of(), keptSession));
            return null;
        });
    }

    @Override
    public void end(AccountId account, Collection<UserId> ended, @Nullable String keptSession) {
        if (ended.isEmpty()) {
            return;
        }
        transactions.once(() -> {
            jdbc.sql("""
                    UPDATE person SET sign_in_epoch = sign_in_epoch + 1, kept_session = :kept
                    WHERE account_id = :account AND id IN (:ids)""")
                    .param("kept", keptSession)
                    .param("account", account.value())
                    .param("ids", ended.stream().map(UserId::value).toList())
                    .update();
            events.publishEvent(new SignInsEnded(account, Set.copyOf(ended), keptSession));
            return null;
        });
    }

    private record Row(
            Actor.Person person,
            boolean maySignIn,
            long accountEpoch,
            @Nullable String accountKept,
            long personEpoch,
            @Nullable String personKept) {

        SignInTicket ticket() {
            return new SignInTicket(person.account(), person.user(), accountEpoch, personEpoch);
        }

        boolean stands(SignInTicket ticket, String session) {
            return maySignIn
                    && ticket.account().equals(person.account())
                    && (ticket.accountEpoch() == accountEpoch || session.equals(accountKept))
                    && (ticket.personEpoch() == personEpoch || session.equals(personKept));
        }
    }

    private List<Row> rows(List<Long> ids) {
        return jdbc.sql("""
                SELECT p.id, p.account_id, p.name, p.email, p.kind,
                       p.enabled AND a.state = 'READY' AS may_sign_in,
                       a.sign_in_epoch AS account_epoch, a.kept_session AS account_kept,
                       p.sign_in_epoch AS person_epoch, p.kept_session AS person_kept
                FROM person p JOIN account a ON a.id = p.account_id WHERE p.id IN (:ids)""")
                .param("ids", ids)
                .query((row, number) -> new Row(
                        new Actor.Person(
                                new AccountId(row.getLong("account_id")),
                                new UserId(row.getLong("id")),
                                row.getString("name"),
                                row.getString("email"),
                                PersonKind.valueOf(row.getString("kind"))),
                        row.getBoolean("may_sign_in"),
                        row.getLong("account_epoch"),
                        row.getString("account_kept"),
                        row.getLong("person_epoch"),
                        row.getString("person_kept")))
                .list();
    }
}
