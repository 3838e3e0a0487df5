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
    private final transient Object drafting = new Object();
    private @Nullable ImportId draft;

    NewImportView(EnvironmentDoor door, Imports imports, CurrentActor currentActor) {
        super(door);
        this.imports = imports;
        this.currentActor = currentActor;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        draft = null;
        add(new PageHeader("New import", "Choose one file for a table, or several that belong together."));
        Optional<String> impossible = imports.impossible(actor(), environment());
        if (impossible.isPresent()) {
            add(new EmptyState(VaadinIcon.UPLOAD_ALT, impossible.get()));
            return;
        }
        QueryParameters from = event.getLocation().getQueryParameters();
        EnvironmentId into = environment();
        CsvUpload upload =
                new CsvUpload(imports, currentActor, () -> actor -> draft(actor, into), () -> open(into, from));
        UnorderedList hints = new UnorderedList(
                new ListItem("The first line should have the names of the columns."),
                new ListItem(
                        "Commas, semicolons or tabs between cells; UTF-8 is best, other encodings are recognised."),
                new ListItem("Files that name each other's records by a key, such as customer_id, are linked."));
        hints.addClassName("import-hints");
        Div hintsBox = new Div(hints);
        hintsBox.addClassName("secondary");
        add(upload, hintsBox);
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
