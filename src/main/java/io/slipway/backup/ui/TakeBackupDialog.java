package io.slipway.backup.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.backup.Backups;
import io.slipway.environment.StructureLease.Purpose;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;

/** Asks for a name and notes, and starts a backup. */
class TakeBackupDialog extends Dialog {

    private final transient Backups backups;
    private final transient CurrentActor currentActor;
    private final transient Runnable started;
    private final TextField name = new TextField("Name");
    private final TextArea notes = new TextArea("Notes");
    private final FormErrors errors = new FormErrors();
    private final Button confirm = new Button("Back up now");

    TakeBackupDialog(Backups backups, CurrentActor currentActor, String suggestedName, Runnable started) {
        this.backups = backups;
        this.currentActor = currentActor;
        this.started = started;
        setHeaderTitle("Back up production");
        setWidth("min(30rem, 100vw)");
        name.setValue(suggestedName);
        name.setAutocomplete(Autocomplete.OFF);
        name.setAutoselect(true);
        notes.setHelperText("Why you take it, for whoever looks for it later.");
        notes.setMinRows(2);
        errors.at("name", name).at("notes", notes);
        Div body = new Div(
                new Paragraph(
                        "Everybody goes on working. Apps, records, roles and user groups are in it as they are when"
                                + " it is complete; people and their sign-ins are not."),
                errors,
                name,
                notes);
        body.addClassName("form");
        add(body);
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> start());
        getFooter().add(new Button("Cancel", click -> close()), confirm);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }

    private void start() {
        errors.attempt(this::take);
        confirm.setEnabled(true);
    }

    private void take() {
        switch (backups.take(currentActor.get(), name.getValue(), notes.getValue())) {
            case Backups.Taking taking -> {
                close();
                started.run();
            }
            case Backups.Busy busy ->
                errors.show(
                        "",
                        busy.holder() + " is " + doing(busy.purpose()) + " right now. Try again when that is over.");
            case Backups.NoStore store -> errors.show("", store.reason());
        }
    }

    private static String doing(Purpose purpose) {
        return switch (purpose) {
            case PROMOTION -> "promoting a sandbox to production";
            case RESTORE -> "restoring production";
            case BACKUP -> "backing up production";
            case SANDBOX_COPY -> "copying production into a sandbox";
            case EDIT -> "changing what production is made of";
            case IMPORT_TABLE -> "making a table for an import";
            case CONTRACT -> "clearing away what production no longer needs";
        };
    }
}
