package io.slipway.builder.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.App;
import io.slipway.definition.Permission;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.testing.TestSignIn;
import io.slipway.ui.ConfirmTyped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page of all that is built: apps, roles, user groups, and who gets in at all. */
class BuildPageTest extends OnBuildPages {

    @Test
    void theBuildPageListsAppsWithTheirTables() {
        open("build");
        assertThat(text()).contains("Tracking", "Tasks");
    }

    @Test
    void anEmptyAccountIsOfferedItsFirstApp() {
        EnvironmentId empty = workshop.production();
        TestSignIn.as(signIns, workshop.superAdmin(empty.account()));
        UI.getCurrent().navigate("env/" + empty + "/build");
        assertThat(text()).contains("Add the first app");
        click("Add app");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "First");
        confirm("Add app");
        assertThat(definitions.current(empty).all(App.class))
                .extracting(App::name)
                .containsExactly("First");
        assertThat(_get(H1.class).getText()).isEqualTo("First");
    }

    @Test
    void everyTabOfBothPagesOpens() {
        for (String page : List.of("build", "build/tables/" + tasks)) {
            open(page);
            Tabs tabs = _get(Tabs.class);
            for (int i = 0; i < tabs.getTabCount(); i++) {
                tabs.setSelectedIndex(i);
                assertThat(text()).isNotEmpty();
            }
        }
        open("build/apps/" + app);
        assertThat(_get(H1.class).getText()).isEqualTo("Tracking");
    }

    @Test
    void aUserDoesNotGetIn() {
        TestSignIn.as(signIns, workshop.person(production.account(), PersonKind.USER, "Ursula"));
        open("build");
        assertThat(text()).contains("You can’t go there");
        open("build/tables/" + tasks);
        assertThat(text()).contains("You can’t go there");
    }

    @Test
    void forgedIdsOfAnotherAccountLeadNowhere() {
        EnvironmentId other = workshop.production();
        Actor.Person stranger = workshop.superAdmin(other.account());
        List<ResourceId> theirs = made(builder.newTable(stranger, other, null, "Secret"));
        UI.getCurrent().navigate("env/" + other + "/build");
        assertThat(text()).contains("You can’t go there").doesNotContain("Secret");
        for (String id : List.of("999999", "0", "-4", "x", "99999999999999999999")) {
            open("build/tables/" + id);
            assertThat(text()).contains("You can’t go there");
        }
        UI.getCurrent().navigate("env/" + other + "/build/tables/" + theirs.getFirst());
        assertThat(text()).contains("You can’t go there").doesNotContain("Secret");
    }

    @Test
    void aTableIsSharedWithAnotherAppAndTakenOutAgain() {
        ResourceId second = builder.newId(admin, production);
        made(builder.edit(admin, production, put(new App(second, "Second", "", "", List.of(), List.of()))));
        open("build/apps/" + second);
        click("Share a table");
        MultiSelectComboBox<Resource> tables = picked("Tables");
        tables.setValue(Set.of(now().get(Table.class, tasks)));
        confirm("Share");
        assertThat(now().get(App.class, second).tables()).containsExactly(tasks);
        assertThat(now().get(App.class, second).views()).hasSize(1);
        click("Take “Tasks” out of this app");
        assertThat(now().get(App.class, second).tables()).isEmpty();
        assertThat(now().find(tasks)).isPresent();
    }

    @Test
    void anAppCanGoWithItsTablesAfterItsNameIsTyped() {
        record(Map.of(name, "One"));
        open("build");
        click("Remove “Tracking”");
        RadioButtonGroup<Boolean> choice = radio("Its tables");
        choice.setValue(true);
        click("Continue");
        assertThat(text(_get(ConfirmTyped.class))).contains("1 record");
        _setValue(
                _get(
                        TextField.class,
                        spec -> spec.withPredicate(
                                field -> String.valueOf(field.getLabel()).startsWith("Type “Tracking”"))),
                "Tracking");
        click("Remove with 1 record");
        assertThat(now().resources()).isEmpty();
    }

    @Test
    void anAppCanGoAndLeaveItsTables() {
        record(Map.of(name, "One"));
        open("build");
        click("Remove “Tracking”");
        click("Continue");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(now().find(app)).isEmpty();
        assertThat(now().find(tasks)).isPresent();
    }

    @Test
    void aRoleSaysWhatMayBeDonePerTable() {
        tab("build", 3);
        click("Add role");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Helper");
        CheckboxGroup<App> apps = group("Apps it sees");
        apps.setValue(Set.of(now().get(App.class, app)));
        _setValue(
                _get(
                        Checkbox.class,
                        spec -> spec.withPredicate(box -> "Edit records of Tasks"
                                .equals(box.getAriaLabel().orElse("")))),
                true);
        confirm("Add role");
        Role role = now().all(Role.class).findFirst().orElseThrow();
        assertThat(role.on(tasks)).isEqualTo(new Permission(true, false, true, false));
        assertThat(role.apps()).containsExactly(app);
    }

    @Test
    void aGroupHasRolesAndMembersWhoAreAccountData() {
        Actor.Person helper = workshop.person(production.account(), PersonKind.USER, "Hilda");
        tab("build", 4);
        click("Add user group");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Helpers");
        confirm("Add user group");
        UserGroup group = now().all(UserGroup.class).findFirst().orElseThrow();
        click("Members of “Helpers”");
        MultiSelectComboBox<UserId> members = picked("Members");
        members.setValue(Set.of(helper.user()));
        click("Save members");
        assertThat(memberships.members(admin, group.id())).containsExactly(helper.user());
        assertThat(text()).contains("1 member");
    }
}
