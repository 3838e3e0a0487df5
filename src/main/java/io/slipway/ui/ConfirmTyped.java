package io.slipway.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** Asks for a name to be typed before data is lost. For anything less, do it and offer to undo it. */
public class ConfirmTyped extends Dialog {

    private final TextField field;
    private final Button confirm;
    private boolean done;

    /**
     * @param title what is about to happen, as a question or a statement
     * @param explanation what is lost, in measured numbers
     * @param name what has to be typed; outer white space does not count
     * @param verb what the button says, for example "Promote and delete 1,204 values"
     */
    public ConfirmTyped(String title, Component explanation, String name, String verb, Runnable action) {
        setHeaderTitle(title);
        addClassName("confirm-typed");
        setWidth("min(32rem, 100vw)");
        field = new TextField("Type “" + name + "” to confirm");
        field.setWidthFull();
        field.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.OFF);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        confirm = new Button(verb, click -> confirm(name, action));
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        confirm.setEnabled(false);
        field.addValueChangeListener(change -> confirm.setEnabled(matches(name)));
        field.addKeyPressListener(Key.ENTER, press -> confirm(name, action));
        Div body = new Div(explanation, field);
        body.addClassName("dialog-body");
        add(body);
        getFooter().add(new Button("Cancel", click -> close()), confirm);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                field.focus();
            }
        });
    }

    private boolean matches(String name) {
        return field.getValue().strip().equals(name.strip());
    }

    /** Once, however often it is clicked. */
    private void confirm(String name, Runnable action) {
        if (done || !matches(name)) {
            return;
        }
        done = true;
        confirm.setEnabled(false);
        close();
        action.run();
    }
}
