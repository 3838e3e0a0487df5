package io.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An account whose production has one app with a table of employees. */
public final class Workplace {

    public final Workshop workshop;
    public final Sandboxes sandboxes;
    public final Records records;
    public final EnvironmentId production;
    public final AccountId account;
    public final Actor.Person boss;
    public final Table employees;
    public final Field name;
    public final Field number;
    public final App projects;

    public Workplace(Workshop workshop, Sandboxes sandboxes, Records records) {
        this.workshop = workshop;
        this.sandboxes = sandboxes;
        this.records = records;
        production = workshop.production();
        account = production.account();
        boss = workshop.superAdmin(account);
        employees = new Table(id(), "Employees", "", null);
        name = field(employees.id(), "Name", new FieldKind.ShortText(100));
        number = field(employees.id(), "Number", new FieldKind.AutoNumber("E-", 4));
        projects = new App(id(), "Project Tracking", "", "", List.of(employees.id()), List.of());
        workshop.build(production, employees, name, number, projects);
    }

    public ResourceId id() {
        return workshop.id(production);
    }

    public Field field(ResourceId table, String name, FieldKind kind) {
        ResourceId id = id();
        return new Field(id, table, name, kind, id.value(), false, false, null, "");
    }

    public Actor.Person builder() {
        return workshop.person(account, PersonKind.APP_ADMIN, "App Admin");
    }

    public Actor.Person user() {
        return workshop.person(account, PersonKind.USER, "User");
    }

    /** Makes a sandbox and waits until people can go in. */
    public EnvironmentId sandbox(String name, DataChoice data, boolean promotable) {
        EnvironmentId made = creating(sandboxes.create(boss, name, data, promotable));
        settled(made);
        assertThat(find(made).isReady()).as("state of %s", find(made)).isTrue();
        return made;
    }

    public static EnvironmentId creating(Sandboxes.Creation creation) {
        return switch (creation) {
            case Sandboxes.Creating creating -> creating.sandbox();
            case Sandboxes.ProductionBusy busy -> throw new AssertionError(busy.reason());
        };
    }

    public Sandbox find(EnvironmentId sandbox) {
        return sandboxes.find(boss, sandbox).orElseThrow();
    }

    /** Waits until nothing is going on in a sandbox any more: done, failed or gone. */
    public void settled(EnvironmentId sandbox) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sandboxes
                        .find(boss, sandbox)
                        .map(Sandbox::work)
                        .map(SandboxWork::isFailed)
                        .orElse(true));
    }

    public StoredRecord hire(EnvironmentId environment, String employee) {
        return write(
                environment,
                new RecordDraft.Create(employees.id(), RecordId.next(), new RecordDraft(Map.of(name.id(), employee))));
    }

    public StoredRecord write(EnvironmentId environment, RecordDraft.Write write) {
        WriteOutcome outcome = records.write(boss, environment, List.of(write));
        assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
        return ((WriteOutcome.Saved) outcome).records().getFirst();
    }

    public List<StoredRecord> all(EnvironmentId environment, ResourceId table) {
        return records.query(boss, environment, RecordQuery.all(table).page(0, 10_000));
    }

    public List<String> names(EnvironmentId environment) {
        return all(environment, employees.id()).stream()
                .map(record -> String.valueOf(record.value(name.id())))
                .toList();
    }
}
