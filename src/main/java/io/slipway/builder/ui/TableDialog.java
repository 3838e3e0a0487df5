package io.slipway.builder.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.EditOutcome;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds a table, with a first field, form and view, or changes one's settings. */
class TableDialog extends EditDialog {

    private final @Nullable Table before;
    private final TextField name = new TextField("Name");
    private final TextArea description = new TextArea("Description");
    private final ComboBox<Field> title = new ComboBox<>("Title of its records");
    private final ComboBox<App> app = new ComboBox<>("App that shows it");

    /**
     * @param shownIn the app that is offered first; null: none
     */
    TableDialog(Bench bench, @Nullable App shownIn) {
        super(bench, "Add table", "Add table");
        before = null;
        start();
        name.setHelperText("It starts with a field “Name”, a form and a view; add more fields on its page.");
        app.setItems(BuildWords.byName(bench.definition().all(App.class)));
        app.setItemLabelGenerator(App::name);
        app.setWidthFull();
        app.setClearButtonVisible(true);
        app.setHelperText("Without an app only builders see the table.");
        app.setValue(shownIn);
        part(app);
    }

    TableDialog(Bench bench, Table table) {
        super(bench, "Edit table", "Save");
        before = table;
        start();
        name.setValue(table.name());
        description.setValue(table.description());
        description.setWidthFull();
        List<Field> fields = bench.definition().fields(table.id());
        title.setItems(fields);
        title.setItemLabelGenerator(Field::name);
        title.setWidthFull();
        title.setClearButtonVisible(true);
        title.setHelperText("Stands for a record in links and headings. Empty: the first text field.");
        fields.stream()
                .filter(field -> field.id().equals(table.titleField()))
                .findFirst()
                .ifPresent(title::setValue);
        at("titleField", title);
        part(description);
        part(title);
    }

    private void start() {
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        at("name", name);
        part(name);
    }

    @Override
    protected EditOutcome send() {
        if (before == null) {
            return bench().room()
                    .builder()
                    .newTable(
                            bench().actor(),
                            bench().environment(),
                            app.getValue() == null ? null : app.getValue().id(),
                            name.getValue());
        }
        Table wanted = new Table(
                before.id(),
                name.getValue(),
                description.getValue(),
                title.getValue() == null ? null : title.getValue().id());
        return bench().edit(bench().made(List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    @Override
    protected void after(EditOutcome.Done outcome) {
        if (before == null && !outcome.created().isEmpty()) {
            UI.getCurrent()
                    .navigate(bench().shown()
                            .path(BuildPages.table(outcome.created().getFirst())));
        }
    }

    @Override
    protected String done() {
        return before == null ? "The table “" + name.getValue().strip() + "” is added." : "The table is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return before == null
                ? Optional.of(new TableDialog(fresh, (App) null))
                : fresh.definition().find(Table.class, before.id()).map(table -> new TableDialog(fresh, table));
    }
}
