package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.definition.Role;
import io.slipway.definition.UserGroup;
import io.slipway.ui.Shown;
import java.util.List;
import java.util.stream.Collectors;

/** Roles, and the user groups that give them to people. */
final class RolesPart {

    private static final int TABLES = 6;

    private RolesPart() {}

    static Component roles(Bench bench) {
        List<BuildRow> rows = BuildWords.byName(bench.definition().all(Role.class)).stream()
                .map(role -> new BuildRow(bench, role.name())
                        .line(
                                role.apps().isEmpty()
                                        ? "Sees no app"
                                        : "Apps: " + BuildWords.names(bench.definition(), role.apps()))
                        .line(tables(bench, role))
                        .edit(() -> new RoleDialog(bench, role).open())
                        .remove(() -> Removal.ask(bench, role)))
                .toList();
        return new BuildSection(
                        bench,
                        "Roles",
                        "What people of the kind User may do. App Admins and Super Admins may do everything.")
                .adding("Add role", true, () -> new RoleDialog(bench).open())
                .rows(rows, VaadinIcon.SHIELD, "Without a role, Users see no apps. Add the first role.");
    }

    private static String tables(Bench bench, Role role) {
        String first = role.tables().entrySet().stream()
                .limit(TABLES)
                .map(entry -> BuildWords.name(bench.definition(), entry.getKey()) + " ("
                        + BuildWords.permission(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        int more = role.tables().size() - TABLES;
        return first.isEmpty() ? "Sees no table" : first + (more > 0 ? " and " + more + " more" : "");
    }

    static Component groups(Bench bench) {
        List<BuildRow> rows = BuildWords.byName(bench.definition().all(UserGroup.class)).stream()
                .map(group -> groupRow(bench, group))
                .toList();
        return new BuildSection(
                        bench,
                        "User groups",
                        "People who share roles. Who is in a group is account data: the same in every environment, in"
                                + " force at once, and never promoted.")
                .adding("Add user group", true, () -> new GroupDialog(bench).open())
                .rows(rows, VaadinIcon.GROUP, "There are no user groups yet. Add one and choose who is in it.");
    }

    private static BuildRow groupRow(Bench bench, UserGroup group) {
        int members =
                bench.room().memberships().members(bench.actor(), group.id()).size();
        return new BuildRow(bench, group.name())
                .line(
                        group.roles().isEmpty()
                                ? "No roles yet"
                                : "Roles: " + BuildWords.names(bench.definition(), group.roles()))
                .line(Shown.count(members, "member", "members"))
                .action(BuildRow.button(
                        VaadinIcon.USERS,
                        "Members of “" + group.name() + "”",
                        () -> new MembersDialog(bench, group).open()))
                .edit(() -> new GroupDialog(bench, group).open())
                .remove(() -> Removal.ask(bench, group));
    }
}
