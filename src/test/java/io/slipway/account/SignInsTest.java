package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SignInsTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    Drafts drafts;

    TestAccounts.Made account;
    Actor.Person admin;
    String remote;

    @BeforeEach
    void makeAccount() {
        account = TestAccounts.make(accounts);
        admin = account.superAdmin();
        remote = "test-" + ADDRESSES.incrementAndGet();
    }

    @Test
    void the_right_password_gives_a_ticket_that_stands() {
        SignInTicket ticket = signIn(admin.email().toUpperCase());

        assertThat(signIns.actor(ticket, "s1")).contains(admin);
        assertThat(people.me(admin).lastSignInAt()).isNotNull();
    }

    @Test
    void wrong_passwords_unknown_people_and_disabled_people_get_the_same_answer() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        people.setEnabled(admin, anna.id(), false);

        assertThat(List.of(
                        signIns.signIn(admin.email(), "wrong password!", remote),
                        signIns.signIn("nobody" + remote + "@example.com", TestAccounts.PASSWORD, remote),
                        signIns.signIn("not an address", TestAccounts.PASSWORD, remote),
                        signIns.signIn(admin.email(), "x".repeat(1_000_000), remote),
                        signIns.signIn(anna.email(), TestAccounts.PASSWORD, remote)))
                .allMatch(outcome -> outcome.equals(new SignInOutcome.Refused()));
    }

    @Test
    void after_five_wrong_passwords_even_the_right_one_has_to_wait() {
        for (int i = 0; i < 6; i++) {
            assertThat(signIns.signIn(admin.email(), "wrong password " + i, remote + i))
                    .isInstanceOf(SignInOutcome.Refused.class);
        }
        assertThat(signIns.signIn(admin.email(), TestAccounts.PASSWORD, remote))
                .isInstanceOf(SignInOutcome.Throttled.class);
    }

    @Test
    void a_success_forgives_the_failures_before_it() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                signIns.signIn(admin.email(), "wrong password", remote);
            }
            assertThat(signIns.signIn(admin.email(), TestAccounts.PASSWORD, remote))
                    .isInstanceOf(SignInOutcome.SignedIn.class);
        }
    }

    @Test
    void guessing_many_times_at_once_gains_nothing() throws Exception {
        List<Callable<SignInOutcome>> guesses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String guess = "wrong password " + i;
            guesses.add(() -> signIns.signIn(admin.email(), guess, remote));
        }
        long compared = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (Future<SignInOutcome> outcome : threads.invokeAll(guesses)) {
                compared += outcome.get() instanceof SignInOutcome.Refused ? 1 : 0;
            }
        }
        // Five are free; the sixth begins a pause of a second, the seventh one of two.
        assertThat(compared).isBetween(5L, 8L);
    }

    @Test
    void one_address_that_tries_many_people_is_slowed_down() {
        for (int i = 0; i < 31; i++) {
            signIns.signIn("stranger" + i + remote + "@example.com", "wrong password", remote);
        }
        assertThat(signIns.signIn(admin.email(), TestAccounts.PASSWORD, remote))
                .isInstanceOf(SignInOutcome.Throttled.class);
        assertThat(signIns.signIn(admin.email(), TestAccounts.PASSWORD, remote + "-other"))
                .isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void ending_all_sign_ins_ends_them_but_for_the_kept_session() {
        SignInTicket ticket = signIn(admin.email());
        TestAccounts.Made other = TestAccounts.make(accounts);
        SignInTicket elsewhere = signIn(other.superAdmin().email());

        signIns.endAll(account.id(), "kept");

        assertThat(signIns.actor(ticket, "another")).isEmpty();
        assertThat(signIns.actor(ticket, "kept")).contains(admin);
        assertThat(signIns.actor(elsewhere, "x")).contains(other.superAdmin());
        assertThat(signIns.actor(signIn(admin.email()), "new")).contains(admin);

        signIns.endAll(account.id(), null);
        assertThat(signIns.actor(ticket, "kept")).isEmpty();
    }

    @Test
    void sign_ins_that_another_node_ends_are_ended_here() {
        SignInTicket ticket = signIn(admin.email());
        assertThat(signIns.actor(ticket, "here")).contains(admin);

        // as another node does it: nobody tells this one
        jdbc.sql("UPDATE account SET sign_in_epoch = sign_in_epoch + 1 WHERE id = :id")
                .param("id", account.id().value())
                .update();

        assertThat(signIns.actor(ticket, "here")).isEmpty();
        assertThat(signIns.standing(Map.of("here", ticket))).isEmpty();
    }

    @Test
    void a_disabled_person_is_signed_out_and_enabling_brings_no_old_sign_in_back() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        SignInTicket ticket = signIn(anna.email());

        people.setEnabled(admin, anna.id(), false);
        assertThat(signIns.actor(ticket, "s")).isEmpty();

        people.setEnabled(admin, anna.id(), true);
        assertThat(signIns.actor(ticket, "s")).isEmpty();
        assertThat(signIns.actor(signIn(anna.email()), "s")).isPresent();
    }

    @Test
    void a_new_password_ends_sign_ins_and_the_old_one_is_worth_nothing() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        SignInTicket ticket = signIn(anna.email());

        people.resetPassword(admin, anna.id(), "an entirely new one");

        assertThat(signIns.actor(ticket, "s")).isEmpty();
        assertThat(signIns.signIn(anna.email(), TestAccounts.PASSWORD, remote))
                .isInstanceOf(SignInOutcome.Refused.class);
        assertThat(signIns.signIn(anna.email(), "an entirely new one", remote))
                .isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void changing_ones_own_password_takes_the_current_one_and_keeps_the_own_session() {
        SignInTicket here = signIn(admin.email());
        SignInTicket there = signIn(admin.email());

        assertThatThrownBy(() -> people.changeMyPassword(admin, "wrong", "an entirely new one", "here"))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("current"));
        people.changeMyPassword(admin, TestAccounts.PASSWORD, "an entirely new one", "here");

        assertThat(signIns.actor(here, "here")).contains(admin);
        assertThat(signIns.actor(there, "there")).isEmpty();
    }

    @Test
    void a_change_of_kind_counts_from_the_next_request() {
        Person anna = TestAccounts.add(people, admin, PersonKind.SUPER_ADMIN);
        SignInTicket ticket = signIn(anna.email());

        people.change(
                admin, anna.id(), new People.PersonChange(anna.name(), anna.email(), PersonKind.USER, anna.version()));

        assertThat(signIns.actor(ticket, "s")).map(Actor.Person::kind).contains(PersonKind.USER);
    }

    @Test
    void some_people_are_signed_out_without_the_others() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        SignInTicket annas = signIn(anna.email());
        SignInTicket admins = signIn(admin.email());

        signIns.end(account.id(), Set.of(anna.id()), null);

        assertThat(signIns.actor(annas, "a")).isEmpty();
        assertThat(signIns.actor(admins, "b")).isPresent();
    }

    @Test
    void a_draft_is_given_back_once() {
        EnvironmentId environment = new EnvironmentId(account.id(), 1);
        drafts.save(admin.user(), environment, "env/1-1/x", "{\"a\":1}");
        drafts.save(admin.user(), environment, "env/1-1/x", "{\"a\":2}");

        assertThat(drafts.take(admin.user(), environment, "env/1-1/y")).isEmpty();
        assertThat(drafts.take(admin.user(), environment, "env/1-1/x"))
                .map(Drafts.Draft::body)
                .contains("{\"a\":2}");
        assertThat(drafts.take(admin.user(), environment, "env/1-1/x")).isEmpty();
    }

    private SignInTicket signIn(String email) {
        SignInOutcome outcome = signIns.signIn(email, TestAccounts.PASSWORD, remote);
        assertThat(outcome).isInstanceOf(SignInOutcome.SignedIn.class);
        return ((SignInOutcome.SignedIn) outcome).ticket();
    }
}
