package io.slipway.webhook.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;

/** Shows a secret, once. */
class SecretDialog extends Dialog {

    SecretDialog(String title, String secret) {
        setHeaderTitle(title);
        setWidth("min(38rem, 100vw)");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        TextField field = new TextField("Signing secret");
        field.setValue(secret);
        field.setReadOnly(true);
        field.setAutoselect(true);
        field.addClassName("monospace");
        field.setWidthFull();
        Button copy = new Button("Copy", VaadinIcon.COPY_O.create());
        copy.addClickListener(click -> {
            copy.getElement()
                    .executeJs(
                            "navigator.clipboard ? navigator.clipboard.writeText($0) : ($1.inputElement.select(),"
                                    + " document.execCommand('copy'))",
                            secret,
                            field.getElement());
            copy.setText("Copied");
        });
        Div line = new Div(field, copy);
        line.addClassName("webhook-secret");
        Div body = new Div(
                new Paragraph("Give it to the receiver now: it is kept encrypted, and nobody can read it here again."
                        + " With it the receiver checks that an event comes from here."),
                line);
        body.addClassName("dialog-body");
        add(body);
        Button done = new Button("I have copied it", click -> close());
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(done);
    }
}
