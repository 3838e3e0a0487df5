package io.slipway.imports.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.ImportJob;
import io.slipway.imports.Inspection;
import io.slipway.ui.Shown;
import java.util.Locale;

/** The files of a draft: what was found in each, how it is read, and another one. */
class FilesPanel extends Section {

    private final transient ImportDesk desk;
    private final transient ImportJob job;
    private final transient Runnable changed;

    /**
     * @param changed called when there are other files, or a file is read in another way
     */
    FilesPanel(ImportDesk desk, ImportJob job, Runnable changed) {
        this.desk = desk;
        this.job = job;
        this.changed = changed;
        addClassName("import-section");
        add(new H2(job.files().size() == 1 ? "File" : "Files"));
        Div list = new Div();
        list.addClassName("import-file-list");
        job.files().forEach(file -> list.add(card(file)));
        add(list);
        add(new CsvUpload("Add files", desk.imports(), desk.currentActor(), () -> actor -> job.id(), changed));
    }

    private Div card(ImportJob.File file) {
        Inspection found = file.inspection();
        Span name = new Span(file.name());
        name.addClassName("two-lines-first");
        Span facts = new Span(Shown.count(found.rows(), "row", "rows") + ", "
                + Shown.count(found.columns().size(), "column", "columns") + ", " + Shown.size(file.size()) + ", "
                + found.format().charset() + ", "
                + CsvFormat.inWords(found.format().delimiter()).toLowerCase(Locale.ROOT) + " between cells");
        facts.addClassName("secondary");
        Div words = new Div(name, facts);
        words.addClassName("import-file-words");
        found.notices().forEach(notice -> {
            Div line = new Div(notice);
            line.addClassName("import-notice");
            words.add(line);
        });
        Button read = new Button("Read differently", click -> new ReadDialog(desk, job.id(), file, changed).open());
        read.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        Button remove = new Button(VaadinIcon.TRASH.create(), click -> {
            desk.imports().removeFile(desk.currentActor().get(), job.id(), file.number());
            changed.run();
        });
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        remove.setAriaLabel("Take " + file.name() + " out");
        Div actions = new Div(read, remove);
        actions.addClassName("row-actions");
        Div card = new Div(words, actions);
        card.addClassName("import-file");
        return card;
    }
}
