package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.ResourceId;
import io.slipway.definition.Form;
import java.util.List;

/** A table's forms. */
final class FormsPart {

    private FormsPart() {}

    static Component of(Bench bench, ResourceId table) {
        List<BuildRow> rows = bench.definition().forms(table).stream()
                .map(form -> new BuildRow(bench, form.name())
                        .line(items(bench, form))
                        .edit(() -> new FormDialog(bench, form).open())
                        .remove(() -> Removal.ask(bench, form)))
                .toList();
        return new BuildSection(bench, "Forms", "How one record is seen and edited. The first form opens by itself.")
                .adding("Add form", true, () -> new FormDialog(bench, table).open())
                .rows(rows, VaadinIcon.FORM, "Without a form, records show all fields. Add a form to choose them.");
    }

    private static String items(Bench bench, Form form) {
        return form.items().isEmpty()
                ? "No fields on it yet"
                : BuildWords.names(
                        bench.definition(),
                        form.items().stream().map(Form.Item::field).toList());
    }
}
