package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class PermissionsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
    }

    private ResourceId group(Map<ResourceId, Permission> tables, Set<ResourceId> apps) {
        Role role = new Role(workshop.id(production), "Role " + tables, apps, new TreeMap<>(tables));
        UserGroup group = new UserGroup(workshop.id(production), "Group " + role.id(), Set.of(role.id()));
        workshop.build(production, new Role(role.id(), "Role " + role.id(), role.apps(), role.tables()), group);
        return group.id();
    }

    private Actor.Person userWith(Permission permission) {
        Actor.Person user = workshop.person(production.account(), PersonKind.USER, "User");
        workshop.join(user, group(Map.of(world.things, permission), Set.of()));
        return user;
    }

    private RecordDraft text(String text) {
        return new RecordDraft(Map.of(world.f("text"), text));
    }

    private StoredRecord existing() {
        Create create = new Create(world.things, RecordId.next(), text("there"));
        return ((WriteOutcome.Saved) records.write(admin, production, List.of(create)))
                .records()
                .getFirst();
    }

    private boolean saves(Actor actor, Write write) {
        WriteOutcome outcome = records.write(actor, production, List.of(write));
        assertThat(outcome).isInstanceOfAny(WriteOutcome.Saved.class, WriteOutcome.Refused.class);
        return outcome instanceof WriteOutcome.Saved;
    }

    @Test
    void rolesGiveExactlyWhatTheyName() {
        for (boolean see : List.of(true, false)) {
            for (boolean create : List.of(true, false)) {
                for (boolean edit : List.of(true, false)) {
                    for (boolean delete : List.of(true, false)) {
                        check(userWith(new Permission(see, create, edit, delete)), see, create, edit, delete);
                    }
                }
            }
        }
    }

    private void check(Actor user, boolean see, boolean create, boolean edit, boolean delete) {
        StoredRecord record = existing();
        RecordQuery all = RecordQuery.all(world.things);
        if (see) {
            assertThat(records.find(user, production, world.things, record.id()))
                    .contains(record);
            assertThat(records.query(user, production, all)).isNotEmpty();
            assertThat(records.count(user, production, all, 10)).isPositive();
            assertThat(records.findAll(user, production, world.things, List.of(record.id())))
                    .hasSize(1);
        } else {
            assertThatThrownBy(() -> records.find(user, production, world.things, record.id()))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> records.query(user, production, all)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> records.count(user, production, all, 10)).isInstanceOf(NotAllowed.class);
            assertThat(records.findAll(user, production, world.things, List.of(record.id())))
                    .isEmpty();
        }
        assertThat(saves(user, new Create(world.things, RecordId.next(), text("new"))))
                .isEqualTo(see && create);
        assertThat(saves(user, new Update(world.things, record.id(), null, text("changed"))))
                .isEqualTo(see && edit);
        assertThat(saves(user, new Delete(world.things, record.id(), null))).isEqualTo(see && delete);
    }

    @Test
    void oneRefusedWriteRefusesTheWholeCall() {
        Actor.Person user = userWith(new Permission(true, true, false, false));
        StoredRecord record = existing();
        WriteOutcome outcome = records.write(
                user,
                production,
                List.of(
                        new Create(world.things, RecordId.next(), text("new")),
                        new Update(world.things, record.id(), null, text("changed"))));
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(records.count(admin, production, RecordQuery.all(world.things), 10))
                .isEqualTo(1);
    }

    @Test
    void severalGroupsAddUp() {
        Actor.Person user = workshop.person(production.account(), PersonKind.USER, "User");
        App app = new App(workshop.id(production), "App", "", "", List.of(world.things), List.of());
        workshop.build(production, app);
        workshop.join(
                user,
                group(Map.of(world.things, new Permission(true, true, false, false)), Set.of()),
                group(Map.of(world.things, new Permission(true, false, true, false)), Set.of(app.id())));
        Definition definition = records.definition(user, production);
        assertThat(records.permission(user, definition, world.things))
                .isEqualTo(new Permission(true, true, true, false));
        assertThat(records.permission(user, definition, world.places)).isEqualTo(Permission.NONE);
        assertThat(records.seesApp(user, definition, app.id())).isTrue();
        assertThat(records.seesApp(userWith(Permission.ALL), definition, app.id()))
                .isFalse();
    }

    @Test
    void buildersMayDoEverythingEverywhereAndUsersNothingInSandboxes() {
        EnvironmentId sandbox = workshop.sandbox(production);
        Actor.Person builder = workshop.person(production.account(), PersonKind.APP_ADMIN, "Builder");
        Actor.Person user = userWith(Permission.ALL);
        assertThat(records.permission(builder, records.definition(builder, production), world.things))
                .isEqualTo(Permission.ALL);
        assertThat(saves(builder, new Create(world.things, RecordId.next(), text("new"))))
                .isTrue();
        assertThat(records.definition(builder, sandbox).environment()).isEqualTo(sandbox);
        assertThatThrownBy(() -> records.definition(user, sandbox)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> records.query(user, sandbox, RecordQuery.all(world.things)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() ->
                        records.write(user, sandbox, List.of(new Create(world.things, RecordId.next(), text("x")))))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void recordsOfTablesNotSeenCanNeitherBeLinkedToNorGuessedByTheirOrder() {
        Create place = new Create(world.places, RecordId.next(), new RecordDraft(Map.of(world.placeName, "Secret")));
        records.write(admin, production, List.of(place));
        Actor.Person user = userWith(Permission.ALL);
        WriteOutcome outcome = records.write(
                user,
                production,
                List.of(new Create(
                        world.things, RecordId.next(), new RecordDraft(Map.of(world.f("link"), place.record())))));
        WriteOutcome missing = records.write(
                user,
                production,
                List.of(new Create(
                        world.things, RecordId.next(), new RecordDraft(Map.of(world.f("link"), RecordId.next())))));
        assertThat(outcome).isInstanceOf(WriteOutcome.Invalid.class).isEqualTo(missing);
        // who leaves a link as it is may save the rest
        Create linked = new Create(
                world.things,
                RecordId.next(),
                new RecordDraft(Map.of(world.f("link"), place.record(), world.f("text"), "a")));
        records.write(admin, production, List.of(linked));
        assertThat(saves(
                        user,
                        new Update(
                                world.things,
                                linked.record(),
                                null,
                                new RecordDraft(Map.of(world.f("link"), place.record(), world.f("text"), "b")))))
                .isTrue();
        existing();
        RecordQuery byTitle = new RecordQuery(
                world.things, List.of(), List.of(), null, "", List.of(new View.Sort(world.f("link"), true)), 0, 10);
        assertThat(records.query(user, production, byTitle))
                .isEqualTo(records.query(user, production, RecordQuery.all(world.things)));
    }

    @Test
    void membershipCountsFromTheNextCallOn() {
        Actor.Person user = userWith(Permission.ALL);
        assertThat(records.query(user, production, RecordQuery.all(world.things)))
                .isEmpty();
        workshop.join(user);
        assertThatThrownBy(() -> records.query(user, production, RecordQuery.all(world.things)))
                .isInstanceOf(NotAllowed.class);
    }
}
