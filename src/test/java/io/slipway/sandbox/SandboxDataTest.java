package io.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SandboxDataTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Autowired
    Definitions definitions;

    @Autowired
    JdbcClient jdbc;

    Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
    }

    private long sandboxCopies() {
        return jdbc.sql(AccountSql.resolve(
                        place.account, "SELECT COUNT(*) FROM {a}.backup WHERE kind = 'SANDBOX_COPY'"))
                .query(Long.class)
                .single();
    }

    private void cleared() {
        await().until(() -> sandboxCopies() == 0);
    }

    @Test
    void aFullCopyHasEveryRecordAsItIsAndNumbersGoOnWhereProductionIs() {
        List<StoredRecord> hired = List.of(
                place.hire(place.production, "Ada"),
                place.hire(place.production, "Robert'); DROP TABLE t_1_1; --"),
                place.hire(place.production, "🚢 שלום"));
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.FULL, true);
        assertThat(place.all(sandbox, place.employees.id())).containsExactlyElementsOf(hired);
        StoredRecord next = place.hire(sandbox, "Next");
        assertThat(next.value(place.number.id())).isEqualTo(4L);
        assertThat(place.names(place.production)).hasSize(3);
        cleared();
    }

    @Test
    void aSampleHasSomeRecordsAndAllTheyLinkTo() {
        Table tasks = new Table(place.id(), "Tasks", "", null);
        Relationship relationship =
                new Relationship(place.id(), "Tasks", Cardinality.MANY_TO_ONE, tasks.id(), place.employees.id());
        Field doer = place.field(tasks.id(), "Doer", new FieldKind.Link(relationship.id()));
        workshop.build(place.production, tasks, relationship, doer);
        StoredRecord ada = place.hire(place.production, "Ada");
        for (int i = 0; i < 3; i++) {
            place.write(
                    place.production,
                    new RecordDraft.Create(tasks.id(), RecordId.next(), new RecordDraft(Map.of(doer.id(), ada.id()))));
        }
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.SAMPLE, false);
        List<StoredRecord> sampled = place.all(sandbox, tasks.id());
        assertThat(sampled).isNotEmpty();
        assertThat(place.all(sandbox, place.employees.id())).containsExactly(ada);
    }

    @Test
    void whatPeopleWriteWhileTheCopyIsTakenIsInItWhollyOrNotAtAllAndNobodyIsRefused() throws Exception {
        for (int i = 0; i < 200; i++) {
            place.hire(place.production, "Before " + i);
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread writer = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                place.hire(place.production, "During " + written.incrementAndGet());
            }
        });
        await().until(() -> written.get() > 5);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.FULL, false);
        stop.set(true);
        writer.join();
        List<StoredRecord> copied = place.all(sandbox, place.employees.id());
        List<StoredRecord> original = place.all(place.production, place.employees.id());
        assertThat(original).hasSize(200 + written.get());
        assertThat(original).startsWith(copied.toArray(StoredRecord[]::new));
        assertThat(copied.size()).isGreaterThan(200);
    }

    @Test
    void aRefreshBringsNewDataAndKeepsThePendingChanges() {
        Field born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        workshop.build(place.production, born);
        StoredRecord ada = place.hire(place.production, "Ada");
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.FULL, true);
        Field room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
        workshop.build(sandbox, room, place.name.withName("Full name"), born.withKind(new FieldKind.Date()));
        place.hire(sandbox, "Only in the sandbox");
        born(ada, born, "1815-12-10");
        place.hire(place.production, "Bob");
        Definition before = definitions.current(sandbox);

        assertThat(sandboxes.refresh(place.boss, sandbox, DataChoice.FULL)).isEqualTo(new Sandboxes.BeingRefreshed());
        place.settled(sandbox);

        assertThat(place.find(sandbox).work()).isNull();
        assertThat(place.find(sandbox).pendingChanges()).isEqualTo(3);
        assertThat(definitions.current(sandbox).resources()).isEqualTo(before.resources());
        assertThat(place.names(sandbox)).containsExactly("Ada", "Bob");
        assertThat(place.all(sandbox, place.employees.id()).getFirst().value(born.id()))
                .isEqualTo(LocalDate.of(1815, 12, 10));
        place.write(
                sandbox,
                new RecordDraft.Update(
                        place.employees.id(), ada.id(), null, new RecordDraft(Map.of(room.id(), "B 12"))));
        place.hire(sandbox, "Carol");
        assertThat(place.all(sandbox, place.employees.id()).getLast().value(place.number.id()))
                .isEqualTo(3L);
        cleared();
    }

    private void born(StoredRecord record, Field field, String value) {
        place.write(
                place.production,
                new RecordDraft.Update(
                        place.employees.id(), record.id(), null, new RecordDraft(Map.of(field.id(), value))));
    }

    @Test
    void dataThatDoesNotFitThePendingChangesIsRefusedByNameAndTheSandboxStaysAsItWas() {
        Field born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        workshop.build(place.production, born);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.FULL, true);
        workshop.build(sandbox, born.withKind(new FieldKind.Date()));
        place.hire(sandbox, "Only in the sandbox");
        born(place.hire(place.production, "Ada"), born, "in December");
        Definition before = definitions.current(sandbox);

        sandboxes.refresh(place.boss, sandbox, DataChoice.FULL);
        place.settled(sandbox);

        Sandbox refused = place.find(sandbox);
        assertThat(refused.isReady()).isTrue();
        assertThat(refused.work().failure()).contains("Born", "Employees");
        assertThat(definitions.current(sandbox)).isEqualTo(before);
        assertThat(place.names(sandbox)).containsExactly("Only in the sandbox");
        place.hire(sandbox, "Still at work");
        cleared();

        sandboxes.dismiss(place.boss, sandbox);
        assertThat(place.find(sandbox).work()).isNull();
        sandboxes.choose(place.boss, sandbox, born.id(), new ConversionRule.MakeEmpty());
        sandboxes.refresh(place.boss, sandbox, DataChoice.FULL);
        place.settled(sandbox);
        assertThat(place.find(sandbox).work()).isNull();
        assertThat(place.names(sandbox)).containsExactly("Ada");
    }

    @Test
    void aSandboxIsRefreshedOnceHoweverOftenItIsAsked() throws Exception {
        place.hire(place.production, "Ada");
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, false);
        List<Object> outcomes = SandboxLifeTest.atOnce(
                () -> sandboxes.refresh(place.boss, sandbox, DataChoice.FULL),
                () -> sandboxes.refresh(place.boss, sandbox, DataChoice.FULL),
                () -> sandboxes.refresh(place.boss, sandbox, DataChoice.FULL));
        assertThat(outcomes).filteredOn(new Sandboxes.BeingRefreshed()::equals).isNotEmpty();
        place.settled(sandbox);
        await().until(() -> place.find(sandbox).isReady());
        assertThat(place.find(sandbox).environment().data()).isEqualTo(DataChoice.FULL);
        assertThat(place.names(sandbox)).containsExactly("Ada");
    }

    @Test
    void aSandboxThatIsBeingCreatedCanBeDiscarded() {
        for (int i = 0; i < 300; i++) {
            place.hire(place.production, "Person " + i);
        }
        EnvironmentId sandbox = Workplace.creating(sandboxes.create(place.boss, "HR", DataChoice.FULL, true));
        assertThat(sandboxes.discard(place.boss, sandbox, "HR")).isEqualTo(new Sandboxes.BeingDiscarded());
        place.settled(sandbox);
        assertThat(sandboxes.list(place.boss)).isEmpty();
        cleared();
        // and the name is free again
        place.sandbox("HR", DataChoice.NONE, true);
    }

    @Test
    void recordsOfAProductionThatHasMovedOnFitTheSandboxsOlderDefinition() {
        ResourceId gone = place.number.id();
        place.hire(place.production, "Ada");
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.FULL, true);
        Field desk = place.field(place.employees.id(), "Desk", new FieldKind.WholeNumber(null, null));
        workshop.build(place.production, resources -> {
            resources.remove(gone);
            resources.put(desk.id(), desk);
        });
        place.hire(place.production, "Bob");
        sandboxes.refresh(place.boss, sandbox, DataChoice.FULL);
        place.settled(sandbox);
        assertThat(place.find(sandbox).work()).isNull();
        assertThat(place.names(sandbox)).containsExactly("Ada", "Bob");
        assertThat(place.find(sandbox).productionMoved()).isTrue();
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
        assertThat(place.find(sandbox).pendingChanges()).isZero();
        assertThat(place.names(sandbox)).containsExactly("Ada", "Bob");
    }

    /** The way out when the sandbox's own records do not fit what production changed. */
    @Test
    void afterARefreshProductionsChangesFitBecauseItsRecordsDo() {
        Field born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        workshop.build(place.production, born);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        StoredRecord here = place.hire(sandbox, "Only here");
        place.write(
                sandbox,
                new RecordDraft.Update(
                        place.employees.id(), here.id(), null, new RecordDraft(Map.of(born.id(), "long ago"))));
        born(place.hire(place.production, "Ada"), born, "1815-12-10");
        workshop.build(place.production, born.withKind(new FieldKind.Date()));
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.DataDoesNotFit.class);

        sandboxes.refresh(place.boss, sandbox, DataChoice.FULL);
        place.settled(sandbox);
        assertThat(place.find(sandbox).work()).isNull();
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
        assertThat(place.all(sandbox, place.employees.id()))
                .singleElement()
                .satisfies(record -> assertThat(record.value(born.id())).isEqualTo(LocalDate.of(1815, 12, 10)));
    }
}
