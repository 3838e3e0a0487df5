package io.slipway.imports.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.account.Actor;
import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the rows go: into a table that is there, or into new tables of an app. */
class TargetPanel extends Section {

    private final Select<Optional<Table>> table = new Select<>();
    private final Select<Optional<App>> app = new Select<>();
    private final TextField appName = new TextField("Name of the new app");
    private final transient Runnable changed;

    /**
     * @param into the table chosen; null: new tables
     * @param newApp what a new app is called; null: an app that is there was chosen
     * @param structureFixed why nothing can be added here; empty: something can
     * @param changed called when something else is chosen
     */
    TargetPanel(
            ImportDesk desk,
            ImportJob job,
            @Nullable ResourceId into,
            @Nullable ResourceId intoApp,
            String newApp,
            Optional<String> structureFixed,
            Runnable changed) {
        this.changed = changed;
        addClassName("import-section");
        Actor actor = desk.currentActor().get();
        Definition definition = desk.records().definition(actor, job.environment());
        boolean several = job.files().size() > 1;
        List<Optional<Table>> tables = new ArrayList<>();
        if (structureFixed.isEmpty()) {
            tables.add(Optional.empty());
        }
        if (!several) {
            definition
                    .all(Table.class)
                    .filter(each -> desk.records()
                            .permission(actor, definition, each.id())
                            .create())
                    .sorted(Comparator.comparing(Table::name))
                    .forEach(each -> tables.add(Optional.of(each)));
        }
        table.setLabel("Into");
        table.setItems(tables);
        table.setItemLabelGenerator(each -> each.map(Table::name).orElse(several ? "New tables" : "A new table"));
        table.setValue(Optional.ofNullable(into).flatMap(id -> definition.find(Table.class, id)));
        table.addValueChangeListener(change -> tell());
        structureFixed.ifPresent(table::setHelperText);
        List<Optional<App>> apps = new ArrayList<>();
        apps.add(Optional.empty());
        definition.all(App.class).sorted(Comparator.comparing(App::name)).forEach(each -> apps.add(Optional.of(each)));
        app.setLabel("In app");
        app.setItems(apps);
        app.setItemLabelGenerator(each -> each.map(App::name).orElse("A new app"));
        app.setValue(Optional.ofNullable(intoApp).flatMap(id -> definition.find(App.class, id)));
        app.addValueChangeListener(change -> tell());
        appName.setMaxLength(Text.NAME_LIMIT);
        appName.setValue(newApp);
        appName.setValueChangeMode(ValueChangeMode.ON_BLUR);
        appName.addValueChangeListener(change -> tell());
        showFields();
        Div fields = new Div(table, app, appName);
        fields.addClassName("import-target");
        add(new H2("Where to"), fields);
    }

    private void tell() {
        showFields();
        changed.run();
    }

    private void showFields() {
        boolean fresh = into() == null;
        app.setVisible(fresh);
        appName.setVisible(fresh && app() == null);
    }

    /** The table chosen; null: new ones. */
    @Nullable
    ResourceId into() {
        return Objects.requireNonNullElse(table.getValue(), Optional.<Table>empty())
                .map(Table::id)
                .orElse(null);
    }

    /** The app chosen for new tables; null: a new one. */
    @Nullable
    ResourceId app() {
        return Objects.requireNonNullElse(app.getValue(), Optional.<App>empty())
                .map(App::id)
                .orElse(null);
    }

    String newApp() {
        return appName.getValue();
    }

    void showAppError(@Nullable String message) {
        appName.setErrorMessage(message);
        appName.setInvalid(message != null);
    }
}
