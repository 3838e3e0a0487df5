package io.slipway.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.NewPerson;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;
import java.util.function.Consumer;

/** Adds a person or changes one. */
class PersonDialog extends Dialog {

    private final TextField name = new TextField("Name");
    private final EmailField email = new EmailField("E-mail address");
    private final RadioButtonGroup<PersonKind> kind = new RadioButtonGroup<>("Kind");
    private final FormErrors errors = new FormErrors();
    private final Div body = new Div();

    /** Adds. */
    PersonDialog(People people, CurrentActor currentActor, Consumer<String> done) {
        this("Add person");
        GivenPassword password = new GivenPassword("First password");
        kind.setValue(PersonKind.USER);
        body.add(password);
        errors.at("password", password.field());
        act(
                "Add person",
                () -> done.accept(people.add(
                                        currentActor.get(),
                                        new NewPerson(
                                                name.getValue(),
                                                email.getValue(),
                                                kind.getValue(),
                                                password.getValue()))
                                .name()
                        + " can sign in now."));
    }

    /** Changes. */
    PersonDialog(People people, CurrentActor currentActor, Person person, Consumer<String> done) {
        this("Edit person");
        name.setValue(person.name());
        email.setValue(person.email());
        kind.setValue(person.kind());
        act(
                "Save",
                () -> done.accept(people.change(
                                        currentActor.get(),
                                        person.id(),
                                        new People.PersonChange(
                                                name.getValue(), email.getValue(), kind.getValue(), person.version()))
                                .name()
                        + " is saved."));
    }

    private PersonDialog(String title) {
        setHeaderTitle(title);
        setWidth("min(30rem, 100vw)");
        name.setAutocomplete(Autocomplete.OFF);
        email.setAutocomplete(Autocomplete.OFF);
        kind.setItems(PersonKind.values());
        kind.setItemLabelGenerator(PersonDialog::describe);
        kind.addClassName("stacked");
        errors.at("personName", name).at("email", email).at("kind", kind);
        body.addClassName("form");
        body.add(errors, name, email, kind);
        add(body);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }

    private void act(String verb, Runnable act) {
        Button confirm = new Button(verb);
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> {
            if (errors.attempt(act)) {
                close();
            } else {
                confirm.setEnabled(true);
            }
        });
        getFooter().add(new Button("Cancel", click -> close()), confirm);
    }

    private static String describe(PersonKind kind) {
        return switch (kind) {
            case SUPER_ADMIN -> "Super Admin: promotes, backs up, manages people, builds";
            case APP_ADMIN -> "App Admin: builds apps and sees all records";
            case USER -> "User: works with records, as far as roles allow";
        };
    }
}
