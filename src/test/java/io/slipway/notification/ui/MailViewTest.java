package io.slipway.notification.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Accounts;
import io.slipway.account.MailRequested;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.notification.Mail;
import io.slipway.notification.Mailbox;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

@UiTest
class MailViewTest {

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    @Autowired
    Mailbox mailbox;

    @Autowired
    ApplicationEventPublisher events;

    TestAccounts.Made account;

    @BeforeEach
    void signIn() {
        account = TestAccounts.make(accounts);
        TestSignIn.as(signIns, account.superAdmin());
    }

    @Test
    void a_mail_is_read_with_its_whole_text() {
        events.publishEvent(
                new MailRequested(account.id(), "ada@example.com", "Unlocked", "Line one\nLine <b>two</b>", "run:1"));
        events.publishEvent(new MailRequested(account.id(), "ada@example.com", "Other", "x", "run:2"));
        UI.getCurrent().navigate("account/mail");
        Grid<Mail> grid = grid();
        assertThat(GridKt._size(grid)).isEqualTo(2);

        _setValue(_get(TextField.class), "unlocked");
        assertThat(GridKt._size(grid)).isEqualTo(1);
        grid.select(GridKt._get(grid, 0));

        assertThat(_get(Pre.class).getText()).isEqualTo("Line one\nLine <b>two</b>");
        _assertNone(Button.class, spec -> spec.withText("Send again"));
    }

    @Test
    void a_blocked_mail_says_why_and_is_sent_again() {
        events.publishEvent(new MailRequested(account.id(), "not an address", "Unlocked", "x", "run:1"));
        UI.getCurrent().navigate("account/mail");
        Grid<Mail> grid = grid();
        grid.select(GridKt._get(grid, 0));
        assertThat(_find(com.vaadin.flow.component.html.Paragraph.class))
                .anyMatch(line -> line.getText().contains("is no e-mail address"));

        _click(_get(Button.class, spec -> spec.withText("Send again")));

        assertThat(mailbox.list(account.superAdmin(), "", 0, 10))
                .singleElement()
                .extracting(Mail::state)
                .isEqualTo(Mail.State.QUEUED);
    }

    @Test
    void only_super_admins_get_in() {
        TestSignIn.as(
                signIns,
                TestAccounts.add(people, account.superAdmin(), PersonKind.APP_ADMIN)
                        .actor());

        UI.getCurrent().navigate("account/mail");

        assertThat(_get(H1.class, spec -> spec.withText("You can’t go there"))).isNotNull();
    }

    @SuppressWarnings("unchecked")
    private static Grid<Mail> grid() {
        return _get(Grid.class);
    }
}
