package io.slipway.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.security.SecureRandom;

/** A password one person gives another: readable, because it has to be told, with one to start from. */
class GivenPassword extends Div {

    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TextField field;

    GivenPassword(String label) {
        addClassName("given-password");
        field = new TextField(label);
        field.setAutocomplete(Autocomplete.OFF);
        field.setHelperText("Tell it to them yourself. They can change it under My Account → Profile.");
        field.setValue(makeUp());
        field.addClassName("monospace");
        add(field, new Button("Another one", click -> field.setValue(makeUp())));
    }

    TextField field() {
        return field;
    }

    String getValue() {
        return field.getValue();
    }

    private static String makeUp() {
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group > 0) {
                password.append('-');
            }
            for (int i = 0; i < GROUP_LENGTH; i++) {
                password.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
            }
        }
        return password.toString();
    }
}
