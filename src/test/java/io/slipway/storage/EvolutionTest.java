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
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class EvolutionTest {

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

    @Autowired
    RecordStore store;

    @Autowired
    DataImpact impact;

    EnvironmentId production;
    Actor actor;
    ResourceId table;
    Field name;
    Field day;

    @BeforeEach
    void aTableWithTwoTexts() {
        production = workshop.production();
        actor = workshop.superAdmin(production.account());
        table = workshop.id(production);
        name = text("Name", 0);
        day = text("Day", 1);
        workshop.build(production, new Table(table, "Visits", "", null), name, day);
    }

    private Field text(String label, long rank) {
        return new Field(
                workshop.id(production), table, label, new FieldKind.ShortText(100), rank, false, false, null, "");
    }

    private RecordId create(String nameValue, @Nullable String dayValue) {
        RecordId id = RecordId.next();
        Map<ResourceId, @Nullable Object> values = new HashMap<>();
        values.put(name.id(), nameValue);
        values.put(day.id(), dayValue);
        assertThat(records.write(
                        actor, production, List.of(new RecordDraft.Create(table, id, new RecordDraft(values)))))
                .isInstanceOf(WriteOutcome.Saved.class);
        return id;
    }

    private Map<ResourceId, Resource> changed(Field field, UnaryOperator<Field> change) {
        Map<ResourceId, Resource> target =
                new TreeMap<>(definitions.current(production).resources());
        target.put(field.id(), change.apply(field));
        return target;
    }

    private void flip(Evolution.Expanded expanded, Definition before, Map<ResourceId, Resource> target) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(production);
            expanded.lastDelta();
            evolution.settle(production, expanded.layouts(), "test");
            return definitions.append(before, target, expanded.layouts(), "test", null);
        });
    }

    @Test
    void valuesThatDoNotConvertAreCountedWithExamplesAndStopTheExpansion() {
        create("a", "2026-01-31");
        create("b", "tomorrow");
        create("c", "31/02/2026");
        Map<ResourceId, Resource> target = changed(day, field -> field.withKind(new FieldKind.Date()));
        Definition before = definitions.current(production);

        List<DataImpact.Finding> findings = impact.assess(before, target, Map.of());

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("values.do-not-convert");
            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.examples()).extracting(DataImpact.Example::value).contains("tomorrow", "31/02/2026");
        });
        assertThatThrownBy(() ->
                        evolution.expand(evolution.plan(before, target, Map.of()), "run:1", Evolution.Progress.SILENT))
                .isInstanceOf(Evolution.DataRefused.class);
    }

    @Test
    void aRuleMakesThemPassAndTheOthersKeepTheirValue() {
        RecordId good = create("a", "2026-01-31");
        RecordId bad = create("b", "tomorrow");
        Map<ResourceId, Resource> target = changed(day, field -> field.withKind(new FieldKind.Date()));
        Definition before = definitions.current(production);

        try (Evolution.Expanded expanded = evolution.expand(
                evolution.plan(before, target, Map.of(day.id(), new ConversionRule.MakeEmpty())),
                "run:1",
                Evolution.Progress.SILENT)) {
            flip(expanded, before, target);
        }

        Definition now = definitions.current(production);
        assertThat(store.find(now, table, good).orElseThrow().value(day.id())).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(store.find(now, table, bad).orElseThrow().value(day.id())).isNull();
        assertThat(store.find(now, table, bad).orElseThrow().value(name.id())).isEqualTo("b");
    }

    @Test
    void whatWritersDoMeanwhileIsInTheNewGenerationExactlyOnce() throws Exception {
        Random random = new Random(42);
        Map<RecordId, String> expected = new ConcurrentHashMap<>();
        for (int i = 0; i < 300; i++) {
            String value =
                    LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)).toString();
            expected.put(create("n" + i, value), value);
        }
        AtomicBoolean stop = new AtomicBoolean();
        Map<ResourceId, Resource> target = changed(day, field -> field.withKind(new FieldKind.Date()));
        Definition before = definitions.current(production);
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            List<RecordId> all = new ArrayList<>(expected.keySet());
            for (int writer = 0; writer < 4; writer++) {
                List<RecordId> own = all.subList(writer * 75, writer * 75 + 75);
                int seed = writer;
                running.add(writers.submit(() -> write(own, expected, stop, new Random(seed))));
            }
            try (Evolution.Expanded expanded =
                    evolution.expand(evolution.plan(before, target, Map.of()), "run:2", Evolution.Progress.SILENT)) {
                for (int round = 0; round < 5; round++) {
                    expanded.catchUp();
                }
                flip(expanded, before, target);
            } finally {
                stop.set(true);
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        Definition now = definitions.current(production);
        Map<RecordId, String> found = new HashMap<>();
        store.scan(
                now,
                table,
                100,
                chunk -> chunk.forEach(record -> found.put(record.id(), String.valueOf(record.value(day.id())))));
        assertThat(found).isEqualTo(expected);
        assertThat(now.layout(table).generation())
                .isNotEqualTo(before.layout(table).generation());
    }

    private void write(List<RecordId> own, Map<RecordId, String> expected, AtomicBoolean stop, Random random) {
        List<RecordId> mine = new ArrayList<>(own);
        while (!stop.get()) {
            String value =
                    LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9000)).toString();
            int what = random.nextInt(10);
            RecordId id = mine.get(random.nextInt(mine.size()));
            boolean converted =
                    definitions.current(production).get(Field.class, day.id()).kind() instanceof FieldKind.Date;
            Object typed = converted ? LocalDate.parse(value) : value;
            if (what == 0 && mine.size() > 5) {
                if (records.write(actor, production, List.of(new RecordDraft.Delete(table, id, null)))
                        instanceof WriteOutcome.Saved) {
                    mine.remove(id);
                    expected.remove(id);
                }
            } else if (what == 1) {
                RecordId fresh = RecordId.next();
                RecordDraft draft = new RecordDraft(Map.of(day.id(), typed));
                if (records.write(actor, production, List.of(new RecordDraft.Create(table, fresh, draft)))
                        instanceof WriteOutcome.Saved) {
                    mine.add(fresh);
                    expected.put(fresh, value);
                }
            } else {
                RecordDraft draft = new RecordDraft(Map.of(day.id(), typed));
                if (records.write(actor, production, List.of(new RecordDraft.Update(table, id, null, draft)))
                        instanceof WriteOutcome.Saved) {
                    expected.put(id, value);
                }
            }
        }
    }

    @Test
    void aValueThatComesAfterTheCheckAndDoesNotFitIsNamedInTheLastDelta() {
        create("a", "2026-01-31");
        Map<ResourceId, Resource> target = changed(day, field -> field.withKind(new FieldKind.Date()));
        Definition before = definitions.current(production);
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(before, target, Map.of()), "run:3", Evolution.Progress.SILENT)) {
            RecordId late = create("late", "soon");
            assertThatThrownBy(() -> flip(expanded, before, target))
                    .isInstanceOfSatisfying(
                            Evolution.DataRefused.class,
                            refused -> assertThat(refused.record()).isEqualTo(late));
        }
        evolution.discard(production, "run:3");
        assertThat(definitions.current(production)).isEqualTo(before);
        assertThat(evolution.unfinished(production)).isEmpty();
    }

    @Test
    void twoRecordsThatSwapAUniqueValueDuringTheCopyAreNoCollision() {
        RecordId one = create("left", null);
        RecordId two = create("right", null);
        Map<ResourceId, Resource> target = changed(
                name,
                field -> new Field(field.id(), table, field.name(), field.kind(), field.rank(), false, true, null, ""));
        Definition before = definitions.current(production);
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(before, target, Map.of()), "run:4", Evolution.Progress.SILENT)) {
            rename(one, "between");
            rename(two, "left");
            expanded.catchUp();
            rename(one, "right");
            flip(expanded, before, target);
        }
        Definition now = definitions.current(production);
        assertThat(store.find(now, table, one).orElseThrow().value(name.id())).isEqualTo("right");
        assertThat(records.write(
                        actor,
                        production,
                        List.of(new RecordDraft.Create(
                                table, RecordId.next(), new RecordDraft(Map.of(name.id(), "LEFT "))))))
                .isInstanceOf(WriteOutcome.Invalid.class);
    }

    private void rename(RecordId id, String value) {
        assertThat(records.write(
                        actor,
                        production,
                        List.of(new RecordDraft.Update(table, id, null, new RecordDraft(Map.of(name.id(), value))))))
                .isInstanceOf(WriteOutcome.Saved.class);
    }

    @Test
    void aNewFieldsDefaultIsThereForOldRecordsAndThoseMadeMeanwhile() {
        RecordId old = create("old", null);
        Field level = new Field(
                workshop.id(production),
                table,
                "Level",
                new FieldKind.WholeNumber(null, null),
                2,
                false,
                false,
                "7",
                "");
        Field number = new Field(
                workshop.id(production), table, "No.", new FieldKind.AutoNumber("V", 3), 3, false, false, null, "");
        Definition before = definitions.current(production);
        Map<ResourceId, Resource> target = new TreeMap<>(before.resources());
        target.put(level.id(), level);
        target.put(number.id(), number);
        RecordId meanwhile;
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(before, target, Map.of()), "run:5", Evolution.Progress.SILENT)) {
            meanwhile = create("meanwhile", null);
            expanded.catchUp();
            rename(meanwhile, "meanwhile, renamed");
            flip(expanded, before, target);
        }
        Definition now = definitions.current(production);
        StoredRecord first = store.find(now, table, old).orElseThrow();
        StoredRecord second = store.find(now, table, meanwhile).orElseThrow();
        assertThat(first.value(level.id())).isEqualTo(7L);
        assertThat(second.value(level.id())).isEqualTo(7L);
        assertThat(first.value(number.id())).isEqualTo(1L);
        assertThat(second.value(number.id())).isEqualTo(2L);
    }

    @Test
    void generationNumbersAreNeverUsedTwiceNotEvenAfterDiscarding() {
        create("a", "2026-01-31");
        Map<ResourceId, Resource> target = changed(day, field -> field.withKind(new FieldKind.Date()));
        Definition before = definitions.current(production);
        long first;
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(before, target, Map.of()), "run:6", Evolution.Progress.SILENT)) {
            first = expanded.layouts().iterator().next().generation();
        }
        evolution.discard(production, "run:6");
        try (Evolution.Expanded expanded =
                evolution.expand(evolution.plan(before, target, Map.of()), "run:7", Evolution.Progress.SILENT)) {
            assertThat(expanded.layouts().iterator().next().generation()).isGreaterThan(first);
        }
        evolution.discard(production, "run:7");
    }
}
