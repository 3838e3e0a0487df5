package io.slipway.shell;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.Appearance;
import io.slipway.account.AuditTrail;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.account.SignInOutcome;
import io.slipway.account.SignIns;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.ui.FormErrors;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class MyAccountViewsTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    AuditTrail audit;

    TestAccounts.Made account;
    Actor.Person admin;

    @BeforeEach
    void signIn() {
        account = TestAccounts.make(accounts);
        admin = account.superAdmin();
        TestSignIn.as(signIns, admin);
    }

    @Test
    void a_person_is_added_with_a_password_that_works() {
        UI.getCurrent().navigate("account/people");
        _click(_get(Button.class, spec -> spec.withText("Add person")));
        String email = "new." + admin.user() + "@example.com";
        _setValue(field("Name"), "Nina <b>Neu</b>");
        _setValue(_get(EmailField.class), email);
        String password = field("First password").getValue();

        _click(button("Add person", Dialog.class));

        _assertNone(Dialog.class);
        assertThat(GridKt._size(people())).isEqualTo(2);
        assertThat(signIns.signIn(email, password, "x" + email)).isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
        UI.getCurrent().navigate("account/people");
        _click(_get(Button.class, spec -> spec.withText("Add person")));
        _setValue(field("Name"), "Nina");
        _setValue(_get(EmailField.class), admin.email());

        _click(button("Add person", Dialog.class));

        assertThat(_get(EmailField.class).isInvalid()).isTrue();
        assertThat(_get(EmailField.class).getErrorMessage()).contains("is here already");
        assertThat(field("Name").getValue()).isEqualTo("Nina");
        assertThat(button("Add person", Dialog.class).isEnabled()).isTrue();
    }

    @Test
    void a_change_over_somebody_else_s_is_refused_above_the_form() {
        Person nina = TestAccounts.add(people, admin, PersonKind.USER);
        PersonDialog dialog = dialogFor(nina);
        people.change(
                admin,
                nina.id(),
                new People.PersonChange("Changed by another", nina.email(), PersonKind.USER, nina.version()));

        dialog.open();
        _setValue(field("Name"), "Mine");
        _click(_get(Button.class, spec -> spec.withText("Save")));

        assertThat(_get(FormErrors.class).getText()).contains("Somebody else changed this meanwhile");
        assertThat(people.get(admin, nina.id()).name()).isEqualTo("Changed by another");
    }

    @Test
    void the_last_super_admin_can_not_be_made_a_user() {
        dialogFor(people.me(admin)).open();
        @SuppressWarnings("unchecked")
        RadioButtonGroup<PersonKind> kind = _get(RadioButtonGroup.class);
        _setValue(kind, PersonKind.USER);

        _click(_get(Button.class, spec -> spec.withText("Save")));

        assertThat(kind.isInvalid()).isTrue();
        assertThat(kind.getErrorMessage()).contains("last Super Admin");
    }

    @Test
    void a_password_is_reset_from_the_dialog() {
        Person nina = TestAccounts.add(people, admin, PersonKind.USER);
        UI.getCurrent().navigate("account/people");
        new ResetPasswordDialog(people, actorNow(), nina).open();
        _setValue(field("New password"), "tiny");
        _click(_get(Button.class, spec -> spec.withText("Reset password")));
        assertThat(field("New password").isInvalid()).isTrue();

        _setValue(field("New password"), "much longer than tiny");
        _click(_get(Button.class, spec -> spec.withText("Reset password")));

        assertThat(signIns.signIn(nina.email(), "much longer than tiny", "y" + nina.id()))
                .isInstanceOf(SignInOutcome.SignedIn.class);
    }

    @Test
    void people_are_found_by_a_part_of_their_name() {
        TestAccounts.add(people, admin, PersonKind.USER);
        UI.getCurrent().navigate("account/people");
        assertThat(GridKt._size(people())).isEqualTo(2);

        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search name or e-mail")), "super ADMIN");

        assertThat(GridKt._size(people())).isEqualTo(1);
    }

    @Test
    void settings_are_saved_and_an_impossible_name_is_refused_at_its_field() {
        UI.getCurrent().navigate("account/settings");
        TextField name = field("Name of the account");
        _setValue(name, " ");
        _click(_get(Button.class, spec -> spec.withText("Save")));
        assertThat(name.isInvalid()).isTrue();

        _setValue(name, "Renamed");
        _setValue(_get(Checkbox.class), true);
        _click(_get(Button.class, spec -> spec.withText("Save")));
        _click(_get(Button.class, spec -> spec.withText("Save")));

        assertThat(accounts.settings(admin).name()).isEqualTo("Renamed");
        assertThat(accounts.settings(admin).keepSignIns()).isTrue();
        assertThat(accounts.settings(admin).timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void settings_changed_in_a_second_tab_are_not_overwritten() {
        UI.getCurrent().navigate("account/settings");
        long version = accounts.settings(admin).version();
        accounts.change(admin, new AccountSettings("From the other tab", ZoneId.of("UTC"), false, version));

        _setValue(field("Name of the account"), "From this tab");
        _click(_get(Button.class, spec -> spec.withText("Save")));

        assertThat(accounts.settings(admin).name()).isEqualTo("From the other tab");
        assertThat(_get(FormErrors.class).getText()).contains("Somebody else changed this meanwhile");
    }

    @Test
    void one_s_own_name_password_and_look_are_changed_on_the_profile() {
        UI.getCurrent().navigate("account/profile");
        _setValue(field("Name"), "Ada B.");
        _click(_get(Button.class, spec -> spec.withText("Save name")));
        assertThat(people.me(admin).name()).isEqualTo("Ada B.");

        changePassword("wrong", "an entirely new one", "an entirely new one");
        assertThat(password("Current password").isInvalid()).isTrue();
        changePassword(TestAccounts.PASSWORD, "an entirely new one", "an entirely other one");
        assertThat(password("New password again").isInvalid()).isTrue();
        changePassword(TestAccounts.PASSWORD, "an entirely new one", "an entirely new one");
        assertThat(signIns.signIn(admin.email(), "an entirely new one", "z" + admin.user()))
                .isInstanceOf(SignInOutcome.SignedIn.class);
        TestSignIn.nextRequest();

        @SuppressWarnings("unchecked")
        RadioButtonGroup<Appearance.Density> density = _get(RadioButtonGroup.class, spec -> spec.withLabel("Density"));
        _setValue(density, Appearance.Density.COMPACT);
        assertThat(people.me(admin).appearance().density()).isEqualTo(Appearance.Density.COMPACT);
    }

    @Test
    void the_audit_trail_lists_acts_newest_first() {
        audit.record(admin, "thing.done", "Something <i>odd</i>", "details");
        UI.getCurrent().navigate("account/audit");
        @SuppressWarnings("unchecked")
        Grid<AuditTrail.Entry> grid = _get(Grid.class);

        assertThat(GridKt._get(grid, 0).subject()).isEqualTo("Something <i>odd</i>");
        _setValue(_get(TextField.class), "account created");
        assertThat(GridKt._size(grid)).isEqualTo(1);
    }

    @Test
    void pages_of_super_admins_are_closed_to_others() {
        TestSignIn.as(
                signIns, TestAccounts.add(people, admin, PersonKind.APP_ADMIN).actor());
        for (String page : List.of("account/people", "account/settings", "account/audit")) {
            UI.getCurrent().navigate(page);
            _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
        }
    }

    private void changePassword(String current, String wanted, String again) {
        _setValue(password("Current password"), current);
        _setValue(password("New password"), wanted);
        _setValue(password("New password again"), again);
        _click(_get(Button.class, spec -> spec.withText("Change password")));
    }

    @Autowired
    io.slipway.ui.CurrentActor currentActor;

    private io.slipway.ui.CurrentActor actorNow() {
        return currentActor;
    }

    private PersonDialog dialogFor(Person person) {
        UI.getCurrent().navigate("account/people");
        return new PersonDialog(people, currentActor, person, message -> {});
    }

    @SuppressWarnings("unchecked")
    private static Grid<Person> people() {
        return _get(Grid.class);
    }

    private static TextField field(String label) {
        return _get(TextField.class, spec -> spec.withLabel(label));
    }

    private static PasswordField password(String label) {
        return _get(PasswordField.class, spec -> spec.withLabel(label));
    }

    private static Button button(String text, Class<Dialog> inside) {
        return _get(_get(inside), Button.class, spec -> spec.withText(text));
    }
}
