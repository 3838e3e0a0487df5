package io.slipway.builder.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.definition.View.Comparison;
import io.slipway.definition.compare.FilterRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.modulith.NamedInterface;

/** Filters of records, of a view or of whatever else looks at some records only; all must hold. */
@NamedInterface("filters")
public class FiltersEditor extends Div implements HasValidationProperties, HasEnabled {

    private record Line(Field field, Select<Comparison> comparison, ValueInput value) {}

    private final BuildRoom room;
    private final List<Line> lines = new ArrayList<>();
    private final Div list = new Div();
    private final Div error = new Div();

    /**
     * @param fields those that can be compared
     * @param filters to begin with
     */
    public FiltersEditor(BuildRoom room, List<Field> fields, List<View.Filter> filters) {
        this.room = room;
        addClassName("editor");
        list.addClassName("lines");
        error.addClassName("input-error");
        error.getElement().setAttribute("role", "alert");
        error.setVisible(false);
        Span title = new Span("Only records where all of these hold");
        title.addClassName("input-label");
        FieldAdder adder = new FieldAdder("Add a filter on", this::add);
        adder.offer(fields);
        add(title, list, error, adder);
        filters.forEach(filter -> fields.stream()
                .filter(field -> field.id().equals(filter.field()))
                .forEach(field -> add(field, filter)));
        drawLines();
    }

    /**
     * The filters.
     *
     * @throws io.slipway.common.InvalidInput when a value is not possible
     */
    public List<View.Filter> value() {
        return lines.stream()
                .map(line -> new View.Filter(
                        line.field().id(),
                        line.comparison().getValue(),
                        line.value().isVisible() ? line.value().canonical() : null))
                .toList();
    }

    /** A filter in words; empty when its field is gone. */
    public static Optional<String> words(BuildRoom room, Definition definition, View.Filter filter) {
        String value = filter.value();
        return definition
                .find(Field.class, filter.field())
                .map(field -> field.name() + " " + BuildWords.comparison(filter.comparison())
                        + (value == null
                                ? ""
                                : " “"
                                        + BuildWords.value(
                                                room, field, value, room.time().zone()) + "”"));
    }

    private void add(Field field) {
        Comparison first = comparisons(field).getFirst();
        add(field, new View.Filter(field.id(), first, null));
        drawLines();
    }

    private void add(Field field, View.Filter filter) {
        Select<Comparison> comparison = new Select<>();
        comparison.setAriaLabel("How “" + field.name() + "” is compared");
        List<Comparison> offered = new ArrayList<>(comparisons(field));
        if (!offered.contains(filter.comparison())) {
            offered.add(filter.comparison());
        }
        comparison.setItems(offered);
        comparison.setItemLabelGenerator(one -> one == null ? "" : BuildWords.comparison(one));
        comparison.setValue(filter.comparison());
        ValueInput value = new ValueInput(room, "Value", "filters", () -> setInvalid(false));
        value.show(field.kind(), filter.value());
        value.setVisible(takesValue(filter.comparison()));
        comparison.addValueChangeListener(change -> value.setVisible(takesValue(change.getValue())));
        lines.add(new Line(field, comparison, value));
    }

    /** Links are compared with records, which are chosen where records are at hand; here only whether there is one. */
    private static List<Comparison> comparisons(Field field) {
        return FilterRules.comparisons(field.kind()).stream()
                .filter(one -> !(field.kind() instanceof FieldKind.Link) || !takesValue(one))
                .toList();
    }

    private static boolean takesValue(Comparison comparison) {
        return comparison != Comparison.EMPTY && comparison != Comparison.NOT_EMPTY;
    }

    private void drawLines() {
        list.removeAll();
        for (Line line : List.copyOf(lines)) {
            Span label = new Span(line.field().name());
            label.addClassName("line-name");
            label.getElement().setAttribute("dir", "auto");
            Div remove = new Div(BuildRow.button(
                    VaadinIcon.CLOSE_SMALL,
                    "Take the filter on “" + line.field().name() + "” away",
                    () -> {
                        lines.remove(line);
                        drawLines();
                    }));
            remove.addClassName("line-buttons");
            Div row = new Div(label, line.comparison(), line.value(), remove);
            row.addClassNames("line", "filter-line");
            list.add(row);
        }
    }

    @Override
    public void setErrorMessage(String message) {
        error.setText(message);
    }

    @Override
    public void setInvalid(boolean invalid) {
        error.setVisible(invalid);
    }

    @Override
    public boolean isInvalid() {
        return error.isVisible();
    }
}
