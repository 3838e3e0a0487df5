package io.slipway.builder.ui;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.EditOutcome;
import io.slipway.common.ResourceId;
import io.slipway.definition.Role;
import io.slipway.definition.UserGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds a user group or changes its name and roles. Its members are chosen in {@link MembersDialog}. */
class GroupDialog extends EditDialog {

    private final ResourceId id;
    private final boolean isNew;
    private final TextField name = new TextField("Name");
    private final CheckboxGroup<Role> roles = new CheckboxGroup<>("Roles");

    GroupDialog(Bench bench) {
        this(bench, null);
    }

    GroupDialog(Bench bench, @Nullable UserGroup before) {
        super(bench, before == null ? "Add user group" : "Edit user group", before == null ? "Add user group" : "Save");
        this.isNew = before == null;
        this.id = before == null ? bench.newId() : before.id();
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        List<Role> all = BuildWords.byName(bench.definition().all(Role.class));
        roles.setItems(all);
        roles.setItemLabelGenerator(Role::name);
        roles.addClassName("stacked");
        roles.setHelperText(all.isEmpty() ? "There are no roles yet; add them beside the user groups." : "");
        if (before != null) {
            name.setValue(before.name());
            roles.setValue(all.stream()
                    .filter(role -> before.roles().contains(role.id()))
                    .collect(Collectors.toCollection(HashSet::new)));
        }
        at("name", name);
        part(name);
        part(roles);
    }

    @Override
    protected EditOutcome send() {
        UserGroup wanted = new UserGroup(
                id, name.getValue(), roles.getValue().stream().map(Role::id).collect(Collectors.toSet()));
        return bench().edit(bench().made(List.of(Bench.put(wanted))).openedAt(openedAt()));
    }

    @Override
    protected String done() {
        return isNew ? "The user group is added. Choose its members now." : "The user group is saved.";
    }

    @Override
    protected Optional<EditDialog> again(Bench fresh) {
        return isNew
                ? Optional.of(new GroupDialog(fresh))
                : fresh.definition().find(UserGroup.class, id).map(group -> new GroupDialog(fresh, group));
    }
}
