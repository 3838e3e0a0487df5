package io.slipway.backup.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.backup.RestoreStarter;
import io.slipway.common.RunId;
import io.slipway.ui.ConfirmTyped;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.Toast;
import io.slipway.ui.ViewerTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The way from a backup to a restore that runs: look, read, type, go. */
@Component
class Restoring {

    private final Backups backups;
    private final Accounts accounts;
    private final CurrentActor currentActor;
    private final ViewerTime time;
    private final ObjectProvider<RestoreStarter> starter;

    Restoring(
            Backups backups,
            Accounts accounts,
            CurrentActor currentActor,
            ViewerTime time,
            ObjectProvider<RestoreStarter> starter) {
        this.backups = backups;
        this.accounts = accounts;
        this.currentActor = currentActor;
        this.time = time;
        this.starter = starter;
    }

    /** Whether this installation can restore. */
    boolean isPossible() {
        return starter.getIfAvailable() != null;
    }

    /**
     * Shows what restoring would do, and restores when the account's name is typed.
     *
     * @param changed run when the backup turned out to be damaged
     */
    void ask(Backup backup, Runnable changed) {
        UI ui = UI.getCurrent();
        Actor.Person actor = currentActor.get();
        Dialog looking = looking(backup);
        Later.run(
                ui,
                () -> backups.preview(actor, backup.id()),
                preview -> {
                    if (looking.isOpened()) {
                        looking.close();
                        confirm(backup, preview, actor);
                    }
                },
                () -> {
                    looking.close();
                    changed.run();
                });
    }

    private static Dialog looking(Backup backup) {
        Dialog dialog = new Dialog("Restore “" + backup.name() + "”");
        dialog.setWidth("min(36rem, 100vw)");
        ProgressBar bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "Comparing the backup with production");
        Div body = new Div(new Paragraph("The backup is being compared with production."), bar);
        body.addClassName("dialog-body");
        dialog.add(body);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()));
        dialog.open();
        return dialog;
    }

    private void confirm(Backup backup, Backups.Preview preview, Actor.Person actor) {
        String name = accounts.settings(actor).name();
        ConfirmTyped dialog = new ConfirmTyped(
                "Restore “" + backup.name() + "”",
                new PreviewText(preview, time),
                name,
                "Restore production",
                () -> start(backup, name));
        dialog.setWidth("min(40rem, 100vw)");
        dialog.open();
    }

    private void start(Backup backup, String typedName) {
        RestoreStarter.Outcome outcome =
                starter.getObject().start(currentActor.get(), backup.id(), typedName, currentActor.sessionHash());
        switch (outcome) {
            case RestoreStarter.Started started -> show(started.run());
            case RestoreStarter.AlreadyRunning running -> {
                Toast.failure("Another promotion or restore is not finished yet. Here it is.");
                show(running.run());
            }
            case RestoreStarter.Refused refused -> Toast.failure(refused.reason());
        }
    }

    private static void show(RunId run) {
        UI.getCurrent().navigate("runs/" + run);
    }
}
