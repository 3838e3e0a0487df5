package io.slipway.imports.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.imports.ImportId;
import io.slipway.imports.Imports;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an import begins: with its files. */
@Route(ImportPages.PREFIX + "/new")
@PermitAll
@StyleSheet("context://imports.css")
public class NewImportView extends EnvironmentPage implements HasDynamicTitle {

    private final transient Imports imports;
    private final transient CurrentActor currentActor;
    private final transient ImportDesk desk;
    private final transient Object drafting = new Object();
    private @Nullable ImportId draft;

    NewImportView(EnvironmentDoor door, ImportDesk desk) {
        super(door);
        this.desk = desk;
        this.imports = desk.imports();
        this.currentActor = desk.currentActor();
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        draft = null;
        PageHeader header = new PageHeader("New import");
        header.actions(ImportPages.link(ImportPages.list(environment()), "All imports"));
        add(header);
        Optional<String> impossible = imports.impossible(actor(), environment());
        if (impossible.isPresent()) {
            add(new EmptyState(VaadinIcon.UPLOAD_ALT, impossible.get()));
            return;
        }
        QueryParameters from = event.getLocation().getQueryParameters();
        Wanted wanted = Wanted.of(from, desk, actor(), environment());
        header.setLine(line(wanted));
        EnvironmentId into = environment();
        CsvUpload upload = new CsvUpload(
                "Choose files", imports, currentActor, () -> actor -> draft(actor, into), () -> open(into, from));
        UnorderedList hints = new UnorderedList(
                new ListItem("The first line should have the names of the columns."),
                new ListItem(
                        "Commas, semicolons or tabs between cells; UTF-8 is best, other encodings are recognised."),
                new ListItem("Files that name each other's records by a key, such as customer_id, are linked."));
        hints.addClassName("import-hints");
        Div hintsBox = new Div(hints);
        hintsBox.addClassName("secondary");
        upload.addClassName("import-begin");
        add(upload, hintsBox);
    }

    private String line(Wanted wanted) {
        if (wanted.table() != null) {
            return "Choose a file. Its rows become records of “"
                    + wanted.table().name() + "”.";
        }
        return "Choose one file for a table, or several that belong together."
                + (wanted.app() == null
                        ? ""
                        : " New tables come into “" + wanted.app().name() + "”.");
    }

    /** Files chosen together arrive at the same time, and belong to one import. */
    private ImportId draft(Actor actor, EnvironmentId environment) {
        synchronized (drafting) {
            ImportId id = draft;
            if (id == null) {
                id = imports.begin(actor, environment);
                draft = id;
            }
            return id;
        }
    }

    private void open(EnvironmentId environment, QueryParameters from) {
        ImportId id = draft;
        if (id != null) {
            UI.getCurrent().navigate(ImportPages.one(environment, id), from);
        }
    }

    @Override
    public String getPageTitle() {
        return "New import · " + shown().name() + " · Slipway";
    }
}
