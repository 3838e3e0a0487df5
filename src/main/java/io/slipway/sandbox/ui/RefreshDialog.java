package io.slipway.sandbox.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.sandbox.Sandbox;
import java.util.function.Consumer;

/** Says what a refresh does and asks how much data to bring. */
class RefreshDialog extends Dialog {

    private boolean done;

    RefreshDialog(Sandbox sandbox, Consumer<DataChoice> refresh) {
        setHeaderTitle("Refresh the data of “" + sandbox.name() + "”");
        setWidth("min(32rem, 100vw)");
        DataChoiceField data = new DataChoiceField(sandbox.environment().data());
        Div body = new Div(
                new Paragraph("The records in the sandbox are replaced by production's as they are now. What people"
                        + " entered in the sandbox is lost; the pending changes stay."),
                data);
        body.addClassName("dialog-body");
        add(body);
        Button confirm = new Button("Replace the data", click -> {
            if (!done) {
                done = true;
                close();
                refresh.accept(data.getValue());
            }
        });
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), confirm);
    }
}
