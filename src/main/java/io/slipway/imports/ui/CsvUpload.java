package io.slipway.imports.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.InvalidInput;
import io.slipway.imports.ImportId;
import io.slipway.imports.Imports;
import io.slipway.ui.CurrentActor;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files into a draft. They are read while they are stored, so that what is wrong with a file is said at it. What
 * is taken and what is not is told apart by text, not only by colour.
 */
class CsvUpload extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(CsvUpload.class);

    private final transient Imports imports;
    private final transient CurrentActor currentActor;
    private final transient Supplier<Function<Actor, ImportId>> draft;
    private final transient Runnable finished;
    private final Upload upload;
    private final Div refusals = new Div();
    private boolean taken;

    /**
     * @param choose what the button says that lets people choose files
     * @param draft gives what finds the draft files are taken into, and begins it if need be; called on the page, its
     *     result while a file is being received
     * @param finished called on the page when all files chosen are through and at least one was taken
     */
    CsvUpload(
            String choose,
            Imports imports,
            CurrentActor currentActor,
            Supplier<Function<Actor, ImportId>> draft,
            Runnable finished) {
        this.imports = imports;
        this.currentActor = currentActor;
        this.draft = draft;
        this.finished = finished;
        upload = new Upload(new Handler());
        upload.setUploadButton(new Button(choose));
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setMaxFileSize((int) Imports.MOST_BYTES);
        upload.setMaxFiles(Imports.MOST_FILES);
        upload.setDropLabel(new Span("Drop CSV files here"));
        upload.addClassName("csv-upload");
        upload.setI18n(refused());
        upload.addFileRejectedListener(event -> refuse(
                event.getFileName(),
                "It can't be taken: a file has at most 1 GB, and an import at most " + Imports.MOST_FILES + " files."));
        upload.addAllFinishedListener(event -> finish());
        refusals.addClassName("form-errors");
        refusals.getElement().setAttribute("role", "alert");
        refusals.setVisible(false);
        addClassName("csv-upload-area");
        add(upload, refusals);
    }

    /** What the list of files says of one that was refused; the reason stands below. */
    private static UploadI18N refused() {
        return new UploadI18N()
                .setUploading(new UploadI18N.Uploading()
                        .setError(new UploadI18N.Uploading.Error()
                                .setForbidden("Not taken")
                                .setUnexpectedServerError("Not taken")));
    }

    private void finish() {
        if (taken) {
            taken = false;
            finished.run();
        }
    }

    private void refuse(String file, String message) {
        Div line = new Div(file + ": " + message);
        refusals.add(line);
        refusals.setVisible(true);
    }

    private void takenOrRefused(UI ui, String file, @Nullable String refusal) {
        try {
            ui.access(() -> {
                if (refusal == null) {
                    taken = true;
                } else {
                    refuse(file, refusal);
                }
                if (!upload.isUploading()) {
                    finish();
                }
            });
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed before its file was through", e);
        }
    }

    /** Receives one file after the other, outside the page's lock. */
    private final class Handler implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            String name = Objects.requireNonNullElse(event.getFileName(), "file.csv");
            try (var content = event.getInputStream()) {
                Actor actor = currentActor.get();
                imports.addFile(actor, draft.get().apply(actor), name, content);
                takenOrRefused(event.getUI(), name, null);
            } catch (InvalidInput | NotAllowed e) {
                String message = Objects.requireNonNullElse(e.getMessage(), "This did not work.");
                event.reject(message);
                takenOrRefused(event.getUI(), name, message);
            }
        }

        @Override
        public long getFileSizeMax() {
            return Imports.MOST_BYTES;
        }

        @Override
        public long getRequestSizeMax() {
            return Imports.MOST_BYTES;
        }
    }
}
