package io.slipway.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Accounts;
import io.slipway.account.Drafts;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environments;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class UiRegistryTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    Drafts drafts;

    @Autowired
    UiRegistry registry;

    @Autowired
    Environments environments;

    TestAccounts.Made account;
    EnvironmentId production;
    String page;

    @BeforeEach
    void openAPage() {
        account = TestAccounts.make(accounts);
        production = environments.production(account.id()).id();
        TestSignIn.as(signIns, account.superAdmin());
        page = "env/" + production + "/test-page";
        UI.getCurrent().navigate(page);
    }

    @Test
    void an_open_page_is_known_with_its_person_and_session() {
        assertThat(registry.pages(account.id())).singleElement().satisfies(open -> {
            assertThat(open.user()).isEqualTo(account.superAdmin().user());
            assertThat(open.session()).hasSize(64);
        });
    }

    @Test
    void whoever_is_sent_to_the_waiting_page_finds_their_input_again() {
        type("half a sentence");

        registry.sendToWaitingPage(account.id(), null);
        MockVaadin.clientRoundtrip(true);

        assertThat(registry.pages(account.id())).isEmpty();
        assertThat(drafts.take(account.superAdmin().user(), production, page))
                .map(Drafts.Draft::body)
                .contains("half a sentence");
    }

    @Test
    void the_page_gives_the_draft_back_when_it_is_opened_again() {
        type("half a sentence");
        registry.sendToWaitingPage(account.id(), null);
        MockVaadin.clientRoundtrip(true);

        UI.getCurrent().navigate("account/profile");
        UI.getCurrent().navigate(page);

        assertThat(_get(TextField.class, spec -> spec.withLabel("Input")).getValue())
                .isEqualTo("half a sentence");
        assertThat(drafts.take(account.superAdmin().user(), production, page)).isEmpty();
    }

    @Test
    void the_one_session_that_stays_stays() {
        String session = registry.pages(account.id()).getFirst().session();

        registry.sendToWaitingPage(account.id(), session);
        signIns.endAll(account.id(), session);
        registry.lookForEndedSignIns();

        assertThat(registry.pages(account.id())).hasSize(1);
    }

    @Test
    void pages_of_other_accounts_are_left_alone() {
        TestAccounts.Made other = TestAccounts.make(accounts);

        registry.sendToWaitingPage(other.id(), null);
        signIns.endAll(other.id(), null);

        assertThat(registry.pages(account.id())).hasSize(1);
    }

    @Test
    void a_disabled_person_s_page_leaves_at_once_with_its_input_kept() {
        Person second = TestAccounts.add(people, account.superAdmin(), PersonKind.SUPER_ADMIN);
        type("unsaved");

        people.setEnabled(second.actor(), account.superAdmin().user(), false);
        MockVaadin.clientRoundtrip(true);

        assertThat(registry.pages(account.id())).isEmpty();
        assertThat(drafts.take(account.superAdmin().user(), production, page)).isPresent();
    }

    @Test
    void a_sign_in_that_another_node_has_ended_is_noticed() {
        // Another node's registry gets the event; this one only sees the database.
        UiRegistry.OpenPage open = registry.pages(account.id()).getFirst();
        UiRegistry here = new UiRegistry(signIns, new PageDrafts(drafts));
        here.opened(open);
        signIns.endAll(account.id(), null);
        assertThat(here.pages(account.id())).hasSize(1);

        here.lookForEndedSignIns();

        assertThat(here.pages(account.id())).isEmpty();
    }

    private static void type(String text) {
        _setValue(_get(TextField.class, spec -> spec.withLabel("Input")), text);
    }
}
