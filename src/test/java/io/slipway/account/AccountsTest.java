package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.db.AccountSql;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class AccountsTest {

    @Autowired
    Accounts accounts;

    @Autowired
    AuditTrail audit;

    @Autowired
    AccountSql sql;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_new_account_has_its_schema_and_its_first_super_admin() {
        TestAccounts.Made made = TestAccounts.make(accounts);

        assertThat(sql.in(made.id(), "SELECT COUNT(*) FROM {a}.group_member")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(made.superAdmin().kind()).isEqualTo(PersonKind.SUPER_ADMIN);
        assertThat(accounts.all()).extracting(Account::id).contains(made.id());
        assertThat(audit.list(made.superAdmin(), "", 0, 10))
                .extracting(AuditTrail.Entry::actionInWords)
                .contains("Account created");
    }

    @Test
    void an_account_that_cannot_be_made_leaves_nothing() {
        NewPerson person = TestAccounts.newPerson(PersonKind.SUPER_ADMIN);

        assertThatThrownBy(() -> accounts.create(new NewAccount("\u202Eevil", ZoneId.of("UTC"), person)))
                .isInstanceOf(InvalidInput.class);

        assertThat(jdbc.sql("SELECT COUNT(*) FROM person WHERE email = ?")
                        .param(person.email())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        NewPerson nobody = new NewPerson(" ", "nowhere", PersonKind.SUPER_ADMIN, "short");

        assertThatThrownBy(() -> accounts.createFirst(new NewAccount("", ZoneId.of("UTC"), nobody)))
                .isInstanceOfSatisfying(InvalidInput.class, e -> {
                    assertThat(e.place()).isEqualTo("name");
                    assertThat(e.others())
                            .extracting(InvalidInput::place)
                            .containsExactly("personName", "email", "password");
                });
    }

    @Test
    void two_accounts_cannot_have_a_person_of_the_same_address() {
        TestAccounts.Made made = TestAccounts.make(accounts);

        assertThatThrownBy(() -> accounts.create(new NewAccount(
                        "Other",
                        ZoneId.of("UTC"),
                        new NewPerson(
                                "X",
                                made.superAdmin().email().toUpperCase(),
                                PersonKind.SUPER_ADMIN,
                                TestAccounts.PASSWORD))))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("email"));
    }

    @Test
    void the_first_set_up_is_refused_once_there_is_an_account() {
        TestAccounts.make(accounts);

        assertThat(accounts.isEmpty()).isFalse();
        assertThat(accounts.createFirst(
                        new NewAccount("Late", ZoneId.of("UTC"), TestAccounts.newPerson(PersonKind.SUPER_ADMIN))))
                .isEqualTo(new Accounts.FirstAccount.AlreadySetUp());
    }

    @Test
    void settings_are_changed_by_a_super_admin_only_and_never_over_another_change() {
        TestAccounts.Made made = TestAccounts.make(accounts);
        Account before = accounts.settings(made.superAdmin());
        Actor user = new Actor.Person(
                made.id(), made.superAdmin().user(), "Somebody", "s@example.com", PersonKind.APP_ADMIN);
        AccountSettings change = new AccountSettings("Renamed", ZoneId.of("America/New_York"), true, before.version());

        assertThatThrownBy(() -> accounts.change(user, change)).isInstanceOf(NotAllowed.class);
        Account after = accounts.change(made.superAdmin(), change);

        assertThat(after.name()).isEqualTo("Renamed");
        assertThat(after.timeZone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(accounts.get(made.id()).keepSignIns()).isTrue();
        assertThatThrownBy(() -> accounts.change(made.superAdmin(), change)).isInstanceOf(ChangedMeanwhile.class);
        assertThat(audit.list(made.superAdmin(), "account changed", 0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).contains("Keep sign-ins: no → yes"));
    }

    @Test
    void an_account_that_is_not_there_is_no_different_from_one_of_others() {
        assertThatThrownBy(() -> accounts.get(new AccountId(999_999_999)))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("This is not here, or not yours to see.");
    }

    @Test
    void the_audit_trail_is_searched_in_any_language_and_shown_to_super_admins_only() {
        TestAccounts.Made made = TestAccounts.make(accounts);
        audit.record(made.superAdmin(), "thing.done", "Ärger 🙂 <b>", "x".repeat(5000));

        assertThat(audit.list(made.superAdmin(), "🙂", 0, 10)).hasSize(1);
        assertThat(audit.list(made.superAdmin(), "Thing done", 0, 10)).hasSize(1);
        assertThat(audit.count(made.superAdmin(), "thing.done")).isOne();
        assertThat(audit.count(made.superAdmin(), "no such text")).isZero();
        Actor user = new Actor.Person(made.id(), made.superAdmin().user(), "U", "u@example.com", PersonKind.USER);
        assertThatThrownBy(() -> audit.list(user, "", 0, 10)).isInstanceOf(NotAllowed.class);
    }
}
