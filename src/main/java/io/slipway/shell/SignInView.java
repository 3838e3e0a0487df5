package io.slipway.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.account.Accounts;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where people sign in, and come back to where they wanted to go. */
@Route(value = SignInView.PATH, autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
public class SignInView extends Div implements BeforeEnterObserver {

    static final String PATH = "sign-in";
    static final String ERROR = "error";
    static final String WAIT = "wait";

    private final transient Accounts accounts;
    private final transient CurrentActor currentActor;
    private final transient Clock clock;
    private final LoginForm form = new LoginForm();

    SignInView(Accounts accounts, CurrentActor currentActor, Clock clock) {
        this.accounts = accounts;
        this.currentActor = currentActor;
        this.clock = clock;
        addClassName("entrance");
        form.setAction(PATH);
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(words("", ""));
        H1 name = new H1("Slipway");
        name.addClassName("entrance-name");
        Paragraph help =
                new Paragraph("Forgotten your password? A Super Admin of your account can give you a new one.");
        help.addClassName("entrance-help");
        Div card = new Div(name, form, help);
        card.addClassName("entrance-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (accounts.isEmpty()) {
            event.forwardTo(SetUpView.class);
        } else if (VaadinRequest.getCurrent().getUserPrincipal() != null
                && currentActor.find().isPresent()) {
            event.forwardTo(HomeView.class);
        } else {
            showReason(event.getLocation().getQueryParameters());
        }
    }

    private void showReason(QueryParameters parameters) {
        Optional<Duration> pause = parameters.getSingleParameter(WAIT).flatMap(this::pause);
        boolean refused = parameters.getParameters().containsKey(ERROR);
        form.setI18n(
                pause.isPresent()
                        ? words("Too many attempts", "Wait " + Shown.duration(pause.get()) + ", then try again.")
                        : words(
                                "This did not work",
                                "E-mail address or password is wrong, or you may not sign in any more."));
        form.setError(pause.isPresent() || refused);
    }

    private Optional<Duration> pause(String until) {
        try {
            long seconds = Duration.between(clock.instant(), Instant.ofEpochMilli(Long.parseLong(until)))
                    .plusMillis(999)
                    .toSeconds();
            return Optional.of(Duration.ofSeconds(Math.clamp(seconds, 1, 3600)));
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static LoginI18n words(String errorTitle, String errorMessage) {
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("E-mail address");
        words.getForm().setPassword("Password");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle(errorTitle);
        words.getErrorMessage().setMessage(errorMessage);
        words.getErrorMessage().setUsername("Enter your e-mail address");
        words.getErrorMessage().setPassword("Enter your password");
        return words;
    }
}
