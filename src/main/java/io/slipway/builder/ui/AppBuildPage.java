package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.ui.EmptyState;
import io.slipway.ui.PageActions;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One app: which tables it has and which views people see in it, in which order. */
@Route("env/:environment/build/apps/:app")
@PermitAll
public class AppBuildPage extends BuilderPage implements HasDynamicTitle {

    private ResourceId app = new ResourceId(1);
    private String title = "App";

    AppBuildPage(BuildRoom room) {
        super(room);
    }

    @Override
    protected boolean read(BeforeEnterEvent event) {
        Optional<App> found = parameter(event, BuildPages.APP_PARAMETER)
                .flatMap(id -> room().definitions().current(environment()).find(App.class, id));
        found.ifPresent(here -> app = here.id());
        return found.isPresent();
    }

    @Override
    protected String page() {
        return BuildPages.app(app);
    }

    @Override
    public String getPageTitle() {
        return title + " · Build · Slipway";
    }

    @Override
    protected void draw(Bench bench) {
        Optional<App> found = bench.definition().find(App.class, app);
        if (found.isEmpty()) {
            Anchor back = BuildPages.link(bench.shown(), BuildPages.BUILD, "To all apps and tables");
            add(new EmptyState(VaadinIcon.GRID_SMALL_O, "This app is not there any more.", back));
            return;
        }
        App shown = found.get();
        title = shown.name();
        PageHeader header = new PageHeader(shown.name(), shown.description());
        header.actions(room().offered().at(new PageActions.AppBuilding(room().actor(), environment(), shown.id())));
        if (!bench.isLocked()) {
            header.actions(
                    new Button("Edit app", VaadinIcon.EDIT.create(), click -> new AppDialog(bench, shown).open()),
                    new Button("Remove app", VaadinIcon.TRASH.create(), click -> AppRemoval.ask(bench, shown)));
        }
        add(Trail.to(bench, "Build", BuildPages.BUILD), header);
        bench.lock().ifPresent(locked -> add(new LockNote(bench, locked)));
        add(tables(bench, shown), views(bench, shown));
    }

    private static Component tables(Bench bench, App app) {
        List<BuildRow> rows = new ArrayList<>();
        for (int i = 0; i < app.tables().size(); i++) {
            ResourceId id = app.tables().get(i);
            int index = i;
            bench.definition().find(Table.class, id).ifPresent(table -> rows.add(tableRow(bench, app, table, index)));
        }
        BuildSection section = new BuildSection(bench, "Tables", "What the app’s records are kept in.")
                .adding("Add table", true, () -> new TableDialog(bench, app).open());
        if (!PickDialog.offered(bench, app, true).isEmpty()) {
            section.adding(
                    "Share a table", false, () -> PickDialog.tables(bench, app).open());
        }
        return section.rows(
                rows, VaadinIcon.TABLE, "This app has no tables yet. Add one, or share one of another app.");
    }

    private static BuildRow tableRow(Bench bench, App app, Table table, int index) {
        BuildRow row = new BuildRow(bench, table.name(), BuildPages.table(table.id()))
                .line(Shown.count(bench.definition().fields(table.id()).size(), "field", "fields"));
        bench.definition().appsOf(table.id()).stream()
                .filter(other -> !other.id().equals(app.id()))
                .forEach(other ->
                        row.facts(BuildRow.link(bench, BuildPages.app(other.id()), "also in " + other.name())));
        return row.order(
                        index > 0,
                        index < app.tables().size() - 1,
                        () -> put(bench, app, Order.moved(app.tables(), index, -1), app.views(), "Moved."),
                        () -> put(bench, app, Order.moved(app.tables(), index, 1), app.views(), "Moved."))
                .remove("Take “" + table.name() + "” out of this app", () -> takeOut(bench, app, table));
    }

    /** Loses nothing: the table stays, in other apps or among all tables. */
    private static void takeOut(Bench bench, App app, Table table) {
        List<ResourceId> tables = new ArrayList<>(app.tables());
        tables.remove(table.id());
        List<ResourceId> views = new ArrayList<>(app.views());
        bench.definition().views(table.id()).forEach(view -> views.remove(view.id()));
        put(
                bench,
                app,
                tables,
                views,
                "“" + table.name() + "” is out of this app. The table and its records are still there.");
    }

    private static Component views(Bench bench, App app) {
        List<BuildRow> rows = new ArrayList<>();
        for (int i = 0; i < app.views().size(); i++) {
            ResourceId id = app.views().get(i);
            int index = i;
            bench.definition().find(View.class, id).ifPresent(view -> rows.add(viewRow(bench, app, view, index)));
        }
        BuildSection section = new BuildSection(bench, "Views", "What people see in the app, in this order.");
        if (!PickDialog.offered(bench, app, false).isEmpty()) {
            section.adding(
                    "Show a view", false, () -> PickDialog.views(bench, app).open());
        }
        return section.rows(
                rows,
                VaadinIcon.GRID_H,
                "People see nothing in this app yet. Add a table: it comes with a first view.");
    }

    private static BuildRow viewRow(Bench bench, App app, View view, int index) {
        List<ResourceId> without = new ArrayList<>(app.views());
        without.remove(view.id());
        return new BuildRow(bench, view.name())
                .line("of " + BuildWords.name(bench.definition(), view.table()))
                .order(
                        index > 0,
                        index < app.views().size() - 1,
                        () -> put(bench, app, app.tables(), Order.moved(app.views(), index, -1), "Moved."),
                        () -> put(bench, app, app.tables(), Order.moved(app.views(), index, 1), "Moved."))
                .edit(() -> new ViewDialog(bench, view).open())
                .remove(
                        "Hide “" + view.name() + "” in this app",
                        () -> put(bench, app, app.tables(), without, "“" + view.name() + "” is hidden in this app."));
    }

    private static void put(Bench bench, App app, List<ResourceId> tables, List<ResourceId> views, String success) {
        bench.act(success, Bench.put(new App(app.id(), app.name(), app.description(), app.icon(), tables, views)));
    }
}
