package io.slipway.records.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows, read from the server in parts. The first column leads to the record and stays in place when the others
 * are scrolled.
 */
class RecordGrid extends Grid<Row> {

    private static final int LONGEST_CELL = 200;
    private static final int LONGEST_TOOLTIP = 1000;
    private static final int NEEDS_TOOLTIP = 24;
    private static final int PAGE = 50;

    private final transient RowSource source;
    private final transient Function<Row, String> address;

    /**
     * @param address where a row leads
     */
    RecordGrid(RowSource source, Function<Row, String> address) {
        this.source = source;
        this.address = address;
        addClassName("record-grid");
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        setPageSize(PAGE);
        setMultiSort(true, MultiSortPriority.APPEND, true);
        setColumnReorderingAllowed(true);
        for (Field field : source.columns()) {
            addField(field);
        }
        addItemClickListener(click -> getUI().ifPresent(ui -> RecordPaths.open(ui, address.apply(click.getItem()))));
    }

    private void addField(Field field) {
        boolean first = getColumns().isEmpty();
        Column<Row> column = first ? addColumn(link(field)) : addPlain(field);
        column.setKey(field.id().toString())
                .setHeader(field.name())
                .setSortProperty(field.id().toString())
                .setSortable(true)
                .setResizable(true)
                .setTooltipGenerator(row -> tooltip(field, row))
                .setFlexGrow(grows(field.kind()) ? 1 : 0)
                .setWidth(first ? "min(" + width(field.kind()) + ", 50vw)" : width(field.kind()));
        if (first) {
            column.setFrozen(true).setRowHeader(true);
        } else if (Display.isNumber(field.kind())) {
            column.setTextAlign(ColumnTextAlign.END);
        }
    }

    private Column<Row> addPlain(Field field) {
        boolean chosen =
                field.kind() instanceof FieldKind.SingleChoice || field.kind() instanceof FieldKind.MultiChoice;
        return chosen ? addColumn(badges(field)) : addColumn(row -> cell(field, row));
    }

    /** A real link: it can be reached by keyboard and opened in another tab. */
    private Renderer<Row> link(Field field) {
        return LitRenderer.<Row>of("<a class=\"record-link\" href=\"${item.href}\">${item.text}</a>")
                .withProperty("href", row -> address.apply(row))
                .withProperty("text", row -> {
                    String text = cell(field, row);
                    return text.isBlank() ? "Untitled" : text;
                });
    }

    private Renderer<Row> badges(Field field) {
        return LitRenderer.<Row>of("${item.labels.map(label => html`<span class=\"badge choice\">${label}</span>`)}")
                .withProperty("labels", row -> labels(field, row.record().value(field.id())));
    }

    /** The labels of the choices in a cell. */
    List<String> labels(Field field, @Nullable Object value) {
        Stream<?> ids = value instanceof List<?> many ? many.stream() : Stream.ofNullable(value);
        List<Choice> choices = field.kind() instanceof FieldKind.SingleChoice single
                ? single.choices()
                : ((FieldKind.MultiChoice) field.kind()).choices();
        return ids.map(id -> choices.stream()
                        .filter(choice -> id.equals(choice.id()))
                        .findFirst()
                        .map(Choice::label)
                        .orElse("(removed choice " + id + ")"))
                .toList();
    }

    private String cell(Field field, Row row) {
        return Shortened.line(source.text(field, row), LONGEST_CELL);
    }

    private @Nullable String tooltip(Field field, Row row) {
        String text = source.text(field, row);
        return text.length() <= NEEDS_TOOLTIP ? null : Shortened.start(text, LONGEST_TOOLTIP);
    }

    private static boolean grows(FieldKind kind) {
        return Display.isText(kind) || kind instanceof FieldKind.Link || kind instanceof FieldKind.MultiChoice;
    }

    private static String width(FieldKind kind) {
        return switch (kind) {
            case FieldKind.ShortText k -> "16rem";
            case FieldKind.LongText k -> "18rem";
            case FieldKind.Email k -> "15rem";
            case FieldKind.Phone k -> "11rem";
            case FieldKind.Url k -> "15rem";
            case FieldKind.WholeNumber k -> "8rem";
            case FieldKind.DecimalNumber k -> "10rem";
            case FieldKind.Money k -> "11rem";
            case FieldKind.Percent k -> "8rem";
            case FieldKind.Date k -> "9rem";
            case FieldKind.DateTime k -> "14rem";
            case FieldKind.Time k -> "8rem";
            case FieldKind.YesNo k -> "7rem";
            case FieldKind.SingleChoice k -> "10rem";
            case FieldKind.MultiChoice k -> "15rem";
            case FieldKind.User k -> "12rem";
            case FieldKind.AutoNumber k -> "9rem";
            case FieldKind.Link k -> "14rem";
        };
    }

    /** The order the headers show. */
    List<View.Sort> sorts() {
        return getSortOrder().stream()
                .map(order -> new View.Sort(
                        ResourceId.parse(
                                Objects.requireNonNull(order.getSorted().getKey())),
                        order.getDirection() == SortDirection.DESCENDING))
                .toList();
    }

    /** Shows an order in the headers, as far as there are columns for it. */
    void showSorts(List<View.Sort> sorts) {
        sort(sorts.stream()
                .flatMap(sort -> Stream.ofNullable(getColumnByKey(sort.field().toString()))
                        .map(column -> new GridSortOrder<>(
                                column, sort.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)))
                .toList());
    }
}
