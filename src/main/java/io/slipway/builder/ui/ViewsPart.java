package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.View;
import java.util.List;
import java.util.stream.Collectors;

/** A table's views. */
final class ViewsPart {

    private ViewsPart() {}

    static Component of(Bench bench, ResourceId table) {
        List<BuildRow> rows = bench.definition().views(table).stream()
                .map(view -> row(bench, view))
                .toList();
        return new BuildSection(bench, "Views", "Grids over the records: which columns, which records, in which order.")
                .adding("Add view", true, () -> new ViewDialog(bench, table).open())
                .rows(rows, VaadinIcon.GRID_H, "Without a view nobody finds the records in an app. Add one.");
    }

    private static BuildRow row(Bench bench, View view) {
        BuildRow row = new BuildRow(bench, view.name())
                .line(
                        view.columns().isEmpty()
                                ? "No columns yet"
                                : BuildWords.names(bench.definition(), view.columns()))
                .line(conditions(bench, view));
        bench.definition()
                .all(App.class)
                .filter(app -> app.views().contains(view.id()))
                .forEach(app -> row.facts(BuildRow.link(bench, BuildPages.app(app.id()), app.name())));
        return row.edit(() -> new ViewDialog(bench, view).open()).remove(() -> Removal.ask(bench, view));
    }

    private static String conditions(Bench bench, View view) {
        String filters = view.filters().stream()
                .map(filter -> BuildWords.filter(bench, filter))
                .collect(Collectors.joining(" and "));
        String sorts = view.sorts().stream()
                .map(sort ->
                        BuildWords.name(bench.definition(), sort.field()) + (sort.descending() ? " (falling)" : ""))
                .collect(Collectors.joining(", then "));
        String first = filters.isEmpty() ? "" : "Only where " + filters + ". ";
        return first + (sorts.isEmpty() ? "" : "Sorted by " + sorts + ".");
    }
}
