package io.slipway.builder.ui;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.EditOutcome;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds a role or changes one: its apps, and what it may do per table. */
class RoleDialog extends EditDialog {

    private final ResourceId id;
    private final boolean isNew;
    private final TextField name = new TextField("Name");
    private final CheckboxGroup<App> apps = new CheckboxGroup<>("Apps it sees");
    private final PermissionMatrix matrix;

    RoleDialog(Bench bench) {
        this(bench, null);
    }

    RoleDialog(Bench bench, @Nullable Role before) {
        super(bench, before == null ? "Add role" : "Edit role", before == null ? "Add role" : "Save");
        this.isNew = before == null;
        this.id = before == null ? bench.newId() : before.id();
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        List<App> all = BuildWords.byName(bench.definition().all(App.class));
        apps.setItems(all);
        apps.setItemLabelGenerator(App::name);
        apps.addClassName("stacked");
        apps.setVisible(!all.isEmpty());
        matrix = new PermissionMatrix(
                BuildWords.tables(bench.definition()), before == null ? new TreeMap<>() : before.tables());
        if (before != null) {
            name.setValue(before.name());
            apps.setValue(all.stream()
                    .filter(app -> before.apps().contains(app.id()))
                    .collect(Collectors.toCollection(HashSet::new)));
        }
        at("name", name);
        part(name);
        part(apps);
        part(matrix);
    }

    @Override
    protected EditOutcome send() {
        Set<ResourceId> seen = apps.getValue().stream().map(App::id).collect(Collectors.toSet());
        Role wanted = new Role(id, name.getValue(), seen, matrix.value());
        return bench().edit(bench().made(List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    @Override
    protected String done() {
        return isNew ? "The role is added. Give it to people through a user group." : "The role is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return isNew
                ? Optional.of(new RoleDialog(fresh))
                : fresh.definition().find(Role.class, id).map(role -> new RoleDialog(fresh, role));
    }
}
