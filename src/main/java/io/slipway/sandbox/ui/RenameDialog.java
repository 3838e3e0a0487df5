package io.slipway.sandbox.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.common.Text;
import io.slipway.ui.FormErrors;
import java.util.function.Consumer;

/** Asks for another name. */
class RenameDialog extends Dialog {

    private final FormErrors errors = new FormErrors();
    private final TextField name = new TextField("Name");

    /**
     * @param rename may refuse the name
     */
    RenameDialog(String now, Consumer<String> rename) {
        setHeaderTitle("Rename sandbox");
        setWidth("min(28rem, 100vw)");
        name.setWidthFull();
        name.setMaxLength(Text.NAME_LIMIT);
        name.setValue(now);
        errors.at("name", name);
        Runnable act = () -> {
            if (isOpened() && errors.attempt(() -> rename.accept(name.getValue()))) {
                close();
            }
        };
        name.addKeyPressListener(Key.ENTER, press -> act.run());
        Button confirm = new Button("Rename", click -> act.run());
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div body = new Div(errors, name);
        body.addClassName("dialog-body");
        add(body);
        getFooter().add(new Button("Cancel", click -> close()), confirm);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }
}
