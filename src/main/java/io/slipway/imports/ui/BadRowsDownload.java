package io.slipway.imports.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.slipway.account.Actor;
import io.slipway.imports.ImportId;
import java.io.IOException;
import java.io.OutputStream;

/** A file's bad rows, written page by page while they are being loaded. Who may have them is asked each time. */
class BadRowsDownload implements DownloadHandler {

    private final transient ImportDesk desk;
    private final transient ImportId id;
    private final int file;
    private final String name;

    BadRowsDownload(ImportDesk desk, ImportId id, int file, String name) {
        this.desk = desk;
        this.id = id;
        this.file = file;
        this.name = name;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        Actor actor = desk.currentActor().get();
        event.setFileName("bad rows of " + name.replaceAll("[^\\p{L}\\p{N}. _-]", "_"));
        event.setContentType("text/csv; charset=utf-8");
        try (OutputStream out = event.getOutputStream()) {
            desk.imports().writeBadRows(actor, id, file, out);
        }
    }
}
