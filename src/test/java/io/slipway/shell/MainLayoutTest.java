package io.slipway.shell;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.ContextMenuKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.account.Accounts;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class MainLayoutTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    Environments environments;

    TestAccounts.Made account;
    EnvironmentId production;
    EnvironmentId sandbox;

    @BeforeEach
    void signIn() {
        account = TestAccounts.make(accounts);
        production = environments.production(account.id()).id();
        sandbox = environments
                .create(
                        account.id(),
                        Environment.Kind.SANDBOX,
                        "HR build",
                        Environment.State.READY,
                        Environment.DataChoice.NONE,
                        "test")
                .id();
        TestSignIn.as(signIns, account.superAdmin());
    }

    @Test
    void a_sandbox_page_has_an_edge_in_the_sandbox_s_colour_and_production_has_none() {
        UI.getCurrent().navigate("env/" + sandbox + "/test-page");
        assertThat(_get(MainLayout.class).getClassNames()).contains("environment-edge");
        assertThat(_get(MainLayout.class).getElement().getAttribute("data-tone"))
                .startsWith("sandbox-");
        _assertOne(Span.class, spec -> spec.withText("In HR build"));

        UI.getCurrent().navigate("env/" + production + "/test-page");
        assertThat(_get(MainLayout.class).getClassNames()).doesNotContain("environment-edge");
        _assertOne(Span.class, spec -> spec.withText("In Production"));
    }

    @Test
    void the_environment_is_kept_on_pages_outside_of_environments_but_without_the_edge() {
        UI.getCurrent().navigate("env/" + sandbox + "/test-page");
        UI.getCurrent().navigate("account/profile");

        assertThat(_get(MainLayout.class).getClassNames()).doesNotContain("environment-edge");
        assertThat(_find(MenuItem.class).getFirst().getElement().getAttribute("aria-label"))
                .isEqualTo("Environment: HR build (Sandbox). Change it");
    }

    @Test
    void an_environment_of_another_account_and_one_that_is_not_there_get_the_same_answer() {
        TestAccounts.Made other = TestAccounts.make(accounts);
        String message = "This is not here, or not yours to see.";
        for (String id : new String[] {
            environments.production(other.id()).id().toString(),
            account.id() + "-999",
            "999999-1",
            "nonsense",
            "1-1-1",
            "1--1",
            "99999999999999999999-1"
        }) {
            UI.getCurrent().navigate("env/" + id + "/test-page");
            _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
            assertThat(_find(Paragraph.class)).anyMatch(line -> line.getText().equals(message));
        }
    }

    @Test
    void people_who_only_work_with_records_do_not_get_into_a_sandbox() {
        TestSignIn.as(
                signIns,
                TestAccounts.add(people, account.superAdmin(), PersonKind.USER).actor());

        UI.getCurrent().navigate("env/" + sandbox + "/test-page");
        _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
        UI.getCurrent().navigate("env/" + production + "/test-page");
        _assertOne(Span.class, spec -> spec.withText("In Production"));
    }

    @Test
    void navigation_and_tabs_show_what_a_person_may_open() {
        UI.getCurrent().navigate("account/profile");
        assertThat(_find(SideNavItem.class)).anyMatch(item -> item.getLabel().equals("My Account"));
        _assertOne(Anchor.class, spec -> spec.withText("People"));

        TestSignIn.as(
                signIns,
                TestAccounts.add(people, account.superAdmin(), PersonKind.USER).actor());
        UI.getCurrent().navigate("account/profile");
        _assertNone(Anchor.class, spec -> spec.withText("People"));
        _assertOne(Anchor.class, spec -> spec.withText("Profile"));
    }

    @Test
    void colours_are_chosen_from_the_user_menu_and_kept() {
        UI.getCurrent().navigate("account/profile");

        ContextMenuKt._clickItemWithCaption(_get(UserMenu.class), "Dark");

        assertThat(people.me(account.superAdmin()).appearance().scheme())
                .isEqualTo(io.slipway.account.Appearance.Scheme.DARK);
    }

    @Test
    void the_switch_leads_to_another_environment() {
        UI.getCurrent().navigate("account/profile");
        assertThat(_find(MenuBar.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(_find(Span.class, spec -> spec.withClasses("environment-chip")))
                .isNotEmpty();
    }

    @Test
    void a_page_that_breaks_gives_a_number_to_tell() {
        UI.getCurrent().navigate("env/" + production + "/test-page", QueryParameters.fromString("break"));
        _assertOne(H1.class, spec -> spec.withText("This page broke, and it is our mistake"));
        assertThat(_find(Paragraph.class)).anyMatch(line -> line.getText().matches(".*the number E-[0-9A-Z]{8}\\."));
    }
}
