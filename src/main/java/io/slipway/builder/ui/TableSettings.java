package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import java.util.List;

/** What a table is called and which field stands for its records. */
class TableSettings extends Div {

    TableSettings(Bench bench, ResourceId id) {
        Table table = bench.definition().get(Table.class, id);
        String title = bench.definition()
                .titleField(id)
                .map(Field::name)
                .map(name -> table.titleField() == null ? name + " (chosen by itself)" : name)
                .orElse("None yet");
        BuildRow row = new BuildRow(bench, table.name())
                .line(table.description().isEmpty() ? "No description" : table.description())
                .line("Title of its records: " + title)
                .edit(() -> new TableDialog(bench, table).open())
                .remove("Remove table “" + table.name() + "”", () -> Removal.ask(bench, table));
        add(new BuildSection(bench, "Settings", "Name, description, and the field that stands for a record in links.")
                .rows(List.of(row), VaadinIcon.COG, ""));
    }
}
