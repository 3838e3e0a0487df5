package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Table;
import io.slipway.ui.EmptyState;
import io.slipway.ui.PageActions;
import io.slipway.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** One table: its fields, forms, views, relationships and settings. */
@Route("env/:environment/build/tables/:table")
@PermitAll
public class TablePage extends BuilderPage implements HasDynamicTitle {

    private ResourceId table = new ResourceId(1);
    private String title = "Table";

    TablePage(BuildRoom room) {
        super(room);
    }

    @Override
    protected boolean read(BeforeEnterEvent event) {
        Optional<Table> found = parameter(event, BuildPages.TABLE_PARAMETER)
                .flatMap(id -> room().definitions().current(environment()).find(Table.class, id));
        found.ifPresent(here -> table = here.id());
        return found.isPresent();
    }

    @Override
    protected String page() {
        return BuildPages.table(table);
    }

    @Override
    public String getPageTitle() {
        return title + " · Build · Slipway";
    }

    @Override
    protected void draw(Bench bench) {
        Optional<Table> found = bench.definition().find(Table.class, table);
        if (found.isEmpty()) {
            Anchor back = BuildPages.link(bench.shown(), BuildPages.BUILD, "To all apps and tables");
            add(new EmptyState(VaadinIcon.TABLE, "This table is not there any more.", back));
            return;
        }
        Table shown = found.get();
        title = shown.name();
        add(Trail.to(bench, "Build", BuildPages.BUILD), header(bench, shown));
        bench.lock().ifPresent(locked -> add(new LockNote(bench, locked)));
        tabs(
                bench,
                List.of(
                        new Part("fields", "Fields", now -> FieldsPart.of(now, table)),
                        new Part("forms", "Forms", now -> FormsPart.of(now, table)),
                        new Part("views", "Views", now -> ViewsPart.of(now, table)),
                        new Part("relationships", "Relationships", now -> RelationshipsPart.of(now, table)),
                        new Part("settings", "Settings", now -> new TableSettings(now, table))));
    }

    private PageHeader header(Bench bench, Table shown) {
        PageHeader header = new PageHeader(shown.name(), shown.description());
        List<App> apps = bench.definition().appsOf(table);
        Span in = new Span(apps.isEmpty() ? "In no app" : "In");
        in.addClassName("secondary");
        header.actions(in);
        apps.forEach(app -> header.actions(BuildRow.link(bench, BuildPages.app(app.id()), app.name())));
        header.actions(room().offered().at(new PageActions.TableBuilding(room().actor(), environment(), shown.id())));
        return header;
    }
}
