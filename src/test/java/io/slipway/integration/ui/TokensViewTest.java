package io.slipway.integration.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.ApiTokens;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.account.TokenScope;
import io.slipway.common.db.AccountSql;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.ui.EmptyState;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class TokensViewTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AccountSql sql;

    Actor.Person admin;

    @BeforeEach
    void signIn() {
        admin = TestAccounts.make(accounts).superAdmin();
        TestSignIn.as(signIns, admin);
        UI.getCurrent().navigate(TokensView.class);
    }

    @Test
    @SuppressWarnings("unchecked")
    void all_that_is_missing_is_said_at_once() {
        click("New token");
        CheckboxGroup<TokenScope> scopes = _get(CheckboxGroup.class, spec -> spec.withLabel("What it may be used for"));
        _setValue(scopes, Set.of());
        click("Make token");
        assertThat(_get(TextField.class, spec -> spec.withLabel("Name")).isInvalid())
                .isTrue();
        assertThat(scopes.isInvalid()).isTrue();
        click("Cancel");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_token_is_made_and_shown_once() {
        assertThat(_get(EmptyState.class).isVisible()).isTrue();
        click("New token");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Shop");
        CheckboxGroup<TokenScope> scopes = _get(CheckboxGroup.class, spec -> spec.withLabel("What it may be used for"));
        _setValue(scopes, Set.of(TokenScope.READ, TokenScope.WRITE));

        click("Make token");

        String secret = _get(TextField.class, spec -> spec.withLabel("Token")).getValue();
        ApiToken token = tokens.access(secret).orElseThrow().token();
        assertThat(token.name()).isEqualTo("Shop");
        assertThat(token.scopes()).containsExactlyInAnyOrder(TokenScope.READ, TokenScope.WRITE);
        assertThat(token.environments()).isNull();
        assertThat(token.expiresAt()).isNotNull();
        click("I have copied it");
        _assertNone(Dialog.class);
        Grid<ApiToken> grid = _get(Grid.class);
        assertThat(GridKt._size(grid)).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("unchecked")
    void what_is_missing_is_said_beside_its_field() {
        click("New token");
        click("Make token");
        TextField name = _get(TextField.class, spec -> spec.withLabel("Name"));
        assertThat(name.isInvalid()).isTrue();
        _setValue(name, "Shop");
        RadioButtonGroup<String> reach = _get(RadioButtonGroup.class, spec -> spec.withLabel("Environments"));
        _setValue(reach, "Only these");
        click("Make token");
        assertThat(tokens.all(admin)).isEmpty();
        _setValue(reach, "All, also future ones");
        click("Make token");
        assertThat(tokens.all(admin)).hasSize(1);
    }

    @Test
    void other_people_do_not_get_here() {
        Actor.Person user =
                TestAccounts.add(people, admin, PersonKind.APP_ADMIN).actor();
        TestSignIn.as(signIns, user);
        UI.getCurrent().navigate("account/api-tokens");
        _assertNone(Button.class, spec -> spec.withText("New token"));
    }

    @Test
    void calls_and_names_are_shown() {
        tokens.create(admin, new ApiTokens.NewToken("<b>x</b>", null, EnumSet.of(TokenScope.READ), null, false, null));
        UI.getCurrent().navigate("account/profile");
        UI.getCurrent().navigate(TokensView.class);
        click("All calls");
        assertThat(_get(Dialog.class).getHeaderTitle()).isEqualTo("Calls of all tokens");
        click("Close");
        _assertNone(Dialog.class);
    }

    @Test
    @SuppressWarnings("unchecked")
    void calls_that_wait_for_a_lock_to_end_are_told() {
        ApiToken token = tokens.create(
                        admin, new ApiTokens.NewToken("Patient", null, EnumSet.of(TokenScope.WRITE), null, true, null))
                .token();
        sql.in(admin.account(), """
                INSERT INTO {a}.api_queued_call (ticket, token_id, fingerprint, method, target, headers, body, state, received_at)
                VALUES ('kept', :token, REPEAT('x', 32), 'POST', '/nowhere', '{}', '', 'WAITING', UTC_TIMESTAMP(3))""").param("token", token.id()).update();
        UI.getCurrent().navigate("account/profile");
        UI.getCurrent().navigate(TokensView.class);
        Grid<ApiToken> grid = _get(Grid.class);
        assertThat(GridKt._getCellComponent(grid, 0, TokensView.STATUS)
                        .getElement()
                        .getTextRecursively())
                .contains("1 call waits");
    }

    private static void click(String text) {
        _click(_get(Button.class, spec -> spec.withText(text)));
    }
}
