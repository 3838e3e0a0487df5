package io.slipway.shell;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.account.Accounts;
import io.slipway.account.Accounts.FirstAccount;
import io.slipway.account.NewAccount;
import io.slipway.account.NewPerson;
import io.slipway.account.PersonKind;
import io.slipway.ui.FormErrors;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The very first page of an installation without an account: makes the account and its first Super Admin, once. */
@Route(value = SetUpView.PATH, autoLayout = false)
@PageTitle("Set up · Slipway")
@AnonymousAllowed
public class SetUpView extends Div implements BeforeEnterObserver {

    static final String PATH = "setup";

    private final transient Accounts accounts;
    private final TextField accountName = new TextField("Account");
    private final TimeZoneField zone = new TimeZoneField("Time zone");
    private final TextField name = new TextField("Your name");
    private final EmailField email = new EmailField("Your e-mail address");
    private final PasswordField password = PasswordFields.fresh("Password");
    private final FormErrors errors = new FormErrors();
    private final Div card = new Div();
    private final Button create = new Button("Set up Slipway", click -> create());

    SetUpView(Accounts accounts) {
        this.accounts = accounts;
        addClassName("entrance");
        card.addClassNames("entrance-card", "form");
        accountName.setHelperText("Your company or team. It can be changed later.");
        name.setAutocomplete(Autocomplete.NAME);
        email.setAutocomplete(Autocomplete.USERNAME);
        errors.at("name", accountName).at("personName", name).at("email", email).at("password", password);
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.addClickShortcut(Key.ENTER);
        create.setDisableOnClick(true);
        H1 title = new H1("Welcome to Slipway");
        title.addClassName("entrance-name");
        card.add(
                title,
                new Paragraph("This installation is new. Make its first account, and yourself its Super Admin: "
                        + "the person who manages people, backs up and promotes."),
                errors,
                accountName,
                zone,
                new H2("You"),
                name,
                email,
                password,
                create);
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!accounts.isEmpty()) {
            event.forwardTo(SignInView.class);
            return;
        }
        @Nullable
        String browserZone = event.getUI().getPage().getExtendedClientDetails().getTimeZoneId();
        zone.setValue(TimeZoneField.orUtc(Objects.requireNonNullElse(browserZone, "UTC")));
    }

    private void create() {
        try {
            errors.attempt(() -> show(accounts.createFirst(new NewAccount(
                    accountName.getValue(),
                    Objects.requireNonNullElse(zone.getValue(), TimeZoneField.orUtc("UTC")),
                    new NewPerson(name.getValue(), email.getValue(), PersonKind.SUPER_ADMIN, password.getValue())))));
        } finally {
            create.setEnabled(true);
        }
    }

    private void show(FirstAccount outcome) {
        String text = switch (outcome) {
            case FirstAccount.Made made ->
                "“" + made.account().name() + "” is ready. Sign in with "
                        + made.superAdmin().email() + ".";
            case FirstAccount.AlreadySetUp alreadySetUp ->
                "Somebody else has set this installation up a moment ago. Nothing of yours was kept; "
                        + "ask them to add you.";
        };
        Button signIn = new Button(
                "Go to the sign-in", click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(SignInView.class)));
        signIn.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        card.removeAll();
        H1 title = new H1(outcome instanceof FirstAccount.Made ? "All set" : "Already set up");
        title.addClassName("entrance-name");
        Paragraph words = new Paragraph(text);
        words.getElement().setAttribute("role", "status");
        card.add(title, words, signIn);
    }
}
