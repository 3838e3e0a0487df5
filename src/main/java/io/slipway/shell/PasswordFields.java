package io.slipway.shell;

import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;

/** Fields for passwords as password managers understand them. */
final class PasswordFields {

    private PasswordFields() {}

    static PasswordField current(String label) {
        PasswordField field = new PasswordField(label);
        field.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        field.setWidthFull();
        return field;
    }

    static PasswordField fresh(String label) {
        PasswordField field = new PasswordField(label);
        field.setAutocomplete(Autocomplete.NEW_PASSWORD);
        field.setHelperText("At least 12 characters. A sentence is easy to remember and hard to guess.");
        field.setWidthFull();
        return field;
    }
}
