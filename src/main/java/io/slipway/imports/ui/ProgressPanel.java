package io.slipway.imports.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.slipway.imports.ImportJob;
import io.slipway.ui.Confirm;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import java.util.Objects;

/** How far an import is. All of it is read from the database, so it is the same after a reload or a restart. */
class ProgressPanel extends Div {

    private final transient ImportDesk desk;
    private final transient Runnable changed;
    private final transient ImportJob first;
    private final Div badge = new Div();
    private final ProgressBar bar = new ProgressBar(0, 1);
    private final Paragraph line = new Paragraph();
    private final Paragraph reason = new Paragraph();
    private final Div files = new Div();

    ProgressPanel(ImportDesk desk, ImportJob job, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
        this.first = job;
        addClassNames("import-panel");
        bar.getElement().setAttribute("aria-label", "Progress of the import");
        reason.addClassName("import-reason");
        files.addClassName("import-files");
        Button cancel = new Button("Cancel import", VaadinIcon.CLOSE_SMALL.create(), click -> cancel());
        Anchor list = ImportPages.link(ImportPages.list(job.environment()), "All imports");
        add(
                new PageHeader(
                                job.title(),
                                "Started by " + job.createdByName() + ". You can leave this page; it goes on.")
                        .besideTitle(badge)
                        .actions(cancel),
                bar,
                line,
                reason,
                files,
                list);
        show(job);
    }

    void show(ImportJob job) {
        badge.removeAll();
        badge.add(new ImportStateBadge(job));
        bar.setValue(job.workTotal() == 0 ? 0 : Math.min(1.0, (double) job.workDone() / job.workTotal()));
        line.setText(Shown.count(job.read()) + " of " + Shown.count(job.rows(), "row", "rows") + " are through: "
                + Shown.count(job.created()) + " new, " + Shown.count(job.updated()) + " changed, "
                + Shown.count(job.bad()) + " bad.");
        reason.setText(Objects.requireNonNullElse(job.reason(), ""));
        reason.setVisible(job.reason() != null);
        files.removeAll();
        if (job.files().size() > 1) {
            job.files().forEach(file -> files.add(file(file)));
        }
    }

    private static Div file(ImportJob.File file) {
        Div name = new Div(file.name());
        Div count = new Div(
                Shown.count(file.read()) + " / " + Shown.count(file.inspection().rows()));
        count.addClassName("import-count");
        Div row = new Div(name, count);
        row.addClassName("import-file-progress");
        row.getElement()
                .getClassList()
                .set("import-file-done", file.read() >= file.inspection().rows());
        return row;
    }

    private void cancel() {
        Confirm.ask(
                "Cancel this import?",
                "What is imported so far stays. The other rows do not come in.",
                "Cancel import",
                () -> {
                    desk.imports().cancel(desk.currentActor().get(), first.id());
                    changed.run();
                });
    }
}
