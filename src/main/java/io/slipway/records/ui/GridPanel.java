package io.slipway.records.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridMultiSelectionModel.SelectAllCheckboxVisibility;
import com.vaadin.flow.component.grid.dataview.GridLazyDataView;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.records.Records;
import io.slipway.records.ui.RecordDeletion.Doomed;
import io.slipway.records.ui.RowSource.DefinitionMoved;
import io.slipway.ui.EmptyState;
import io.slipway.ui.PageActions;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A view's records with everything to find them: search, filters, order, columns, export; and to delete several. */
class GridPanel extends Div {

    /** More are not counted, so that huge tables open as fast as small ones. */
    private static final int COUNTED = 10_000;

    private static final int SEARCH_PAUSE = 350;

    /**
     * Keeps, for this browser tab, which row was at the top when one was clicked, and answers what was kept before: whoever
     * opens a record and comes back to the same records finds them where they were.
     */
    private static final String WHERE_IT_WAS = """
            const grid = this;
            const key = 'slipway.grid ' + $0;
            grid.addEventListener('click', (click) => {
              if (grid.getEventContext(click).section === 'body') {
                sessionStorage.setItem(key, JSON.stringify([grid.dataset.state, grid._firstVisibleIndex ?? 0]));
              }
            }, true);
            const [state, top] = JSON.parse(sessionStorage.getItem(key) ?? '[null, 0]');
            sessionStorage.removeItem(key);
            return state === grid.dataset.state ? top : 0;""";

    private final transient RecordDesk desk;
    private final transient AppScope scope;
    private final transient View view;
    private final transient RowSource source;
    private final transient Consumer<GridState> changed;
    private final transient Runnable moved;
    private final RecordGrid grid;
    private final GridLazyDataView<Row> rows;
    private final TextField search = new TextField();
    private final Div chips = new Div();
    private final Div selection = new Div();
    private final Span count = new Span();
    private final PageHeader header;
    // Read by downloads, which run beside the page's own requests.
    private transient volatile GridState state;
    private boolean showingSorts;

    /**
     * @param changed told whenever the state is another one
     * @param moved called when the definition has changed and the panel is to be made anew
     */
    GridPanel(
            RecordDesk desk, AppScope scope, View view, GridState state, Consumer<GridState> changed, Runnable moved) {
        this.desk = desk;
        this.scope = scope;
        this.view = view;
        this.state = state;
        this.changed = changed;
        this.moved = moved;
        this.source = new RowSource(
                desk.records(),
                desk.names(),
                desk.reader(scope),
                view.table(),
                columns(),
                view.filters(),
                view.sorts(),
                null);
        this.grid = new RecordGrid(source, this::address);
        this.header = makeHeader();
        addClassName("grid-panel");
        grid.setAriaLabel(view.name());
        grid.addSortListener(sort -> {
            if (!showingSorts) {
                sorted();
            }
        });
        showState();
        rows = grid.setItems(this::fetch);
        makeSelectable();
        add(toolbar(), chips, selection, grid);
        recount();
        keepPlace();
    }

    private void keepPlace() {
        grid.getElement()
                .executeJs(WHERE_IT_WAS, scope.environment() + " " + view.id())
                .then(Integer.class, top -> {
                    if (top > 0) {
                        grid.scrollToIndex(top);
                    }
                });
    }

    private List<Field> columns() {
        List<Field> fields = scope.definition().fields(view.table());
        List<Field> chosen = view.columns().stream()
                .flatMap(id -> fields.stream().filter(field -> field.id().equals(id)))
                .toList();
        return chosen.isEmpty() ? fields : chosen;
    }

    private String address(Row row) {
        return RecordPaths.record(scope.environment(), scope.app().id(), view.table(), row.id(), origin());
    }

    private QueryParameters origin() {
        return RecordPaths.from(view.id(), state.parameters());
    }

    /** The page's title and what can be done with the view as a whole. */
    PageHeader header() {
        return header;
    }

    GridState state() {
        return state;
    }

    /** What a cell says. */
    String text(Field column, Row row) {
        return source.text(column, row);
    }

    private PageHeader makeHeader() {
        PageHeader made = new PageHeader(view.name());
        String fixed = view.filters().stream()
                .map(filter -> FilterChips.words(source.reader(), filter, desk.names()))
                .collect(Collectors.joining("; "));
        made.setLine(fixed.isEmpty() ? "" : "Only where " + fixed);
        Anchor export = new Anchor(
                new CsvExport(() -> new CsvExport.Wanted(source, state, visibleColumns(), view.name())),
                AttachmentType.DOWNLOAD,
                "Export CSV");
        export.addClassNames("button-link", "button-link-plain");
        made.actions(export);
        made.actions(offered());
        if (scope.on(view.table()).create()) {
            made.actions(newRecord());
        }
        return made;
    }

    /** What rooms above offer here. */
    private Component[] offered() {
        return desk.offered()
                .at(new PageActions.TableRecords(
                        scope.actor(), scope.environment(), scope.app().id(), view.table()));
    }

    private Component newRecord() {
        Button create = new Button(
                "New record",
                VaadinIcon.PLUS.create(),
                click -> getUI().ifPresent(ui -> RecordPaths.open(
                        ui, RecordPaths.record(scope.environment(), scope.app().id(), view.table(), null, origin()))));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return create;
    }

    private List<Field> visibleColumns() {
        Set<ResourceId> hidden = state.hidden();
        return source.columns().stream()
                .filter(field -> !hidden.contains(field.id()))
                .toList();
    }

    private Component toolbar() {
        search.setAriaLabel("Search in " + view.name());
        search.setPlaceholder("Search");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValue(state.search());
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(SEARCH_PAUSE);
        search.addValueChangeListener(change -> {
            GridState wanted = state.withSearch(change.getValue());
            if (!wanted.equals(state)) {
                change(wanted);
            }
        });
        Button filter = new Button("Filter", VaadinIcon.FILTER.create(), click -> openFilter());
        ColumnsMenu columns =
                new ColumnsMenu(source.columns(), state.hidden(), hidden -> change(state.withHidden(hidden)));
        count.addClassName("secondary");
        count.getElement().setAttribute("role", "status");
        Div toolbar = new Div(search, filter, columns, count);
        toolbar.addClassNames("toolbar", "grid-toolbar");
        return toolbar;
    }

    private void openFilter() {
        List<Field> fields = scope.definition().fields(view.table());
        new FilterDialog(source.reader(), fields, desk.editors(), added -> {
                    List<View.Filter> all = new ArrayList<>(state.filters());
                    all.removeAll(added);
                    all.addAll(added);
                    change(state.withFilters(all));
                })
                .open();
    }

    private void sorted() {
        List<View.Sort> now = grid.sorts();
        state = state.withSorts(now.equals(view.sorts()) ? List.of() : now);
        if (now.isEmpty()) {
            showSorts(view.sorts());
        }
        grid.getElement().setAttribute("data-state", state.parameters().getQueryString());
        changed.accept(state);
    }

    private void change(GridState wanted) {
        state = wanted;
        showState();
        changed.accept(state);
        refresh();
    }

    private void showState() {
        grid.getElement().setAttribute("data-state", state.parameters().getQueryString());
        chips.removeAll();
        if (!state.filters().isEmpty()) {
            FilterChips each = new FilterChips(source.reader(), state.filters(), desk.names(), removed -> {
                List<View.Filter> left = new ArrayList<>(state.filters());
                left.remove(removed);
                change(state.withFilters(left));
            });
            each.add(clearFilters());
            chips.add(each);
        }
        chips.setVisible(!state.filters().isEmpty());
        grid.getColumns().stream()
                .filter(column -> column.getKey() != null)
                .forEach(column -> column.setVisible(!state.hidden().contains(ResourceId.parse(column.getKey()))));
        showSorts(state.sorts().isEmpty() ? view.sorts() : state.sorts());
    }

    private void showSorts(List<View.Sort> sorts) {
        showingSorts = true;
        grid.showSorts(sorts);
        showingSorts = false;
    }

    private Button clearFilters() {
        Button clear = new Button("Clear filters", click -> {
            change(state.withFilters(List.of()).withSearch(""));
            search.clear();
        });
        clear.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return clear;
    }

    /** Reads everything anew. */
    void refresh() {
        recount();
        rows.refreshAll();
    }

    private Stream<Row> fetch(Query<Row, ?> query) {
        int offset = query.getOffset();
        int limit = query.getLimit();
        try {
            return source.rows(state, offset, limit).stream();
        } catch (DefinitionMoved e) {
            reopenSoon();
            return Stream.empty();
        }
    }

    private void recount() {
        long found;
        try {
            found = source.count(state, COUNTED + 1);
        } catch (DefinitionMoved e) {
            reopenSoon();
            return;
        } catch (InvalidInput unfit) {
            // A filter in the address that looked sound, and can't be asked of this field.
            Toast.failure("These filters do not fit this view, so all records are shown.");
            state = state.withFilters(List.of());
            showState();
            found = source.count(state, COUNTED + 1);
        }
        boolean some = found <= COUNTED;
        int known = (int) Math.min(found, COUNTED);
        if (some) {
            rows.setItemCountCallback(query -> known);
        } else {
            rows.setItemCountEstimate(COUNTED);
            rows.setItemCountEstimateIncrease(COUNTED);
        }
        count.setText((some ? Shown.count(found, "record", "records") : Shown.count(COUNTED) + "+ records")
                + (state.narrows() ? " found" : ""));
        grid.setEmptyStateComponent(state.narrows() ? noResult() : noRecords());
        if (grid.getSelectionModel() instanceof GridMultiSelectionModel<Row> model) {
            model.setSelectAllCheckboxVisibility(
                    some && found <= Records.MOST_WRITES
                            ? SelectAllCheckboxVisibility.VISIBLE
                            : SelectAllCheckboxVisibility.HIDDEN);
        }
    }

    /** Not at once: the grid is in the middle of being read. */
    private void reopenSoon() {
        getUI().ifPresent(ui -> ui.access(moved::run));
    }

    private Component noResult() {
        return new EmptyState(VaadinIcon.SEARCH, "No record is like this.", clearFilters());
    }

    private Component noRecords() {
        String table = scope.definition().get(Table.class, view.table()).name();
        EmptyState none = new EmptyState(VaadinIcon.TABLE, "There are no records in “" + table + "” yet.");
        if (scope.on(view.table()).create()) {
            none.add(newRecord());
            none.add(offered());
        }
        return none;
    }

    private void makeSelectable() {
        selection.addClassName("selection-bar");
        selection.setVisible(false);
        if (!scope.on(view.table()).delete()) {
            grid.setSelectionMode(Grid.SelectionMode.NONE);
            return;
        }
        GridMultiSelectionModel<Row> model =
                (GridMultiSelectionModel<Row>) grid.setSelectionMode(Grid.SelectionMode.MULTI);
        model.setSelectionColumnFrozen(true);
        grid.addSelectionListener(select -> showSelection(select.getAllSelectedItems()));
    }

    private void showSelection(Set<Row> selected) {
        selection.removeAll();
        selection.setVisible(!selected.isEmpty());
        if (selected.isEmpty()) {
            return;
        }
        Span words = new Span(Shown.count(selected.size()) + " selected");
        words.getElement().setAttribute("role", "status");
        Button delete = new Button("Delete " + Shown.count(selected.size()), VaadinIcon.TRASH.create(), click -> {
            List<Doomed> doomed =
                    selected.stream().map(row -> new Doomed(row.id(), null)).toList();
            desk.deletion().ask(source.reader(), view.table(), doomed, null, () -> {
                grid.deselectAll();
                refresh();
            });
        });
        delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
        Button none = new Button("Select none", click -> grid.deselectAll());
        none.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        selection.add(words, delete, none);
    }
}
