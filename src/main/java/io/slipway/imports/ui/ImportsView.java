package io.slipway.imports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.imports.ImportJob;
import io.slipway.imports.Imports;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.LookAgain;
import io.slipway.ui.PageHeader;
import io.slipway.ui.PageWidth;
import io.slipway.ui.Shown;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The imports of an environment, newest first. Looks again every second while one is under way. */
@Route(ImportPages.PREFIX)
@PermitAll
@StyleSheet("context://imports.css")
public class ImportsView extends EnvironmentPage implements HasDynamicTitle {

    private static final int LOOK_AGAIN = 1000;

    private final transient Imports imports;
    private final transient ViewerTime time;
    private final Grid<ImportJob> grid = new Grid<>();
    private final transient LookAgain again = LookAgain.on(this, this::refresh);
    private transient List<ImportJob> shown = List.of();

    ImportsView(EnvironmentDoor door, Imports imports, ViewerTime time) {
        super(door);
        this.imports = imports;
        this.time = time;
        grid.addClassName("imports-grid");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Imports");
        grid.addComponentColumn(this::title)
                .setHeader("Import")
                .setWidth("12rem")
                .setFlexGrow(3);
        grid.addComponentColumn(ImportStateBadge::new)
                .setHeader("State")
                .setAutoWidth(true)
                .setFlexGrow(0);
        List<Grid.Column<ImportJob>> onlyWide = new ArrayList<>();
        onlyWide.add(grid.addColumn(job -> Shown.count(job.created()))
                .setHeader("New")
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0));
        onlyWide.add(grid.addColumn(job -> Shown.count(job.updated()))
                .setHeader("Changed")
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0));
        onlyWide.add(grid.addColumn(job -> Shown.count(job.bad()))
                .setHeader("Bad rows")
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0));
        onlyWide.add(grid.addComponentColumn(job -> this.time.relativeTime(job.createdAt()))
                .setHeader("When")
                .setAutoWidth(true)
                .setFlexGrow(0));
        PageWidth.onlyWide(grid, onlyWide);
        grid.setAllRowsVisible(true);
    }

    private Component title(ImportJob job) {
        Span by = new Span(Shown.count(job.rows(), "row", "rows") + ", by " + job.createdByName());
        by.addClassName("secondary");
        Anchor link = ImportPages.link(
                ImportPages.one(environment(), job.id()), job.title().isEmpty() ? "No file yet" : job.title());
        link.addClassName("two-lines-first");
        // What the columns say that phones have no room for
        Span facts = new Span(new Span(
                this.time.relativeTime(job.createdAt()),
                new Text(": " + Shown.count(job.created()) + " new, " + Shown.count(job.updated()) + " changed, "
                        + Shown.count(job.bad()) + " bad")));
        facts.addClassNames("secondary", "narrow-only");
        Div lines = new Div(link, by, facts);
        lines.addClassName("two-lines");
        return lines;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        PageHeader header = new PageHeader("Import", "CSV files come in in the background while people go on working.");
        Optional<String> impossible = imports.impossible(actor(), environment());
        if (impossible.isEmpty()) {
            header.actions(begin("Import CSV files"));
        }
        add(header);
        shown = imports.list(actor(), environment());
        if (shown.isEmpty()) {
            add(impossible
                    .map(reason -> new EmptyState(VaadinIcon.UPLOAD_ALT, reason))
                    .orElseGet(() -> new EmptyState(
                            VaadinIcon.UPLOAD_ALT,
                            "Nothing has been imported here yet. Bring in the rows of a spreadsheet or of another"
                                    + " program as records.",
                            begin("Import the first file"))));
        } else {
            grid.setItems(shown);
            add(grid);
        }
        pollWhileUnderWay();
    }

    private Button begin(String text) {
        Button begin = new Button(
                text,
                VaadinIcon.UPLOAD_ALT.create(),
                click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(ImportPages.begin(environment()))));
        begin.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return begin;
    }

    private void refresh() {
        List<ImportJob> now = imports.list(actor(), environment());
        if (!now.equals(shown)) {
            shown = now;
            grid.setItems(now);
        }
        pollWhileUnderWay();
    }

    private void pollWhileUnderWay() {
        boolean underWay = shown.stream().anyMatch(job -> job.state().isActive());
        if (underWay) {
            again.every(LOOK_AGAIN);
        } else {
            again.stop();
        }
    }

    @Override
    public String getPageTitle() {
        return "Import · " + shown().name() + " · Slipway";
    }
}
