package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.builder.DefinitionChange;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.ui.StatusBadge;
import java.util.ArrayList;
import java.util.List;

/** A table's fields in their order. */
final class FieldsPart {

    private FieldsPart() {}

    static Component of(Bench bench, ResourceId table) {
        List<Field> fields = bench.definition().fields(table);
        ResourceId title = bench.definition().titleField(table).map(Field::id).orElse(null);
        List<Component> rows = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            int index = i;
            BuildRow row = new BuildRow(bench, field.name())
                    .line(BuildWords.kind(bench.definition(), field.kind()))
                    .line(field.help());
            facts(bench, row, field, field.id().equals(title));
            row.order(
                            i > 0,
                            i < fields.size() - 1,
                            () -> move(bench, fields, index, -1),
                            () -> move(bench, fields, index, 1))
                    .edit(() -> new FieldDialog(bench, field).open())
                    .remove(() -> Removal.ask(bench, field));
            rows.add(row);
        }
        return new BuildSection(bench, "Fields", "What each record holds, in the order in which forms offer it.")
                .adding("Add field", true, () -> new FieldDialog(bench, table).open())
                .rows(rows, VaadinIcon.INPUT, "This table has no fields yet. Add the first one.");
    }

    private static void facts(Bench bench, BuildRow row, Field field, boolean title) {
        if (title) {
            row.facts(new StatusBadge("Title", StatusBadge.Tone.INFO, VaadinIcon.TAG));
        }
        if (field.required()) {
            row.facts(new StatusBadge("Required", StatusBadge.Tone.NEUTRAL, VaadinIcon.ASTERISK));
        }
        if (field.unique()) {
            row.facts(new StatusBadge("Unique", StatusBadge.Tone.NEUTRAL, VaadinIcon.KEY_O));
        }
        String value = field.defaultValue();
        if (value != null) {
            Span shown = new Span("Default: "
                    + BuildWords.value(
                            bench.room(), field, value, bench.room().time().zone()));
            shown.addClassNames("secondary", "build-default");
            row.facts(shown);
        }
    }

    private static void move(Bench bench, List<Field> fields, int index, int by) {
        bench.act(
                "“" + fields.get(index).name() + "” is moved.",
                Order.movedFields(fields, index, by).toArray(DefinitionChange[]::new));
    }
}
