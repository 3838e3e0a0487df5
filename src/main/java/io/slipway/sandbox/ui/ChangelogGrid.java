package io.slipway.sandbox.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.TreeData;
import com.vaadin.flow.data.provider.hierarchy.TreeDataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.common.ResourceId;
import io.slipway.sandbox.Changelog.Entry;
import io.slipway.sandbox.Changelog.Standing;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The entries of a changelog, with a filter under each heading, flat or grouped by resource. */
class ChangelogGrid extends TreeGrid<ChangelogLine> {

    private static final String FILTER_ID = "filter-";

    private final ChangelogFilter filter;
    private final transient Function<Entry, String> when;
    private final transient Runnable filtered;
    private final Map<ChangelogColumn, Grid.Column<ChangelogLine>> columns = new EnumMap<>(ChangelogColumn.class);
    private final List<Runnable> clearFields = new ArrayList<>();
    private boolean narrow;
    private boolean clearing;

    /**
     * @param when an entry's time as it is shown
     * @param filtered called when somebody has changed a column's filter
     */
    ChangelogGrid(ChangelogFilter filter, Function<Entry, String> when, Runnable filtered) {
        this.filter = filter;
        this.when = when;
        this.filtered = filtered;
        addClassName("changelog-grid");
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        getElement().setAttribute("aria-label", "Changelog");
        for (ChangelogColumn column : ChangelogColumn.values()) {
            Grid.Column<ChangelogLine> added = add(column);
            added.setHeader(column.header())
                    .setKey(column.name())
                    .setWidth(column.width())
                    .setFlexGrow(column.grows())
                    .setResizable(true)
                    .setComparator((one, other) -> column.order().compare(one.entry(), other.entry()));
            columns.put(column, added);
        }
        HeaderRow filters = appendHeaderRow();
        columns.forEach((column, added) -> filters.getCell(added).setComponent(filterField(column)));
    }

    private Grid.Column<ChangelogLine> add(ChangelogColumn column) {
        return switch (column) {
            case REV -> addComponentHierarchyColumn(line -> new Span(rev(line)));
            case NAME -> addComponentColumn(this::name);
            case KIND ->
                addComponentColumn(line -> line.isHeading()
                        ? new Span()
                        : new KindBadge(line.entry().kind()));
            case CHANGES ->
                addComponentColumn(line -> line.isHeading() ? secondary(count(line)) : changes(line.entry()));
            case STANDING -> addComponentColumn(line -> line.isHeading() ? new Span() : standing(line.entry()));
            case WHEN -> addColumn(line -> line.isHeading() ? "" : when.apply(line.entry()));
            case WHO -> addColumn(line -> line.isHeading() ? "" : column.text(line.entry()));
            case ID, APP, TYPE -> addColumn(line -> column.text(line.entry()));
        };
    }

    private static String rev(ChangelogLine line) {
        return line.isHeading() ? "" : ChangelogColumn.REV.text(line.entry());
    }

    /** Where there is little room the name's cell says what the columns left out would say. */
    private Component name(ChangelogLine line) {
        Entry entry = line.entry();
        Span title = new Span(entry.name());
        if (!narrow) {
            return title;
        }
        Div cell = new Div(title);
        cell.addClassName("changelog-name");
        String apps = entry.apps().isEmpty() ? "" : " · " + entry.apps();
        cell.add(secondary(entry.type().label() + apps));
        if (line.isHeading()) {
            cell.add(secondary(count(line)));
        } else {
            Div badges = new Div(new KindBadge(entry.kind()), standing(entry));
            badges.addClassName("changelog-tools");
            cell.add(badges, changes(entry), secondary(entry.by() + ", " + when.apply(entry)));
        }
        return cell;
    }

    private static Span secondary(String text) {
        Span span = new Span(text);
        span.addClassName("secondary");
        return span;
    }

    private static String count(ChangelogLine heading) {
        return Shown.count(heading.entries(), "change", "changes");
    }

    private static Component changes(Entry entry) {
        Div lines = new Div();
        lines.addClassName("changelog-changes");
        entry.changes().forEach(line -> lines.add(new Div(line)));
        return lines;
    }

    private static Component standing(Entry entry) {
        Standing standing = entry.standing();
        return switch (standing) {
            case PENDING -> new StatusBadge(standing.label(), Tone.WARNING, VaadinIcon.CLOCK);
            case PROMOTED -> new StatusBadge(standing.label(), Tone.SUCCESS);
            case RESTORED -> new StatusBadge(standing.label(), Tone.INFO);
            case IN_FORCE -> new StatusBadge(standing.label(), Tone.NEUTRAL);
        };
    }

    private Component filterField(ChangelogColumn column) {
        String label = "Filter by " + column.header();
        if (column.exact()) {
            Select<String> choice = new Select<>();
            choice.setItems(column.choices());
            choice.setEmptySelectionAllowed(true);
            choice.setEmptySelectionCaption("All");
            choice.setPlaceholder("All");
            choice.setAriaLabel(label);
            choice.setId(FILTER_ID + column.name());
            choice.setWidthFull();
            choice.addClassName("filter-field");
            choice.addValueChangeListener(change -> filter(column, change.getValue() == null ? "" : change.getValue()));
            clearFields.add(choice::clear);
            return choice;
        }
        TextField text = new TextField();
        text.setAriaLabel(label);
        text.setId(FILTER_ID + column.name());
        text.setPlaceholder("Filter");
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setWidthFull();
        text.addClassName("filter-field");
        text.addThemeVariants(TextFieldVariant.LUMO_SMALL);
        text.addValueChangeListener(change -> filter(column, change.getValue()));
        clearFields.add(text::clear);
        return text;
    }

    private void filter(ChangelogColumn column, String text) {
        filter.column(column, text);
        if (!clearing) {
            filtered.run();
        }
    }

    /** Empties all filters under the headings. */
    void clearFilters() {
        clearing = true;
        clearFields.forEach(Runnable::run);
        clearing = false;
    }

    /** Leaves out what there is no room for. */
    void narrow(boolean little) {
        if (narrow != little) {
            narrow = little;
            columns.forEach((column, added) -> added.setVisible(!little || !column.onlyWide()));
            getDataProvider().refreshAll();
        }
    }

    /** Shows entries, flat or under a heading per resource. */
    void show(List<Entry> entries, boolean grouped) {
        TreeData<ChangelogLine> data = new TreeData<>();
        if (grouped) {
            Map<ResourceId, List<Entry>> byResource = new LinkedHashMap<>();
            entries.forEach(entry -> byResource
                    .computeIfAbsent(entry.resource(), id -> new ArrayList<>())
                    .add(entry));
            byResource.values().forEach(group -> {
                ChangelogLine heading = new ChangelogLine(group.getFirst(), group.size());
                data.addItem(null, heading);
                data.addItems(heading, group.stream().map(ChangelogLine::of));
            });
        } else {
            data.addRootItems(entries.stream().map(ChangelogLine::of));
        }
        setDataProvider(new TreeDataProvider<>(data));
        if (grouped && entries.size() <= 200) {
            expand(data.getRootItems());
        }
    }
}
