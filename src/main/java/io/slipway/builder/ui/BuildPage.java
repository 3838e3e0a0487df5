package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.definition.App;
import io.slipway.definition.Table;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Everything that is built in an environment: apps, tables, relationships, roles and user groups. */
@Route("env/:environment/build")
@PageTitle("Build · Slipway")
@PermitAll
public class BuildPage extends BuilderPage {

    BuildPage(BuildRoom room) {
        super(room);
    }

    @Override
    protected boolean read(BeforeEnterEvent event) {
        return true;
    }

    @Override
    protected String page() {
        return BuildPages.BUILD;
    }

    @Override
    protected void draw(Bench bench) {
        add(new PageHeader("Build", line(bench)));
        bench.lock().ifPresent(locked -> add(new LockNote(bench, locked)));
        tabs(
                bench,
                List.of(
                        new Part("apps", "Apps", BuildPage::apps),
                        new Part("tables", "Tables", BuildPage::tables),
                        new Part("relationships", "Relationships", RelationshipsPart::all),
                        new Part("roles", "Roles", RolesPart::roles),
                        new Part("groups", "User groups", RolesPart::groups)));
    }

    private static String line(Bench bench) {
        if (bench.isLocked()) {
            return "";
        }
        if (bench.shown().production()) {
            return "This is production: what you change here takes effect at once.";
        }
        return bench.shown().promotable()
                ? "What you change here stays in this sandbox until it is promoted."
                : "What you change here stays in this sandbox.";
    }

    private static Component apps(Bench bench) {
        List<BuildRow> rows = BuildWords.byName(bench.definition().all(App.class)).stream()
                .map(app -> appRow(bench, app))
                .toList();
        return new BuildSection(bench, "Apps", "What people open from the catalogue.")
                .adding("Add app", true, () -> new AppDialog(bench).open())
                .rows(rows, VaadinIcon.GRID_SMALL_O, "Nothing is built here yet. Add the first app.");
    }

    private static BuildRow appRow(Bench bench, App app) {
        BuildRow row = new BuildRow(bench, app.name(), BuildPages.app(app.id())).line(app.description());
        row.addComponentAsFirst(new AppPicture(app));
        app.tables().stream()
                .flatMap(id -> bench.definition().find(Table.class, id).stream())
                .forEach(table -> row.facts(BuildRow.link(bench, BuildPages.table(table.id()), table.name())));
        return row.edit(() -> new AppDialog(bench, app).open()).remove(() -> AppRemoval.ask(bench, app));
    }

    private static Component tables(Bench bench) {
        List<BuildRow> rows = BuildWords.tables(bench.definition()).stream()
                .map(table -> tableRow(bench, table))
                .toList();
        return new BuildSection(bench, "Tables", "All tables, whichever app shows them. One table can be in several.")
                .adding("Add table", true, () -> new TableDialog(bench, (App) null).open())
                .rows(rows, VaadinIcon.TABLE, "There are no tables yet. Add one, or add an app first.");
    }

    private static BuildRow tableRow(Bench bench, Table table) {
        List<App> apps = bench.definition().appsOf(table.id());
        BuildRow row = new BuildRow(bench, table.name(), BuildPages.table(table.id()))
                .line(table.description())
                .line(Shown.count(bench.definition().fields(table.id()).size(), "field", "fields")
                        + (apps.isEmpty() ? ", in no app" : ""));
        apps.forEach(app -> row.facts(BuildRow.link(bench, BuildPages.app(app.id()), app.name())));
        return row.edit(() -> new TableDialog(bench, table).open()).remove(() -> Removal.ask(bench, table));
    }
}
