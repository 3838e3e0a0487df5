package io.slipway.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.Appearance;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.common.InvalidInput;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.Toast;
import jakarta.annotation.security.PermitAll;

/** My Account → Profile: one's own name, password and the look of pages. */
@Route(ProfileView.PATH)
@PageTitle("Profile · Slipway")
@PermitAll
public class ProfileView extends MyAccountPage {

    static final String PATH = "account/profile";

    private final transient CurrentActor currentActor;
    private final transient People people;

    ProfileView(CurrentActor currentActor, People people) {
        this.currentActor = currentActor;
        this.people = people;
        Person me = people.me(currentActor.get());
        add(nameForm(me), passwordForm(me), looksForm(me));
    }

    private Div nameForm(Person me) {
        TextField name = new TextField("Name");
        name.setValue(me.name());
        FormErrors errors = new FormErrors().at("personName", name);
        Button save = new Button("Save name", click -> {
            if (errors.attempt(() -> name.setValue(
                    people.renameMe(currentActor.get(), name.getValue()).name()))) {
                Toast.success("Your name is saved.");
            }
        });
        Paragraph who = new Paragraph(
                me.email() + ", " + me.kind().label() + ". A Super Admin can change your e-mail address.");
        who.addClassName("secondary");
        return form(new H2("You"), who, errors, name, save);
    }

    private Div passwordForm(Person me) {
        PasswordField current = PasswordFields.current("Current password");
        PasswordField wanted = PasswordFields.fresh("New password");
        PasswordField again = PasswordFields.fresh("New password again");
        again.setHelperText("");
        FormErrors errors =
                new FormErrors().at("current", current).at("password", wanted).at("again", again);
        Button save = new Button("Change password", click -> {
            if (errors.attempt(() -> changePassword(current.getValue(), wanted.getValue(), again.getValue()))) {
                current.clear();
                wanted.clear();
                again.clear();
                Toast.success("Your password is changed. Your other sign-ins have ended.");
            }
        });
        return form(new H2("Password"), errors, current, wanted, again, save);
    }

    private void changePassword(String current, String wanted, String again) {
        if (!wanted.equals(again)) {
            throw new InvalidInput("again", "The two new passwords differ.");
        }
        people.changeMyPassword(currentActor.get(), current, wanted, currentActor.sessionHash());
    }

    private Div looksForm(Person me) {
        RadioButtonGroup<Appearance.Scheme> scheme = new RadioButtonGroup<>("Colours");
        scheme.setItems(Appearance.Scheme.values());
        scheme.setItemLabelGenerator(Appearance.Scheme::label);
        scheme.setValue(me.appearance().scheme());
        RadioButtonGroup<Appearance.Density> density = new RadioButtonGroup<>("Density");
        density.setItems(Appearance.Density.values());
        density.setItemLabelGenerator(Appearance.Density::label);
        density.setValue(me.appearance().density());
        scheme.addValueChangeListener(change -> look(scheme, density));
        density.addValueChangeListener(change -> look(scheme, density));
        return form(new H2("Look"), scheme, density);
    }

    private void look(RadioButtonGroup<Appearance.Scheme> scheme, RadioButtonGroup<Appearance.Density> density) {
        Appearance appearance = new Appearance(scheme.getValue(), density.getValue());
        people.changeMyAppearance(currentActor.get(), appearance);
        Looks.apply(UI.getCurrent(), appearance);
    }

    private static Div form(com.vaadin.flow.component.Component... parts) {
        Div form = new Div(parts);
        form.addClassNames("form", "section");
        form.getChildren()
                .filter(Button.class::isInstance)
                .forEach(button -> ((Button) button).addThemeVariants(ButtonVariant.LUMO_PRIMARY));
        return form;
    }
}
