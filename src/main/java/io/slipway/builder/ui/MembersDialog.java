package io.slipway.builder.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.common.UserId;
import io.slipway.definition.UserGroup;
import io.slipway.ui.FormErrors;
import io.slipway.ui.Toast;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses who is in a user group. No change of the structure: it is in force at once in every environment, also while
 * production's structure is locked. Super Admins choose; App Admins see.
 */
class MembersDialog extends Dialog {

    private final Bench bench;
    private final UserGroup group;
    private final FormErrors errors = new FormErrors();
    private final MultiSelectComboBox<UserId> people = new MultiSelectComboBox<>("Members");

    MembersDialog(Bench bench, UserGroup group) {
        this.bench = bench;
        this.group = group;
        setHeaderTitle("Members of “" + group.name() + "”");
        setWidth("min(34rem, 100vw)");
        Map<UserId, String> names = bench.room().directory().names(bench.actor().account());
        people.setItems(names.keySet());
        people.setItemLabelGenerator(id -> names.getOrDefault(id, "(unknown person)"));
        people.setWidthFull();
        Set<UserId> members = bench.room().memberships().members(bench.actor(), group.id());
        people.setValue(
                members.stream().filter(names::containsKey).collect(Collectors.toCollection(LinkedHashSet::new)));
        boolean mayChoose = bench.actor().isSuperAdmin();
        people.setReadOnly(!mayChoose);
        Div body = new Div(
                errors,
                new Paragraph("Who is in a group is account data, no change to promote: it holds in every environment,"
                        + " from the moment you save it."
                        + (mayChoose ? "" : " A Super Admin chooses the members.")),
                people);
        body.addClassName("dialog-body");
        add(body);
        Button save = new Button("Save members");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(click -> {
            if (errors.attempt(this::save)) {
                close();
                Toast.success("The members are saved, in every environment.");
                bench.redraw();
            } else {
                save.setEnabled(true);
            }
        });
        getFooter().add(new Button(mayChoose ? "Cancel" : "Close", click -> close()));
        if (mayChoose) {
            getFooter().add(save);
        }
    }

    private void save() {
        bench.room().memberships().set(bench.actor(), group.id(), group.name(), people.getValue());
    }
}
