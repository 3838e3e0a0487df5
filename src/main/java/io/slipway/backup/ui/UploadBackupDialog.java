package io.slipway.backup.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.common.InvalidInput;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a downloaded backup back. It is read while it comes, and listed only when all of it is sound. */
class UploadBackupDialog extends Dialog {

    private static final Logger log = LoggerFactory.getLogger(UploadBackupDialog.class);

    private final transient Backups backups;
    private final transient CurrentActor currentActor;
    private final transient Runnable taken;
    private final Upload upload = new Upload(new Handler());
    private final Div refusal = new Div();
    private final Span progress = new Span();

    /**
     * @param taken called on the page when a backup is listed
     */
    UploadBackupDialog(Backups backups, CurrentActor currentActor, Runnable taken) {
        this.backups = backups;
        this.currentActor = currentActor;
        this.taken = taken;
        setHeaderTitle("Upload a backup");
        setWidth("min(34rem, 100vw)");
        Button choose = new Button("Choose file…");
        choose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        upload.setUploadButton(choose);
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setAcceptedFileTypes("application/zip", ".zip");
        upload.setMaxFiles(1);
        upload.setDropLabel(new Span("Drop a backup's ZIP file here"));
        upload.addFileRejectedListener(event -> refuse(
                event.getFileName() + " was not taken: choose one ZIP file, as “Download” gives it for a backup."));
        refusal.addClassName("form-errors");
        refusal.getElement().setAttribute("role", "alert");
        refusal.setVisible(false);
        progress.addClassName("secondary");
        progress.getElement().setAttribute("role", "status");
        Div body = new Div(
                new Paragraph("A backup that was downloaded from this account, or from the account with the same number"
                        + " in another installation. All of it is read and verified before it is listed; nothing is"
                        + " restored by uploading."),
                refusal,
                upload,
                progress);
        body.addClassName("form");
        add(body);
        getFooter().add(new Button("Close", click -> close()));
    }

    private void refuse(String message) {
        progress.setText("");
        refusal.setText(message);
        refusal.setVisible(true);
        upload.clearFileList();
    }

    private void begin(String file) {
        refusal.setVisible(false);
        progress.setText(file + " is being received and verified. This takes as long as its records need.");
    }

    private void listed(Backup backup) {
        close();
        Toast.success("“" + backup.name() + "” is here, verified: " + Shown.count(backup.records(), "record", "records")
                + ".");
        taken.run();
    }

    /** Receives a file, outside the page's lock. */
    private final class Handler implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            String file = Objects.requireNonNullElse(event.getFileName(), "The file");
            UI ui = event.getUI();
            onPage(ui, () -> begin(file));
            try (InputStream content = event.getInputStream()) {
                Actor actor = currentActor.get();
                switch (backups.upload(actor, content)) {
                    case Backups.Uploaded uploaded -> onPage(ui, () -> listed(uploaded.backup()));
                    case Backups.NotTaken not -> refused(event, file + " was not taken. " + not.reason());
                    case Backups.NoStore noStore -> refused(event, noStore.reason());
                }
            } catch (InvalidInput | NotAllowed e) {
                refused(event, file + " was not taken. " + e.getMessage());
            } catch (IOException e) {
                log.warn("An uploaded backup did not arrive", e);
                refused(
                        event,
                        file + " did not arrive whole, and nothing of it was kept: the connection broke off, or the"
                                + " server has no room for it. Try again; the server's log says more.");
            }
        }

        private void refused(UploadEvent event, @Nullable String message) {
            String words = Objects.requireNonNullElse(message, "This did not work.");
            event.reject(words);
            onPage(event.getUI(), () -> refuse(words));
        }

        private void onPage(UI ui, Runnable act) {
            try {
                ui.access(act::run);
            } catch (UIDetachedException e) {
                log.debug("The page was closed before its file was through", e);
            }
        }

        /** As large as the store has room for. */
        @Override
        public long getFileSizeMax() {
            return -1;
        }

        @Override
        public long getRequestSizeMax() {
            return -1;
        }
    }
}
