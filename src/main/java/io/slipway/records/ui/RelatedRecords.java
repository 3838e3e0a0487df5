package io.slipway.records.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.dataview.GridLazyDataView;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.provider.Query;
import io.slipway.common.RecordId;
import io.slipway.definition.Field;
import io.slipway.definition.Relationship;
import io.slipway.definition.View;
import io.slipway.records.ui.RowSource.DefinitionMoved;
import io.slipway.storage.RecordQuery;
import io.slipway.ui.Shown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The records that link to this one through one relationship, as a small grid. */
class RelatedRecords extends Section {

    private static final int COUNTED = 1_000;
    private static final int MOST_COLUMNS = 5;
    private static final int SHOWN_WHOLE = 8;

    private RelatedRecords(RecordDesk desk, RecordPlace place, Relationship relationship, Field link, RecordId record) {
        addClassName("related");
        RowSource source = new RowSource(
                desk.records(),
                desk.names(),
                place.reader(),
                relationship.from(),
                columns(place, relationship, link),
                List.of(),
                order(place, relationship),
                new RecordQuery.LinkedTo(link.id(), record));
        long found = source.count(GridState.PLAIN, COUNTED + 1);
        H2 title = new H2(relationship.name());
        Span count = new Span(found > COUNTED ? Shown.count(COUNTED) + "+" : Shown.count(found));
        count.addClassName("badge");
        title.add(count);
        Header header = new Header(title);
        if (place.scope().on(relationship.from()).create()) {
            header.add(addButton(place, relationship, link, record));
        }
        add(header);
        if (found == 0) {
            Paragraph none = new Paragraph("No record links here yet.");
            none.addClassName("secondary");
            add(none);
        } else {
            add(grid(source, place, relationship, found));
        }
    }

    /** One list for each relationship that leads to the record's table from a table of the app. */
    static Stream<RelatedRecords> of(RecordDesk desk, RecordPlace place, RecordId record) {
        return place.scope().definition().relationshipsTo(place.tableId()).stream()
                .filter(relationship -> place.scope().table(relationship.from()).isPresent())
                .flatMap(relationship -> place.scope().definition().linkField(relationship.id()).stream()
                        .map(link -> new RelatedRecords(desk, place, relationship, link, record)));
    }

    /** Those of the table's first view in the app, without the link that is the same in all of them. */
    private static List<Field> columns(RecordPlace place, Relationship relationship, Field link) {
        List<Field> fields = place.scope().definition().fields(relationship.from());
        Optional<View> view = view(place, relationship);
        List<Field> chosen = view.stream()
                .flatMap(found -> found.columns().stream())
                .flatMap(id -> fields.stream().filter(field -> field.id().equals(id)))
                .toList();
        return (chosen.isEmpty() ? fields : chosen)
                .stream()
                        .filter(field -> !field.id().equals(link.id()))
                        .limit(MOST_COLUMNS)
                        .toList();
    }

    private static Optional<View> view(RecordPlace place, Relationship relationship) {
        return place.scope().views().stream()
                .filter(view -> view.table().equals(relationship.from()))
                .findFirst();
    }

    private static List<View.Sort> order(RecordPlace place, Relationship relationship) {
        return view(place, relationship).map(View::sorts).orElse(List.of());
    }

    private Button addButton(RecordPlace place, Relationship relationship, Field link, RecordId record) {
        String path = place.record(relationship.from(), null) + "?" + RecordPaths.PREFILL + link.id() + "=" + record;
        Button add = new Button(
                "Add", VaadinIcon.PLUS.create(), click -> getUI().ifPresent(ui -> RecordPaths.open(ui, path)));
        add.addThemeVariants(ButtonVariant.LUMO_SMALL);
        add.setAriaLabel("Add to " + relationship.name());
        return add;
    }

    private static RecordGrid grid(RowSource source, RecordPlace place, Relationship relationship, long found) {
        RecordGrid grid = new RecordGrid(source, row -> place.record(relationship.from(), row.id()));
        grid.setAriaLabel(relationship.name());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        GridLazyDataView<Row> rows = grid.setItems(query -> fetch(grid, source, query));
        if (found <= COUNTED) {
            rows.setItemCountCallback(query -> (int) found);
        }
        if (found <= SHOWN_WHOLE) {
            grid.setAllRowsVisible(true);
        }
        return grid;
    }

    private static Stream<Row> fetch(RecordGrid grid, RowSource source, Query<Row, Void> query) {
        int offset = query.getOffset();
        int limit = query.getLimit();
        try {
            return source.rows(GridState.PLAIN.withSorts(grid.sorts()), offset, limit).stream();
        } catch (DefinitionMoved e) {
            // Saving the form will notice and begin anew; until then the list can't be read.
            return Stream.empty();
        }
    }
}
