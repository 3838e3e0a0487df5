package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class PeopleTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    PersonDirectory directory;

    @Autowired
    Memberships memberships;

    @Autowired
    AuditTrail audit;

    TestAccounts.Made account;
    Actor.Person admin;

    @BeforeEach
    void makeAccount() {
        account = TestAccounts.make(accounts);
        admin = account.superAdmin();
    }

    @Test
    void a_person_is_added_with_a_clean_address_and_found_by_it() {
        String email = "Anna." + admin.user() + "@Example.COM";
        Person anna =
                people.add(admin, new NewPerson(" Anna ", " " + email + " ", PersonKind.USER, TestAccounts.PASSWORD));

        assertThat(anna.name()).isEqualTo("Anna");
        assertThat(anna.email()).isEqualTo(email.toLowerCase());
        assertThat(directory.byEmail(account.id(), email))
                .map(PersonDirectory.Entry::id)
                .contains(anna.id());
        assertThat(directory.names(account.id())).containsEntry(anna.id(), "Anna");
        assertThat(audit.list(admin, "person added", 0, 5)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@b@c",
                "a b@example.com",
                "a@example..com",
                "x@example.com\r\nBcc: y@example.com",
                "<script>@example.com",
                "a\u202E@example.com"
            })
    void an_address_that_is_none_is_refused_at_its_place(String email) {
        assertThatThrownBy(
                        () -> people.add(admin, new NewPerson("Anna", email, PersonKind.USER, TestAccounts.PASSWORD)))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("email"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "aaaaaaaaaaaaaaaaaaaa", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"})
    void a_weak_password_is_refused_at_its_place(String password) {
        NewPerson wanted = TestAccounts.newPerson(PersonKind.USER);
        assertThatThrownBy(
                        () -> people.add(admin, new NewPerson(wanted.name(), wanted.email(), wanted.kind(), password)))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("password"));
    }

    @Test
    void a_password_of_129_characters_is_refused_and_one_of_128_is_taken() {
        NewPerson wanted = TestAccounts.newPerson(PersonKind.USER);
        String longest = "0123456789abcdef".repeat(8);

        assertThatThrownBy(() ->
                        people.add(admin, new NewPerson(wanted.name(), wanted.email(), wanted.kind(), longest + "x")))
                .isInstanceOf(InvalidInput.class);
        people.add(admin, new NewPerson(wanted.name(), wanted.email(), wanted.kind(), longest));
    }

    @Test
    void the_last_super_admin_stays_one_and_stays_enabled() {
        Person self = people.me(admin);

        assertThatThrownBy(() -> people.setEnabled(admin, admin.user(), false))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("last Super Admin");
        assertThatThrownBy(() -> people.change(
                        admin,
                        admin.user(),
                        new People.PersonChange(self.name(), self.email(), PersonKind.USER, self.version())))
                .isInstanceOf(InvalidInput.class);

        Person second = TestAccounts.add(people, admin, PersonKind.SUPER_ADMIN);
        people.setEnabled(second.actor(), admin.user(), false);
        assertThat(people.get(second.actor(), admin.user()).enabled()).isFalse();
    }

    @Test
    void two_super_admins_who_disable_each_other_at_once_leave_one() throws Exception {
        Person second = TestAccounts.add(people, admin, PersonKind.SUPER_ADMIN);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Person>> both = List.of(
                    () -> people.setEnabled(admin, second.id(), false),
                    () -> people.setEnabled(second.actor(), admin.user(), false));
            threads.invokeAll(both);
        }
        assertThat(directory.ofKind(account.id(), Set.of(PersonKind.SUPER_ADMIN)))
                .hasSize(1);
    }

    @Test
    void others_than_super_admins_manage_nobody() {
        Actor user = TestAccounts.add(people, admin, PersonKind.APP_ADMIN).actor();

        assertThatThrownBy(() -> people.all(user)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> people.add(user, TestAccounts.newPerson(PersonKind.USER)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> people.resetPassword(user, admin.user(), TestAccounts.PASSWORD))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void a_person_of_another_account_is_not_there() {
        TestAccounts.Made other = TestAccounts.make(accounts);
        UserId stranger = other.superAdmin().user();

        assertThatThrownBy(() -> people.get(admin, stranger)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> people.setEnabled(admin, stranger, false)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> memberships.set(admin, new ResourceId(101), "G", Set.of(stranger)))
                .isInstanceOf(NotAllowed.class);
        assertThat(directory.find(account.id(), stranger)).isEmpty();
    }

    @Test
    void a_change_made_from_an_old_state_is_refused() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        people.change(
                admin, anna.id(), new People.PersonChange("Anna", anna.email(), PersonKind.APP_ADMIN, anna.version()));

        assertThatThrownBy(() -> people.change(
                        admin,
                        anna.id(),
                        new People.PersonChange("Anja", anna.email(), PersonKind.USER, anna.version())))
                .isInstanceOf(ChangedMeanwhile.class);
        assertThat(people.get(admin, anna.id()).kind()).isEqualTo(PersonKind.APP_ADMIN);
    }

    @Test
    void the_audit_trail_calls_groups_by_their_names() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        memberships.setGroups(
                admin, anna.id(), Map.of(new ResourceId(101), "Sales", new ResourceId(102), "Back office"));
        assertThat(memberships.groupsOf(account.id(), anna.id()))
                .containsExactlyInAnyOrder(new ResourceId(101), new ResourceId(102));
        assertThat(audit.list(admin, "", 0, 1).getFirst().details()).isEqualTo("Groups: Back office, Sales");
    }

    @Test
    void members_of_a_group_are_set_as_a_whole() {
        Person anna = TestAccounts.add(people, admin, PersonKind.USER);
        Person ben = TestAccounts.add(people, admin, PersonKind.USER);
        ResourceId group = new ResourceId(101);
        memberships.set(admin, group, "Sales", Set.of(anna.id(), admin.user()));

        memberships.set(admin, group, "Sales", Set.of(anna.id(), ben.id()));

        assertThat(memberships.members(admin, group)).containsExactlyInAnyOrder(anna.id(), ben.id());
        assertThat(memberships.groupsOf(account.id(), ben.id())).containsExactly(group);
        assertThat(memberships.groupsOf(account.id(), admin.user())).isEmpty();
    }
}
