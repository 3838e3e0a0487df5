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
