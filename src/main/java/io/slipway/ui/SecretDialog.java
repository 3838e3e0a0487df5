package io.slipway.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;

/** Shows a secret, once. It closes by its button only, so that nobody loses the secret by a slip. */
public class SecretDialog extends Dialog {

    private static final String COPY = "navigator.clipboard ? navigator.clipboard.writeText($0)"
            + " : ($1.inputElement.select(), document.execCommand('copy'))";

    /**
     * @param label what the secret is called
     * @param why what to do with it, and that it is not shown again
     */
    public SecretDialog(String title, String label, String secret, String why) {
        setHeaderTitle(title);
        setWidth("min(38rem, 100vw)");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        TextField field = new TextField(label);
        field.setValue(secret);
        field.setReadOnly(true);
        field.setAutoselect(true);
        field.addClassName("monospace");
        field.setWidthFull();
        Button copy = new Button("Copy", VaadinIcon.COPY_O.create());
        copy.addClickListener(click -> {
            copy.getElement().executeJs(COPY, secret, field.getElement());
            copy.setText("Copied");
        });
        Div line = new Div(field, copy);
        line.addClassName("secret-line");
        Div body = new Div(new Paragraph(why), line);
        body.addClassName("dialog-body");
        add(body);
        Button done = new Button("I have copied it", click -> close());
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(done);
    }
}
