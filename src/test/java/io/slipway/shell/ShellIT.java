package io.slipway.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.slipway.account.Accounts;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.testing.Axe;
import io.slipway.testing.BrowserTest;
import io.slipway.testing.TestAccounts;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The way in, the frame, and what happens to open pages when their sign-in ends, in a real browser. */
@BrowserTest
class ShellIT {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    Environments environments;

    TestAccounts.Made account;
    EnvironmentId sandbox;

    @BeforeEach
    void makeAccount() {
        account = TestAccounts.make(accounts);
        sandbox = environments
                .create(
                        account.id(),
                        Environment.Kind.SANDBOX,
                        "HR build",
                        Environment.State.READY,
                        Environment.DataChoice.NONE,
                        "test")
                .id();
    }

    @Test
    void a_link_into_a_sandbox_leads_through_the_sign_in_to_a_page_that_says_where_one_is(Page page) {
        page.navigate("/env/" + sandbox + "/test-page");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));

        signIn(page, account.superAdmin().email());

        assertThat(page).hasURL(Pattern.compile(".*/env/" + sandbox + "/test-page$"));
        assertThat(page.getByText("In HR build")).isVisible();
        assertThat(page.locator("vaadin-app-layout")).hasClass(Pattern.compile(".*environment-edge.*"));
        assertThat(page.locator(".environment-switch .environment-name").first())
                .hasText("HR build");
        assertThat(page.evaluate(
                        "() => getComputedStyle(document.querySelector('vaadin-app-layout'), '::before').height"))
                .isEqualTo("4px");
    }

    @Test
    void what_was_being_typed_when_all_sign_ins_ended_is_there_after_signing_in_again(Page page) {
        page.navigate("/env/" + sandbox + "/test-page");
        signIn(page, account.superAdmin().email());
        // The field has not been left; it sends what is typed when typing pauses.
        page.waitForResponse(
                answer -> answer.url().contains("v-r=uidl")
                        && String.valueOf(answer.request().postData()).contains("half a sentence"),
                () -> page.getByRole(AriaRole.TEXTBOX, named("Input")).fill("half a sentence"));

        signIns.endAll(account.id(), null);

        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
        signIn(page, account.superAdmin().email());
        assertThat(page).hasURL(Pattern.compile(".*/env/" + sandbox + "/test-page$"));
        assertThat(page.getByRole(AriaRole.TEXTBOX, named("Input"))).hasValue("half a sentence");
    }

    @Test
    void a_person_who_is_disabled_leaves_the_page_at_once(Page page) {
        Person nina = TestAccounts.add(people, account.superAdmin(), PersonKind.USER);
        page.navigate("/account/profile");
        signIn(page, nina.email());
        assertThat(page.getByRole(AriaRole.HEADING, headed("My Account"))).isVisible();

        people.setEnabled(account.superAdmin(), nina.id(), false);

        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
    }

    @Test
    void a_session_that_is_gone_leads_to_the_sign_in_and_back_without_a_dialog(Page page) {
        page.navigate("/account/people");
        signIn(page, account.superAdmin().email());
        assertThat(page.getByRole(AriaRole.BUTTON, button("Add person"))).isVisible();

        page.context()
                .addCookies(List.of(new Cookie("SLIPWAY_SESSION", "0123456789ABCDEF0123456789ABCDEF")
                        .setDomain("localhost")
                        .setPath("/")));
        page.getByRole(AriaRole.BUTTON, button("Add person")).click();

        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
        signIn(page, account.superAdmin().email());
        assertThat(page).hasURL(Pattern.compile(".*/account/people$"));
    }

    @Test
    void signing_out_ends_the_session_and_back_does_not_bring_it_back(Page page) {
        page.navigate("/account/profile");
        signIn(page, account.superAdmin().email());
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile(".*sign out")))
                .click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName("Sign out").setExact(true))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));

        page.navigate("/account/profile");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
    }

    @Test
    void the_environment_is_changed_from_the_chip(Page page) {
        page.navigate("/env/" + sandbox + "/test-page");
        signIn(page, account.superAdmin().email());
        page.locator(".environment-switch vaadin-menu-bar-button").first().click();
        page.locator("vaadin-menu-bar-item")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Production"))
                .first()
                .click();

        assertThat(page.locator(".environment-switch .environment-name").first())
                .hasText("Production");
        assertThat(page.locator("vaadin-app-layout")).not().hasClass(Pattern.compile(".*environment-edge.*"));
    }

    @Test
    void an_address_that_is_none_says_so(Page page) {
        page.navigate("/account/profile");
        signIn(page, account.superAdmin().email());

        page.navigate("/no/such/page");

        assertThat(page.getByRole(AriaRole.HEADING, headed("There is no such page")))
                .isVisible();
    }

    @Test
    void pages_fit_a_phone_and_have_no_barriers(Page page) {
        page.navigate("/sign-in");
        assertThat(page.locator("vaadin-login-form")).isVisible();
        Axe.noBarriers(page);
        signIn(page, account.superAdmin().email());
        for (String path : List.of("profile", "settings", "people", "mail", "audit")) {
            page.navigate("/account/" + path);
            assertThat(page.getByRole(AriaRole.HEADING, headed("My Account"))).isVisible();
            Axe.noBarriers(page);
        }
        page.getByRole(AriaRole.NAVIGATION, named("My Account"))
                .getByText("People")
                .click();
        page.getByRole(AriaRole.BUTTON, button("Add person")).click();
        assertThat(page.locator("vaadin-dialog[opened] vaadin-button").first()).isVisible();
        Axe.noBarriers(page);
        page.navigate("/no/such/page");
        assertThat(page.getByRole(AriaRole.HEADING, headed("There is no such page")))
                .isVisible();
        Axe.noBarriers(page);
    }

    private static void signIn(Page page, String email) {
        page.locator("input[name=username]").fill(email);
        page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        assertThat(page.locator("vaadin-app-layout")).isVisible();
    }

    private static Page.GetByRoleOptions button(String name) {
        return named(name).setExact(true);
    }

    private static Page.GetByRoleOptions headed(String text) {
        return named(text);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
