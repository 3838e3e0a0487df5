package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The flip's transaction may be rolled back, by a deadlock for example, and run again. */
@IntegrationTest
class LastDeltaTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Evolution evolution;

    @Autowired
    Definitions definitions;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    Records records;

    EnvironmentId production;
    Actor actor;
    ResourceId table;
    Field day;

    @BeforeEach
    void aTableWithAText() {
        production = workshop.production();
        actor = workshop.superAdmin(production.account());
        table = workshop.id(production);
        ResourceId id = workshop.id(production);
        day = new Field(id, table, "Day", new FieldKind.ShortText(100), 1, false, false, null, "");
        workshop.build(production, new Table(table, "Visits", "", null), day);
    }

    @Test
    void aFlipThatWasRolledBackTakesEverythingOverAgain() {
        Field unique = new Field(day.id(), table, "Day", new FieldKind.Date(), 1, false, true, null, "");
        Definition before = definitions.current(production);
        Map<ResourceId, Resource> target = new TreeMap<>(before.resources());
        target.put(day.id(), unique);
        try (Evolution.Expanded expanded = evolution.expand(
                evolution.plan(before, target, Map.of()), "edit:rolled-back", Evolution.Progress.SILENT)) {
            RecordId late = create("2026-01-31");
            assertThatThrownBy(() -> transactions.once(() -> {
                        gates.exclusivelyLocked(production);
                        expanded.lastDelta();
                        throw new Deadlock();
                    }))
                    .isInstanceOf(Deadlock.class);
            transactions.once(() -> {
                gates.exclusivelyLocked(production);
                expanded.lastDelta();
                evolution.settle(production, expanded.layouts(), "edit:rolled-back");
                return definitions.append(before, target, expanded.layouts(), "test", null);
            });
            assertThat(records.find(actor, production, table, late)
                            .orElseThrow()
                            .value(day.id()))
                    .isEqualTo(LocalDate.of(2026, 1, 31));
        }
        WriteOutcome second = write(RecordId.next(), LocalDate.of(2026, 1, 31));
        assertThat(second).as("the late record has its unique key").isInstanceOf(WriteOutcome.Invalid.class);
    }

    @Test
    void whatWasDeletedChangedAndMadeSinceTheLastRoundIsSoAfterTheFlip() {
        Definition before = definitions.current(production);
        Map<ResourceId, Resource> target = new TreeMap<>(before.resources());
        target.put(day.id(), day.withKind(new FieldKind.Date()));
        RecordId kept = create("2026-01-01");
        RecordId changed = create("2026-01-02");
        RecordId deleted = create("2026-01-03");
        RecordId deletedEarlier = create("2026-01-04");
        RecordId late;
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(before, target, Map.of()), "edit:deletes", Evolution.Progress.SILENT)) {
            delete(deletedEarlier);
            RecordId madeBetween = create("2026-01-05");
            expanded.catchUp();
            delete(deleted);
            delete(madeBetween);
            delete(create("2026-01-06"));
            update(changed, "2026-02-02");
            late = create("2026-01-07");
            transactions.once(() -> {
                gates.exclusivelyLocked(production);
                expanded.lastDelta();
                evolution.settle(production, expanded.layouts(), "edit:deletes");
                return definitions.append(before, target, expanded.layouts(), "test", null);
            });
        }
        Map<RecordId, Object> found = new HashMap<>();
        records.query(actor, production, RecordQuery.all(table))
                .forEach(record -> found.put(record.id(), record.value(day.id())));
        assertThat(found)
                .isEqualTo(Map.of(
                        kept, LocalDate.of(2026, 1, 1),
                        changed, LocalDate.of(2026, 2, 2),
                        late, LocalDate.of(2026, 1, 7)));
    }

    private void delete(RecordId id) {
        saved(new RecordDraft.Delete(table, id, null));
    }

    private void update(RecordId id, Object value) {
        saved(new RecordDraft.Update(table, id, null, new RecordDraft(Map.of(day.id(), value))));
    }

    private void saved(RecordDraft.Write write) {
        assertThat(records.write(actor, production, List.of(write))).isInstanceOf(WriteOutcome.Saved.class);
    }

    private RecordId create(Object value) {
        RecordId id = RecordId.next();
        assertThat(write(id, value)).isInstanceOf(WriteOutcome.Saved.class);
        return id;
    }

    private WriteOutcome write(RecordId id, Object value) {
        RecordDraft draft = new RecordDraft(Map.of(day.id(), value));
        return records.write(actor, production, List.of(new RecordDraft.Create(table, id, draft)));
    }

    private static final class Deadlock extends RuntimeException {}
}
