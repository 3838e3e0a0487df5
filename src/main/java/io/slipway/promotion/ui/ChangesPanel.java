package io.slipway.promotion.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.treegrid.TreeGrid;
import io.slipway.definition.RevisionKind;
import io.slipway.ui.ChangeBadge;
import io.slipway.ui.ChangeBadge.Change;
import io.slipway.ui.PageWidth;
import io.slipway.ui.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The changes as a tree: app → table → field → property. What is risky is open from the start. */
class ChangesPanel extends Section {

    private static final int OPEN_ALL_UP_TO = 80;
    private static final int WITHOUT_SCROLLING_UP_TO = 30;

    private final transient List<ChangeRow> all;
    private final TreeGrid<ChangeRow> tree = new TreeGrid<>();
    private final List<Button> chips = new ArrayList<>();
    // on a phone the first cell says what they would
    private final List<Grid.Column<ChangeRow>> wideOnly = new ArrayList<>();

    ChangesPanel(Reviewed reviewed) {
        all = ChangeRows.of(reviewed.difference().roots(), reviewed.review().checks(), reviewed.pending() == null);
        addClassName("changes");
        add(new H2("Changes"));
        if (all.isEmpty()) {
            add(new Paragraph("There are none."));
            return;
        }
        add(chips(reviewed), tree);
        columns();
        show(row -> true);
        PageWidth.watch(this, narrow -> wideOnly.forEach(column -> column.setVisible(!narrow)));
    }

    private Div chips(Reviewed reviewed) {
        Div bar = new Div();
        bar.addClassName("chips");
        bar.getElement().setAttribute("role", "group");
        bar.getElement().setAttribute("aria-label", "Show changes");
        addChip(bar, "All", reviewed.difference().changes().size(), row -> true);
        addChip(bar, Change.ADDED, reviewed.difference().count(RevisionKind.ADD));
        addChip(bar, Change.MODIFIED, reviewed.difference().count(RevisionKind.MODIFY));
        addChip(bar, Change.REMOVED, reviewed.difference().count(RevisionKind.DELETE));
        long risky = flat(all).filter(ChangeRow::isRisky).count();
        addChip(bar, "With risk", risky, ChangeRow::isRisky);
        chips.getFirst().getElement().setAttribute("aria-pressed", "true");
        return bar;
    }

    private void addChip(Div bar, Change change, long count) {
        addChip(bar, change.inWords(), count, row -> row.change() == change && !row.isProperty());
    }

    private void addChip(Div bar, String title, long count, Predicate<ChangeRow> wanted) {
        Button chip = new Button(title + " " + Shown.count(count));
        chip.addClassName("chip");
        chip.addThemeVariants(ButtonVariant.LUMO_SMALL);
        chip.setEnabled(count > 0);
        chip.getElement().setAttribute("aria-pressed", "false");
        chip.addClickListener(click -> {
            chips.forEach(other -> other.getElement().setAttribute("aria-pressed", Boolean.toString(other == chip)));
            show(wanted);
        });
        chips.add(chip);
        bar.add(chip);
    }

    private void columns() {
        tree.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        tree.getElement().setAttribute("aria-label", "Changes");
        tree.addComponentHierarchyColumn(ChangesPanel::object)
                .setHeader("Object")
                .setFlexGrow(3)
                .setWidth("14rem");
        wideOnly.add(tree.addComponentColumn(ChangesPanel::change)
                .setHeader("Change")
                .setWidth("8rem")
                .setFlexGrow(0));
        wideOnly.add(tree.addColumn(ChangeRow::production)
                .setHeader("Production")
                .setWidth("9rem")
                .setFlexGrow(2));
        wideOnly.add(tree.addColumn(ChangeRow::sandbox)
                .setHeader("Sandbox")
                .setWidth("9rem")
                .setFlexGrow(2));
        tree.addComponentColumn(ChangesPanel::risk)
                .setHeader("Risk")
                .setWidth("8rem")
                .setFlexGrow(0);
    }

    private static Div object(ChangeRow row) {
        Span name = new Span(row.object());
        name.addClassName(row.isProperty() ? "change-property" : "change-name");
        Div cell = new Div(name);
        cell.addClassName("change-object");
        if (!row.kind().isEmpty() && !row.isProperty()) {
            Span kind = new Span(row.kind() + (row.note().isEmpty() ? "" : ", " + row.note()));
            kind.addClassName("secondary");
            cell.add(kind);
        }
        if (row.change() != null) {
            Span sides = new Span(row.sides());
            Div narrow = new Div(new ChangeBadge(row.change()), sides);
            narrow.addClassName("change-narrow");
            cell.add(narrow);
        }
        return cell;
    }

    private static Span change(ChangeRow row) {
        return row.change() == null ? new Span() : new ChangeBadge(row.change());
    }

    private static Span risk(ChangeRow row) {
        return row.isProperty() || row.risk() == Risk.NONE && row.change() == null
                ? new Span()
                : row.risk().badge();
    }

    private void show(Predicate<ChangeRow> wanted) {
        List<ChangeRow> rows =
                all.stream().flatMap(row -> row.only(wanted).stream()).toList();
        tree.setItems(rows, ChangeRow::children);
        long count = flat(rows).count();
        List<ChangeRow> open = flat(rows)
                .filter(row -> count <= OPEN_ALL_UP_TO || row.risk() != Risk.NONE)
                .toList();
        tree.expand(open);
        boolean few = count <= WITHOUT_SCROLLING_UP_TO;
        tree.setAllRowsVisible(few);
        tree.setHeight(few ? null : "36rem");
    }

    private static Stream<ChangeRow> flat(List<ChangeRow> rows) {
        return rows.stream().flatMap(row -> Stream.concat(Stream.of(row), flat(row.children())));
    }
}
