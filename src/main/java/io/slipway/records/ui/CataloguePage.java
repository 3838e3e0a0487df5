package io.slipway.records.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.records.Records;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The apps of an environment, as far as the reader sees them. */
@Route(RecordPaths.PREFIX)
@PermitAll
@StyleSheet("context://records.css")
public class CataloguePage extends EnvironmentPage implements HasDynamicTitle {

    private static final int SEARCHED_FROM = 13;

    private final transient Records records;
    private final transient EnvironmentCatalog catalog;

    CataloguePage(EnvironmentDoor door, Records records, EnvironmentCatalog catalog) {
        super(door);
        this.records = records;
        this.catalog = catalog;
        addClassName("catalogue");
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        PageHeader header = new PageHeader("Apps");
        add(header);
        if (!shown().ready()) {
            add(new EmptyState(VaadinIcon.HOURGLASS, "This sandbox is being prepared. It will be here in a moment."));
            return;
        }
        StructureLock.note(actor(), shown(), catalog).ifPresent(this::add);
        Map<App, Integer> apps = apps();
        if (apps.isEmpty()) {
            add(nothingYet());
            return;
        }
        show(apps, header);
    }

    private Map<App, Integer> apps() {
        Definition definition = records.definition(actor(), environment());
        List<App> seen = definition
                .all(App.class)
                .filter(app -> records.seesApp(actor(), definition, app.id()))
                .sorted(Comparator.comparing((App app) -> app.name().toLowerCase(Locale.ROOT))
                        .thenComparing(App::id))
                .toList();
        Map<App, Integer> apps = new LinkedHashMap<>();
        for (App app : seen) {
            apps.put(app, (int) app.tables().stream()
                    .filter(table ->
                            records.permission(actor(), definition, table).see())
                    .count());
        }
        return apps;
    }

    private Component nothingYet() {
        if (!actor().isBuilder()) {
            return new EmptyState(
                    VaadinIcon.GRID_SMALL_O, "No apps yet. They appear here when an App Admin gives you access.");
        }
        Anchor build = new Anchor(shown().path("build"), "Build the first app");
        build.setRouterIgnore(false);
        build.addClassName("button-link");
        return new EmptyState(
                VaadinIcon.GRID_SMALL_O, "No apps yet. An app is a few tables with views and forms.", build);
    }

    private void show(Map<App, Integer> apps, PageHeader header) {
        UnorderedList list = new UnorderedList();
        list.addClassName("app-cards");
        list.getElement().setAttribute("aria-label", "Apps");
        apps.forEach((app, tables) -> list.add(new ListItem(new AppCard(environment(), app, tables))));
        Div none = new Div(new EmptyState(VaadinIcon.SEARCH, "No app has this in its name or description."));
        none.setVisible(false);
        if (apps.size() >= SEARCHED_FROM) {
            header.actions(search(list, none));
        }
        add(list, none);
    }

    private static TextField search(UnorderedList list, Div none) {
        TextField search = new TextField();
        search.setAriaLabel("Search apps");
        search.setPlaceholder("Search apps");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> {
            String text = change.getValue().strip().toLowerCase(Locale.ROOT);
            long found = list.getChildren()
                    .filter(item -> {
                        boolean matches =
                                item.getChildren().allMatch(card -> card instanceof AppCard app && app.matches(text));
                        item.setVisible(matches);
                        return matches;
                    })
                    .count();
            none.setVisible(found == 0);
        });
        return search;
    }

    @Override
    public String getPageTitle() {
        return "Apps · " + shown().name() + " · Slipway";
    }
}
