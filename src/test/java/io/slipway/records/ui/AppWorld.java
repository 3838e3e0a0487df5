package io.slipway.records.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.Workshop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A production with an app over {@link AllKinds}: a view of things with all fields, a view of places, and their people. */
final class AppWorld {

    final Workshop workshop;
    final Records records;
    final AllKinds kinds;
    final EnvironmentId production;
    final Actor.Person admin;
    final App app;
    final View things;
    final View places;

    AppWorld(Workshop workshop, Records records) {
        this.workshop = workshop;
        this.records = records;
        kinds = new AllKinds(workshop);
        production = kinds.production;
        admin = workshop.superAdmin(production.account());
        List<ResourceId> columns =
                kinds.fields().values().stream().map(field -> field.id()).toList();
        things = view(kinds.things, "All things", columns);
        places = view(kinds.places, "All places", List.of(kinds.placeName));
        app = new App(
                id(),
                "Things and places",
                "Who was where",
                "briefcase",
                List.of(kinds.things, kinds.places),
                List.of(things.id(), places.id()));
        workshop.build(production, things, places, app);
    }

    ResourceId id() {
        return workshop.id(production);
    }

    private View view(ResourceId table, String name, List<ResourceId> columns) {
        return new View(id(), table, name, columns, List.of(), List.of(), null);
    }

    /** A person who may do exactly this with things and places, and sees the app. */
    Actor.Person person(Permission onThings, Permission onPlaces) {
        Role role = new Role(
                id(), "Role", Set.of(app.id()), new TreeMap<>(Map.of(kinds.things, onThings, kinds.places, onPlaces)));
        UserGroup group = new UserGroup(id(), "Group", Set.of(role.id()));
        workshop.build(production, role, group);
        Actor.Person person = workshop.person(production.account(), PersonKind.USER, "Uwe User");
        workshop.join(person, group.id());
        return person;
    }

    /** Names and values of fields of things. */
    StoredRecord thing(Object... namesAndValues) {
        return save(new RecordDraft.Create(kinds.things, RecordId.next(), draft(namesAndValues)));
    }

    StoredRecord place(String name) {
        return save(
                new RecordDraft.Create(kinds.places, RecordId.next(), new RecordDraft(Map.of(kinds.placeName, name))));
    }

    /** A change as somebody else makes it. */
    StoredRecord change(StoredRecord record, Object... namesAndValues) {
        return save(new RecordDraft.Update(kinds.things, record.id(), null, draft(namesAndValues)));
    }

    void delete(StoredRecord record) {
        assertThat(records.write(admin, production, List.of(new RecordDraft.Delete(kinds.things, record.id(), null))))
                .isInstanceOf(WriteOutcome.Saved.class);
    }

    RecordDraft draft(Object... namesAndValues) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(kinds.f((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new RecordDraft(values);
    }

    StoredRecord save(RecordDraft.Write write) {
        WriteOutcome outcome = records.write(admin, production, List.of(write));
        assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
        return ((WriteOutcome.Saved) outcome).records().getFirst();
    }

    /** The thing as it is now. */
    StoredRecord now(RecordId id) {
        return records.find(admin, production, kinds.things, id).orElseThrow();
    }

    /** A form of things with some fields. */
    Form form(String... fields) {
        Form form = new Form(
                id(),
                kinds.things,
                "Short form",
                List.of(fields).stream()
                        .map(name -> new Form.Item(kinds.f(name), false, ""))
                        .toList());
        workshop.build(production, form);
        return form;
    }

    String path(String rest) {
        return "env/" + production + "/apps" + rest;
    }

    String thingsPath() {
        return path("/" + app.id() + "/views/" + things.id());
    }

    String path(StoredRecord thing) {
        return path("/" + app.id() + "/records/" + kinds.things + "/" + thing.id() + "?view=" + things.id());
    }

    String newThingPath() {
        return path("/" + app.id() + "/records/" + kinds.things + "/new?view=" + things.id());
    }
}
