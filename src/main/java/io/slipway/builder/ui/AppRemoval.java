package io.slipway.builder.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.slipway.builder.DefinitionChange;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import java.util.List;

/** Removes an app: leaves its tables, or takes along those that no other app has. */
final class AppRemoval {

    private AppRemoval() {}

    static void ask(Bench bench, App app) {
        List<ResourceId> own = app.tables().stream()
                .filter(table -> bench.definition().appsOf(table).size() == 1)
                .toList();
        if (own.isEmpty()) {
            Removal.ask(bench, app);
        } else {
            choose(bench, app, BuildWords.names(bench.definition(), own));
        }
    }

    private static void choose(Bench bench, App app, String own) {
        Dialog dialog = new Dialog("Remove app “" + app.name() + "”?");
        dialog.setWidth("min(34rem, 100vw)");
        RadioButtonGroup<Boolean> tables = new RadioButtonGroup<>("Its tables");
        tables.addClassName("stacked");
        tables.setItems(false, true);
        tables.setItemLabelGenerator(with -> with
                ? "Remove the tables that no other app has, with their records"
                : "Leave all tables and their records");
        tables.setValue(false);
        Button next = new Button("Continue", click -> {
            dialog.close();
            Removal.ask(
                    bench,
                    app,
                    tables.getValue()
                            ? new DefinitionChange.RemoveAppWithTables(app.id())
                            : new DefinitionChange.Remove(app.id()));
        });
        next.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        next.setDisableOnClick(true);
        Div body = new Div(new Paragraph("Only this app has: " + own + "."), tables);
        body.addClassName("dialog-body");
        dialog.add(body);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), next);
        dialog.open();
    }
}
