package io.slipway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomKinds;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class BackupRoundTripTest {

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    Definitions definitions;

    @Autowired
    RecordStore records;

    @Autowired
    Transactions transactions;

    AllKinds world;
    EnvironmentId production;
    final Random random = new Random(20261122);
    private int unique;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
    }

    private List<StoredRecord> places(int count) {
        List<StoredRecord> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(BackupBench.record(Map.of(world.placeName, "Place " + i)));
        }
        bench.insert(production, world.places, places);
        return places;
    }

    private Map<ResourceId, Object> values(List<StoredRecord> places) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (Field field : world.fields().values()) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            if (field.unique()) {
                values.put(field.id(), "Unique " + unique++);
            } else if (field.id().equals(world.f("links"))) {
                List<RecordId> links = places.stream()
                        .filter(place -> random.nextInt(places.size()) < 3)
                        .map(StoredRecord::id)
                        .toList();
                if (!links.isEmpty()) {
                    values.put(field.id(), links);
                }
            } else if (field.kind() instanceof FieldKind.Link) {
                values.put(field.id(), places.get(random.nextInt(places.size())).id());
            } else {
                values.put(field.id(), RandomKinds.value(field.kind(), random));
            }
        }
        values.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
        return values;
    }

    private List<StoredRecord> things(int count, List<StoredRecord> places) {
        List<StoredRecord> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            things.add(BackupBench.record(values(places)));
        }
        for (int from = 0; from < count; from += 500) {
            bench.insert(production, world.things, things.subList(from, Math.min(count, from + 500)));
        }
        return things;
    }

    @Test
    void everyValueOfEveryKindComesBackIntoAnotherEnvironment() {
        List<StoredRecord> places = places(20);
        things(1500, places);
        var before = bench.everything(production);

        Backup backup = bench.backup(production);
        assertThat(backup.state()).isEqualTo(Backup.State.COMPLETE);
        assertThat(backup.records()).isEqualTo(1520);
        assertThat(backup.sizeBytes()).isPositive();
        assertThat(backup.verifiedAt()).isNotNull();

        EnvironmentId sandbox = workshop.sandbox(production);
        Materialise.Materialised loaded = bench.restore(production, backup.id(), sandbox, DataChoice.FULL);
        assertThat(loaded.counts()).containsEntry(world.things, 1500L).containsEntry(world.places, 20L);
        assertThat(bench.everything(sandbox)).isEqualTo(before);
        assertThat(definitions.current(sandbox).resources())
                .isEqualTo(definitions.current(production).resources());
    }

    @Test
    void whatChangesWhileTheBackupIsTakenIsInItAsItIsAtTheEnd() {
        List<StoredRecord> places = places(20);
        List<StoredRecord> things = things(600, places);
        try (BackupTaking.InProgress progress = bench.base(production)) {
            change(things.subList(0, 100), places);
            bench.delete(production, world.things, ids(things.subList(100, 150)));
            things(30, places);
            assertThat(progress.catchUp()).isEqualTo(180);
            // some of them again, and one that comes and goes
            change(things.subList(50, 120), places);
            StoredRecord passing = BackupBench.record(values(places));
            bench.insert(production, world.things, List.of(passing));
            bench.delete(production, world.things, List.of(passing.id()));
            assertThat(progress.pending()).isEqualTo(52);
            assertThat(progress.catchUp()).isEqualTo(51);
            change(things.subList(0, 10), places);
            bench.delete(production, world.places, ids(List.of(places.getFirst())));
            var before = bench.everything(production);
            Backup backup = progress.complete();
            assertThat(backup.records()).isEqualTo(600 - 50 + 30 + 19);

            change(things.subList(0, 300), places);
            EnvironmentId sandbox = workshop.sandbox(production);
            bench.restore(production, backup.id(), sandbox, DataChoice.FULL);
            assertThat(bench.everything(sandbox)).isEqualTo(before);
        }
    }

    private static List<RecordId> ids(List<StoredRecord> some) {
        return some.stream().map(StoredRecord::id).toList();
    }

    /** Gives records other values; records that are gone meanwhile stay gone. */
    private void change(List<StoredRecord> some, List<StoredRecord> places) {
        List<StoredRecord> after = new ArrayList<>();
        var now = bench.everything(production).get(world.things);
        for (StoredRecord old : some) {
            if (now.containsKey(old.id())) {
                after.add(new StoredRecord(
                        old.id(),
                        2,
                        old.createdAt(),
                        old.createdBy(),
                        BackupBench.NOW.plusSeconds(1),
                        9L,
                        values(places)));
            }
        }
        bench.update(production, world.things, after);
    }

    @Test
    void restoringInPlaceBringsBackWhatWasAndKeepsUniquenessAndNumbers() {
        List<StoredRecord> places = places(3);
        List<StoredRecord> things = things(200, places);
        Definition definition = definitions.current(production);
        transactions.once(() -> records.takeAutoNumbers(definition, world.f("number"), 41));
        Backup backup = bench.backup(production);
        var before = bench.everything(production);
        transactions.once(() -> records.takeAutoNumbers(definition, world.f("number"), 1000));
        bench.delete(production, world.things, ids(things));

        bench.restore(production, backup.id(), production, DataChoice.FULL);

        assertThat(bench.everything(production)).isEqualTo(before);
        Definition restored = definitions.current(production);
        assertThat(transactions.once(() -> records.takeAutoNumbers(restored, world.f("number"), 1)))
                .as("numbers given after the backup are not given again")
                .isEqualTo(1042);
        StoredRecord taken = before.get(world.things).values().stream()
                .filter(thing -> thing.value(world.f("unique")) != null)
                .findFirst()
                .orElseThrow();
        StoredRecord same = BackupBench.record(Map.of(
                world.f("unique"),
                " " + taken.value(world.f("unique")).toString().toUpperCase()));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bench.insert(production, world.things, List.of(same)))
                .isInstanceOf(RecordStore.DuplicateValue.class);
    }

    @Test
    void numbersGoOnInAnEnvironmentThatNeverHadAny() {
        Definition definition = definitions.current(production);
        transactions.once(() -> records.takeAutoNumbers(definition, world.f("number"), 41));
        Backup backup = bench.backup(production);
        EnvironmentId sandbox = workshop.sandbox(production);
        Materialise.Materialised loaded = bench.restore(production, backup.id(), sandbox, DataChoice.FULL);
        assertThat(loaded.autoNumbers()).containsEntry(world.f("number"), 42L);
        Definition copy = definitions.current(sandbox);
        assertThat(transactions.once(() -> records.takeAutoNumbers(copy, world.f("number"), 1)))
                .isEqualTo(42);
    }

    @Test
    void emptyTablesAndEmptyEnvironmentsAreBackedUpToo() {
        Backup backup = bench.backup(production);
        assertThat(backup.records()).isZero();
        EnvironmentId sandbox = workshop.sandbox(production);
        assertThat(bench.restore(production, backup.id(), sandbox, DataChoice.FULL)
                        .counts())
                .containsOnly(Map.entry(world.things, 0L), Map.entry(world.places, 0L));

        EnvironmentId nothing = workshop.production();
        Backup ofNothing = bench.backup(nothing);
        EnvironmentId other = workshop.sandbox(nothing);
        assertThat(bench.restore(nothing, ofNothing.id(), other, DataChoice.FULL)
                        .counts())
                .isEmpty();
    }

    @Test
    void aSampleHoldsTheNewestRecordsAndAllTheyLinkTo() {
        List<StoredRecord> places = places(900);
        List<StoredRecord> things = things(700, places);
        Backup backup = bench.backup(production);
        EnvironmentId sandbox = workshop.sandbox(production);
        Materialise.Materialised loaded = bench.restore(production, backup.id(), sandbox, DataChoice.SAMPLE);
        var sample = bench.everything(sandbox);
        var all = bench.everything(production);
        assertThat(sample.get(world.things).keySet())
                .containsExactlyInAnyOrderElementsOf(ids(things.subList(500, 700)));
        assertThat(sample.get(world.places).keySet()).containsAll(ids(places.subList(700, 900)));
        sample.get(world.things).values().forEach(thing -> {
            assertThat(thing).isEqualTo(all.get(world.things).get(thing.id()));
            if (thing.value(world.f("link")) instanceof RecordId link) {
                assertThat(sample.get(world.places)).containsKey(link);
            }
            if (thing.value(world.f("links")) instanceof List<?> links) {
                links.forEach(link -> assertThat(sample.get(world.places)).containsKey((RecordId) link));
            }
        });
        assertThat(sample.get(world.places).size()).isGreaterThan(200).isLessThan(900);
        assertThat(loaded.counts()).containsEntry(world.things, 200L);
    }

    @Test
    void tablesOnlyAreTablesOnly() {
        things(10, places(3));
        Backup backup = bench.backup(production);
        EnvironmentId sandbox = workshop.sandbox(production);
        bench.restore(production, backup.id(), sandbox, DataChoice.NONE);
        assertThat(bench.everything(sandbox).values())
                .allSatisfy(found -> assertThat(found).isEmpty());
        assertThat(definitions.current(sandbox).all(Table.class)).hasSize(2);
    }
}
