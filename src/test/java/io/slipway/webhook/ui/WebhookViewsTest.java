package io.slipway.webhook.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.ContextMenuKt;
import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.testing.AllKinds;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.PageHeader;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.Webhooks;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class WebhookViewsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    SignIns signIns;

    @Autowired
    Webhooks webhooks;

    AllKinds kinds;
    Actor.Person admin;

    @BeforeEach
    void signIn() {
        kinds = new AllKinds(workshop);
        admin = workshop.superAdmin(kinds.production.account());
        TestSignIn.as(signIns, admin);
    }

    private void open(String rest) {
        UI.getCurrent().navigate("env/" + kinds.production + "/webhooks" + rest);
    }

    private Webhook made() {
        return webhooks.create(
                        admin,
                        kinds.production,
                        new WebhookDraft(
                                "Shop",
                                kinds.things,
                                Set.of(Webhook.Event.values()),
                                List.of(),
                                List.of(),
                                "https://shop.example/hook",
                                null,
                                Webhook.OnPromotion.HOLD))
                .webhook();
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_first_one_is_made_and_its_secret_shown_once() {
        open("");
        _click(_get(Button.class, spec -> spec.withText("Make the first webhook")));
        _click(_get(Button.class, spec -> spec.withText("Make webhook")));
        assertThat(List.of(
                        _get(TextField.class, spec -> spec.withLabel("Name")).isInvalid(),
                        _get(TextField.class, spec -> spec.withLabel("Address")).isInvalid(),
                        _get(ComboBox.class, spec -> spec.withLabel("Table")).isInvalid()))
                .containsOnly(true);
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Shop");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Address")), "http://10.0.0.1/");
        _setValue(
                (ComboBox<Table>) _get(ComboBox.class, spec -> spec.withLabel("Table")),
                new Table(kinds.things, "Things", "", null));
        _setValue(
                (MultiSelectComboBox<Field>) _get(MultiSelectComboBox.class, spec -> spec.withLabel("Fields to send")),
                Set.of(kinds.field("text")));
        _click(_get(Button.class, spec -> spec.withText("Make webhook")));
        TextField address = _get(TextField.class, spec -> spec.withLabel("Address"));
        assertThat(address.isInvalid()).isTrue();
        assertThat(address.getErrorMessage()).contains("10.0.0.1", "not a public address");

        _setValue(address, "https://shop.example/hook");
        _click(_get(Button.class, spec -> spec.withText("Make webhook")));

        Webhook made = webhooks.list(admin, kinds.production).getFirst();
        assertThat(made.fields()).containsExactly(kinds.f("text"));
        assertThat(made.enabled()).isTrue();
        assertThat(_get(TextField.class, spec -> spec.withLabel("Signing secret"))
                        .getValue())
                .startsWith("whsec_");
        _click(_get(Button.class, spec -> spec.withText("I have copied it")));
        assertThat(_get(H1.class).getElement().getTextRecursively()).contains("Shop", "On");
        assertThat(_find(TextField.class)).isEmpty();

        open("");
        Grid<Webhook> grid = _get(Grid.class);
        assertThat(GridKt._size(grid)).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_test_is_queued_looked_at_dropped_and_seen_as_dropped() {
        Webhook webhook = made();
        open("/" + webhook.id());
        _click(_get(Button.class, spec -> spec.withText("Send test event")));

        Grid<Delivery> grid = _get(Grid.class);
        assertThat(GridKt._size(grid)).isEqualTo(1);
        grid.select(GridKt._get(grid, 0));
        assertThat(_get(Pre.class).getText()).contains("webhook.test", "\"Things\"");
        _click(_get(Button.class, spec -> spec.withText("Drop")));

        assertThat(webhooks.deliveries(admin, webhook.id(), null, 0, 10))
                .extracting(Delivery::state)
                .containsExactly(Delivery.State.DROPPED);
        assertThat(_find(Paragraph.class)).anyMatch(line -> line.getText().contains("Dropped by"));
        _assertNone(Button.class, spec -> spec.withText("Drop"));
    }

    @Test
    void it_is_switched_off_given_a_new_secret_edited_and_deleted() {
        Webhook webhook = made();
        open("/" + webhook.id());
        _click(_get(Button.class, spec -> spec.withText("Switch off")));
        assertThat(webhooks.get(admin, webhook.id()).enabled()).isFalse();
        _click(_get(Button.class, spec -> spec.withText("Switch on")));
        assertThat(webhooks.get(admin, webhook.id()).enabled()).isTrue();

        ContextMenuKt._clickItemWithCaption(_get(_get(PageHeader.class), MenuBar.class), "New signing secret…");
        _click(_get(Button.class, spec -> spec.withText("Make new secret")));
        assertThat(webhooks.get(admin, webhook.id()).oldSecretUntil()).isNotNull();
        _click(_get(Button.class, spec -> spec.withText("I have copied it")));
        ContextMenuKt._clickItemWithCaption(_get(_get(PageHeader.class), MenuBar.class), "End the old secret");
        assertThat(webhooks.get(admin, webhook.id()).oldSecretUntil()).isNull();

        ContextMenuKt._clickItemWithCaption(_get(_get(PageHeader.class), MenuBar.class), "Edit");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Web shop");
        _click(_get(Button.class, spec -> spec.withText("Save")));
        _assertNone(Dialog.class);
        assertThat(_get(H1.class).getElement().getTextRecursively()).contains("Web shop");

        ContextMenuKt._clickItemWithCaption(_get(_get(PageHeader.class), MenuBar.class), "Delete…");
        com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(webhooks.list(admin, kinds.production)).isEmpty();
    }

    @Test
    void nobody_but_super_admins_gets_in_and_strange_addresses_lead_nowhere() {
        Webhook webhook = made();
        for (String strange : List.of("/x", "/0", "/999999")) {
            open(strange);
            assertThat(_get(H1.class).getText()).isEqualTo("You can’t go there");
        }
        TestSignIn.as(signIns, workshop.person(kinds.production.account(), PersonKind.APP_ADMIN, "Builder"));
        for (String page : List.of("", "/" + webhook.id())) {
            open(page);
            assertThat(_get(H1.class).getText()).isEqualTo("You can’t go there");
        }
    }
}
