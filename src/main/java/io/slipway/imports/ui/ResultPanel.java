package io.slipway.imports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.imports.BadRow;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.ui.Confirm;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of an import: how many rows are records now, where they are, and which rows are bad and why. */
class ResultPanel extends Div {

    private static final int MOST_SHOWN_CELLS = 200;

    private final transient ImportDesk desk;
    private final transient ImportJob job;

    ResultPanel(ImportDesk desk, ImportJob job) {
        this.desk = desk;
        this.job = job;
        addClassName("import-panel");
        Button remove = new Button("Remove from the list", VaadinIcon.TRASH.create(), click -> remove());
        add(new PageHeader(job.title(), byWhom())
                .besideTitle(new ImportStateBadge(job))
                .actions(remove, again()));
        reason().ifPresent(this::add);
        add(new Paragraph(sentence()));
        if (job.files().size() > 1) {
            add(FileResults.of(job));
        }
        tables().ifPresent(this::add);
        if (job.bad() > 0) {
            addBadRows();
        }
        add(ImportPages.link(ImportPages.list(job.environment()), "All imports"));
    }

    private Anchor again() {
        Anchor again = ImportPages.link(ImportPages.begin(job.environment()), "New import");
        again.addClassName("button-link");
        return again;
    }

    private String byWhom() {
        Instant end = job.endedAt();
        String took = job.startedAt() == null || end == null
                ? ""
                : ", took " + Shown.duration(Duration.between(job.startedAt(), end));
        return "By " + job.createdByName()
                + (end == null ? "" : ", " + desk.time().dateTime(end)) + took;
    }

    private Optional<Component> reason() {
        if (job.reason() == null) {
            return Optional.empty();
        }
        Div why = new Div(job.reason());
        why.addClassName("form-errors");
        return Optional.of(why);
    }

    private String sentence() {
        String done = Shown.count(job.read()) + " of " + Shown.count(job.rows(), "row", "rows") + " went through: "
                + Shown.count(job.created()) + " new, " + Shown.count(job.updated()) + " changed, "
                + Shown.count(job.bad()) + " bad.";
        return switch (job.state()) {
            case DONE -> done;
            case FAILED, CANCELLED -> done + " What is imported stays.";
            case DRAFT, QUEUED, RUNNING, PAUSED -> "";
        };
    }

    /** Links to where the records are. */
    private Optional<Component> tables() {
        ImportPlan plan = job.plan();
        if (plan == null || job.created() + job.updated() == 0) {
            return Optional.empty();
        }
        EnvironmentId environment = job.environment();
        Definition definition = desk.records().definition(desk.currentActor().get(), environment);
        Div links = new Div(new Span("Records: "));
        links.addClassName("import-links");
        for (ResourceId table : plan.files().stream()
                .map(ImportPlan.FilePlan::table)
                .collect(Collectors.toCollection(LinkedHashSet::new))) {
            Optional<String> name = definition.find(Table.class, table).map(Table::name);
            name.flatMap(known -> ImportPages.records(environment, definition, table))
                    .ifPresent(path -> links.add(ImportPages.link(path, name.orElseThrow())));
        }
        return links.getChildren().count() > 1 ? Optional.of(links) : Optional.empty();
    }

    private void addBadRows() {
        Div downloads = new Div();
        downloads.addClassName("import-links");
        for (ImportJob.File file : job.files()) {
            if (file.bad() > 0) {
                Anchor download = new Anchor(
                        new BadRowsDownload(desk, job.id(), file.number(), file.name()),
                        AttachmentType.DOWNLOAD,
                        "Download " + Shown.count(file.bad(), "bad row", "bad rows")
                                + (job.files().size() > 1 ? " of " + file.name() : ""));
                download.addClassName("button-link");
                downloads.add(download);
            }
        }
        add(
                new H2("Bad rows"),
                new Paragraph("These rows were not imported, or not completely. Download them, mend them and import the"
                        + " mended file."),
                downloads,
                badRows());
    }

    private Grid<BadRow> badRows() {
        Grid<BadRow> grid = new Grid<>();
        grid.addClassName("bad-rows");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Bad rows");
        if (job.files().size() > 1) {
            grid.addColumn(row -> job.files().get(row.file()).name())
                    .setHeader("File")
                    .setAutoWidth(true)
                    .setFlexGrow(0);
        }
        grid.addColumn(row -> Shown.count(row.line()))
                .setHeader("Line")
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(row -> wrapped(row.reason()))
                .setHeader("Reason")
                .setFlexGrow(2);
        grid.addComponentColumn(row -> wrapped(cells(row.cells())))
                .setHeader("Row")
                .setFlexGrow(2);
        grid.setItems(query ->
                desk
                        .imports()
                        .badRows(desk.currentActor().get(), job.id(), query.getOffset(), query.getLimit())
                        .stream());
        grid.setAllRowsVisible(job.bad() <= 20);
        return grid;
    }

    private static Span wrapped(String text) {
        Span span = new Span(text);
        span.addClassName("details-cell");
        return span;
    }

    private static String cells(List<String> cells) {
        String joined = Sides.join(" | ", cells);
        return joined.length() <= MOST_SHOWN_CELLS ? joined : joined.substring(0, MOST_SHOWN_CELLS) + "…";
    }

    private void remove() {
        Confirm.ask(
                "Remove this import from the list?",
                job.bad() > 0
                        ? "Its list of bad rows goes with it. The records that came in stay."
                        : "The records that came in stay.",
                "Remove",
                () -> {
                    desk.imports().remove(desk.currentActor().get(), job.id());
                    getUI().orElseThrow().navigate(ImportPages.list(job.environment()));
                });
    }
}
