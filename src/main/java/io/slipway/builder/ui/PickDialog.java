package io.slipway.builder.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.builder.EditOutcome;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Brings tables or views that are there into an app. */
class PickDialog extends EditDialog {

    private final App app;
    private final boolean tables;
    private final MultiSelectComboBox<Resource> chosen;

    /** Shares tables of other apps. A table's views come along. */
    static PickDialog tables(Bench bench, App app) {
        return new PickDialog(bench, app, true);
    }

    /** Shows views of the app's tables. */
    static PickDialog views(Bench bench, App app) {
        return new PickDialog(bench, app, false);
    }

    private PickDialog(Bench bench, App app, boolean tables) {
        super(bench, tables ? "Share tables" : "Show views", tables ? "Share" : "Show");
        this.app = app;
        this.tables = tables;
        chosen = new MultiSelectComboBox<>(tables ? "Tables" : "Views");
        chosen.setItems(offered(bench, app, tables));
        chosen.setItemLabelGenerator(one -> label(bench, one));
        chosen.setWidthFull();
        at("chosen", chosen);
        if (tables) {
            part(new Paragraph("A shared table is the same table: its records and fields are seen and changed in all"
                    + " its apps. Its views come along; hide the ones this app does not need."));
        }
        part(chosen);
    }

    static List<Resource> offered(Bench bench, App app, boolean tables) {
        return tables
                ? List.copyOf(BuildWords.tables(bench.definition()).stream()
                        .filter(table -> !app.tables().contains(table.id()))
                        .toList())
                : List.copyOf(BuildWords.byName(bench.definition()
                        .all(View.class)
                        .filter(view -> app.tables().contains(view.table())
                                && !app.views().contains(view.id()))));
    }

    private static String label(Bench bench, Resource resource) {
        return resource instanceof View view
                ? view.name() + " (" + BuildWords.name(bench.definition(), view.table()) + ")"
                : resource.name();
    }

    @Override
    protected EditOutcome send() {
        if (chosen.getValue().isEmpty()) {
            throw new InvalidInput("chosen", tables ? "Choose a table." : "Choose a view.");
        }
        App now = bench().fresh().definition().find(App.class, app.id()).orElse(app);
        LinkedHashSet<ResourceId> allTables = new LinkedHashSet<>(now.tables());
        LinkedHashSet<ResourceId> allViews = new LinkedHashSet<>(now.views());
        for (Resource resource : chosen.getValue()) {
            if (resource instanceof Table table) {
                allTables.add(table.id());
                bench().definition().views(table.id()).forEach(view -> allViews.add(view.id()));
            } else {
                allViews.add(resource.id());
            }
        }
        App wanted = new App(
                now.id(),
                now.name(),
                now.description(),
                now.icon(),
                new ArrayList<>(allTables),
                new ArrayList<>(allViews));
        return bench().edit(bench().made(List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    @Override
    protected String done() {
        return tables ? "Shared." : "Shown.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return fresh.definition().find(App.class, app.id()).map(one -> new PickDialog(fresh, one, tables));
    }
}
