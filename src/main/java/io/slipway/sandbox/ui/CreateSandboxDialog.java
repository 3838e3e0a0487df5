package io.slipway.sandbox.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.common.Text;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;
import java.util.Optional;

/** Asks what a new sandbox should be like. */
class CreateSandboxDialog extends Dialog {

    private final transient Sandboxes sandboxes;
    private final transient CurrentActor currentActor;
    private final transient Runnable created;
    private final FormErrors errors = new FormErrors();
    private final TextField name = new TextField("Name");
    private final DataChoiceField data = new DataChoiceField(DataChoice.FULL);
    private final Checkbox promotable = new Checkbox("Promotable");
    private final Button create = new Button("Create sandbox", click -> create());

    /**
     * @param created called when it is being created
     */
    CreateSandboxDialog(Sandboxes sandboxes, CurrentActor currentActor, Runnable created) {
        this.sandboxes = sandboxes;
        this.currentActor = currentActor;
        this.created = created;
        setHeaderTitle("New sandbox");
        setWidth("min(32rem, 100vw)");
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(Text.NAME_LIMIT);
        name.setHelperText("For example, what you are going to build in it");
        explainPromotable();
        errors.at("name", name).at("promotable", promotable);
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        name.addKeyPressListener(Key.ENTER, press -> create());
        Div body = new Div(errors, name, data, promotable);
        body.addClassName("dialog-body");
        add(body);
        getFooter().add(new Button("Cancel", click -> close()), create);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }

    /** An account has one promotable sandbox. */
    private void explainPromotable() {
        Optional<Sandbox> other = sandboxes.list(currentActor.get()).stream()
                .filter(sandbox -> sandbox.environment().promotable())
                .findFirst();
        promotable.setValue(other.isEmpty());
        promotable.setEnabled(other.isEmpty());
        promotable.setHelperText(other.map(
                        sandbox -> "“" + sandbox.name() + "” is the promotable sandbox already; an account has one.")
                .orElse("Its changes can be promoted. As long as it is there, production's structure is read-only."));
    }

    /** Once, however often it is clicked. */
    private void create() {
        if (!create.isEnabled()) {
            return;
        }
        create.setEnabled(false);
        if (!errors.attempt(this::ask)) {
            create.setEnabled(true);
        }
    }

    private void ask() {
        switch (sandboxes.create(currentActor.get(), name.getValue(), data.getValue(), promotable.getValue())) {
            case Sandboxes.Creating creating -> {
                close();
                created.run();
            }
            case Sandboxes.ProductionBusy busy -> {
                errors.show("", busy.reason());
                create.setEnabled(true);
            }
        }
    }
}
