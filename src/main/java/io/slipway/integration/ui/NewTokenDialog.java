package io.slipway.integration.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.ApiTokens;

/** Shows a new token, once. */
class NewTokenDialog extends Dialog {

    NewTokenDialog(ApiTokens.Created created) {
        setHeaderTitle("“" + created.token().name() + "” is ready");
        setWidth("min(38rem, 100vw)");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        TextField field = new TextField("Token");
        field.setValue(created.secret());
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
                            created.secret(),
                            field.getElement());
            copy.setText("Copied");
        });
        Div line = new Div(field, copy);
        line.addClassName("token-secret");
        Paragraph use = new Paragraph("Programs send it with every call, in the header Authorization: Bearer …");
        use.addClassName("secondary");
        Div body = new Div(
                new Paragraph("Copy it now and keep it like a password: only its fingerprint is stored, so nobody can"
                        + " show it again."),
                line,
                use);
        body.addClassName("dialog-body");
        add(body);
        Button done = new Button("I have copied it", click -> close());
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(done);
    }
}
