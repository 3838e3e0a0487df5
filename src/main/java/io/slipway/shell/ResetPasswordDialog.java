package io.slipway.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;
import io.slipway.ui.Toast;

/** Gives a person a new password. */
class ResetPasswordDialog extends Dialog {

    ResetPasswordDialog(People people, CurrentActor currentActor, Person person) {
        setHeaderTitle("Reset password");
        setWidth("min(30rem, 100vw)");
        GivenPassword password = new GivenPassword("New password");
        FormErrors errors = new FormErrors().at("password", password.field());
        Div body = new Div(
                new Paragraph(person.name() + " is signed out everywhere and signs in with this password from now on."),
                errors,
                password);
        body.addClassName("form");
        add(body);
        Button confirm = new Button("Reset password");
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.addClickListener(click -> {
            if (errors.attempt(() -> people.resetPassword(currentActor.get(), person.id(), password.getValue()))) {
                close();
                Toast.success(person.name() + " has a new password.");
            }
        });
        getFooter().add(new Button("Cancel", click -> close()), confirm);
    }
}
