package io.slipway.shell;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.account.Account;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.Appearance;
import io.slipway.account.NewAccount;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.AccountId;
import io.slipway.common.Faults;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sign-in and set-up. The set-up page is given an installation of its own, since the tests' one has accounts. */
@UiTest
class EntranceTest {

    @Autowired
    Accounts accounts;

    @Autowired
    SignIns signIns;

    @Test
    void without_a_sign_in_every_page_leads_to_the_sign_in() {
        TestAccounts.make(accounts);
        UI.getCurrent().navigate("account/people");

        assertThat(_get(LoginForm.class).getAction()).isEqualTo("sign-in");
    }

    @Test
    void a_refused_sign_in_says_so_without_telling_who_exists() {
        TestAccounts.make(accounts);
        UI.getCurrent().navigate("sign-in", QueryParameters.fromString("error"));

        LoginForm form = _get(LoginForm.class);
        assertThat(form.isError()).isTrue();
    }

    @Test
    void a_forged_pause_does_no_harm() {
        TestAccounts.make(accounts);
        for (String wait : List.of("x", "-1", "99999999999999999999", "<script>")) {
            UI.getCurrent().navigate("sign-in", QueryParameters.of("wait", wait));
            _assertOne(LoginForm.class);
        }
    }

    @Test
    void who_is_signed_in_does_not_see_the_sign_in() {
        TestAccounts.Made account = TestAccounts.make(accounts);
        TestSignIn.as(signIns, account.superAdmin());

        UI.getCurrent().navigate("sign-in");

        _assertOne(H1.class, spec -> spec.withText("Apps"));
    }

    @Test
    void an_installation_with_an_account_is_not_set_up_again() {
        TestAccounts.make(accounts);
        UI.getCurrent().navigate("setup");

        _assertOne(LoginForm.class);
    }

    @Test
    void the_first_account_is_made_after_what_was_wrong_is_put_right() {
        NewInstallation installation = new NewInstallation(false);
        UI.getCurrent().add(new SetUpView(installation));
        _setValue(_get(TextField.class, spec -> spec.withLabel("Account")), "bad");
        _click(_get(Button.class, spec -> spec.withText("Set up Slipway")));
        assertThat(_get(TextField.class, spec -> spec.withLabel("Account")).isInvalid())
                .isTrue();
        assertThat(_get(Button.class).isEnabled()).isTrue();

        assertThat(_get(PasswordField.class).getErrorMessage()).contains("12 characters");

        _setValue(_get(TextField.class, spec -> spec.withLabel("Account")), "Meridian Works");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Your name")), "Ada");
        _setValue(_get(EmailField.class), "ada@example.com");
        _setValue(_get(PasswordField.class), TestAccounts.PASSWORD);
        _click(_get(Button.class, spec -> spec.withText("Set up Slipway")));

        _assertOne(H1.class, spec -> spec.withText("All set"));
        assertThat(installation.made.superAdmin().kind()).isEqualTo(PersonKind.SUPER_ADMIN);
    }

    @Test
    void who_comes_second_is_told_so() {
        UI.getCurrent().add(new SetUpView(new NewInstallation(true)));
        _click(_get(Button.class, spec -> spec.withText("Set up Slipway")));

        _assertOne(H1.class, spec -> spec.withText("Already set up"));
    }

    private static final class NewInstallation implements Accounts {
        private final boolean taken;
        NewAccount made;

        NewInstallation(boolean taken) {
            this.taken = taken;
        }

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public FirstAccount createFirst(NewAccount wanted) {
            if (taken) {
                return new FirstAccount.AlreadySetUp();
            }
            if (wanted.name().equals("bad")) {
                new Faults()
                        .check(() -> {
                            throw new InvalidInput("name", "Give the account a better name.");
                        })
                        .check(() -> {
                            throw new InvalidInput("password", "A password has at least 12 characters.");
                        })
                        .raise();
            }
            made = wanted;
            AccountId id = new AccountId(1);
            Instant now = Instant.EPOCH;
            return new FirstAccount.Made(
                    new Account(id, wanted.name(), wanted.timeZone(), false, now, 1),
                    new Person(
                            id,
                            new UserId(1),
                            wanted.superAdmin().name(),
                            wanted.superAdmin().email(),
                            PersonKind.SUPER_ADMIN,
                            true,
                            Appearance.DEFAULT,
                            now,
                            null,
                            1));
        }

        @Override
        public Created create(NewAccount wanted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Account> all() {
            return List.of();
        }

        @Override
        public Account get(AccountId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account settings(Actor actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Account change(Actor actor, AccountSettings settings) {
            throw new UnsupportedOperationException();
        }
    }
}
