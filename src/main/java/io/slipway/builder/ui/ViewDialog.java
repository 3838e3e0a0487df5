package io.slipway.builder.ui;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.EditOutcome;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds a view or changes one. */
class ViewDialog extends EditDialog {

    private final ResourceId id;
    private final ResourceId table;
    private final boolean isNew;
    private final TextField name = new TextField("Name");
    private final ColumnsEditor columns;
    private final FiltersEditor filters;
    private final SortsEditor sorts;
    private final Select<Form> form = new Select<>();
    private final CheckboxGroup<App> apps = new CheckboxGroup<>("Shown in");

    ViewDialog(Bench bench, ResourceId table) {
        this(bench, table, null);
    }

    ViewDialog(Bench bench, View view) {
        this(bench, view.table(), view);
    }

    private ViewDialog(Bench bench, ResourceId table, @Nullable View before) {
        super(bench, before == null ? "Add view" : "Edit view", before == null ? "Add view" : "Save");
        this.table = table;
        this.isNew = before == null;
        this.id = before == null ? bench.newId() : before.id();
        List<Field> fields = bench.definition().fields(table);
        columns = new ColumnsEditor(
                fields, before == null ? fields.stream().map(Field::id).toList() : before.columns());
        filters = new FiltersEditor(bench.room(), fields, before == null ? List.of() : before.filters());
        sorts = new SortsEditor(fields, before == null ? List.of() : before.sorts());
        name.setValue(before == null ? "" : before.name());
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        forms(before == null ? null : before.form());
        appsOffered();
        at("name", name);
        at("filters", filters);
        at("form", form);
        part(name);
        part(columns);
        part(filters);
        part(sorts);
        part(form);
        part(apps);
    }

    private void forms(@Nullable ResourceId chosen) {
        List<Form> all = bench().definition().forms(table);
        form.setLabel("Form that opens a record");
        form.setWidthFull();
        form.setItems(all);
        form.setItemLabelGenerator(one -> one == null ? "The table’s first form" : one.name());
        form.setEmptySelectionAllowed(true);
        form.setEmptySelectionCaption("The table’s first form");
        all.stream().filter(one -> one.id().equals(chosen)).findFirst().ifPresent(form::setValue);
    }

    private void appsOffered() {
        List<App> all = bench().definition().appsOf(table);
        apps.setItems(all);
        apps.setItemLabelGenerator(App::name);
        apps.addClassName("stacked");
        apps.setVisible(!all.isEmpty());
        Set<App> shown = new HashSet<>();
        all.stream().filter(app -> isNew || app.views().contains(id)).forEach(shown::add);
        apps.setValue(shown);
    }

    @Override
    protected EditOutcome send() {
        View wanted = new View(
                id,
                table,
                name.getValue(),
                columns.value(),
                filters.value(),
                sorts.value(),
                form.getValue() == null ? null : form.getValue().id());
        List<DefinitionChange> changes = new ArrayList<>(List.of(Bench.put(wanted)));
        // made of what is there now: other tables' changes of the app must not be undone
        for (App offered : bench().definition().appsOf(table)) {
            boolean shown = apps.getValue().contains(offered);
            if (shown != offered.views().contains(id)) {
                changes.add(Bench.put(with(offered, shown)));
            }
        }
        return bench().edit(bench().made(changes).openedAt(openedAt()));
    }

    private App with(App offered, boolean shown) {
        App app = bench().fresh().definition().find(App.class, offered.id()).orElse(offered);
        List<ResourceId> views = new ArrayList<>(app.views());
        views.remove(id);
        if (shown) {
            views.add(id);
        }
        return new App(app.id(), app.name(), app.description(), app.icon(), app.tables(), views);
    }

    @Override
    protected String done() {
        return isNew ? "The view is added." : "The view is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return isNew
                ? Optional.of(new ViewDialog(fresh, table))
                : fresh.definition().find(View.class, id).map(view -> new ViewDialog(fresh, view));
    }
}
