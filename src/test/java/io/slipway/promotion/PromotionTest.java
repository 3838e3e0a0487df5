package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Accounts;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.PromotionWorld.Scene;
import io.slipway.records.RecordDraft;
import io.slipway.records.WriteOutcome;
import io.slipway.sandbox.Rebase;
import io.slipway.sandbox.Sandboxes;
import io.slipway.storage.PhysicalNames;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class PromotionTest {

    @Autowired
    PromotionWorld world;

    @Autowired
    Promotions promotions;

    @Autowired
    Backups backups;

    @Autowired
    StructureLease leases;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Accounts accounts;

    @Test
    void aPromotionPutsTheSandboxInForceWithItsDataAndABackup() {
        Scene scene = world.scene(700);

        Run run = scene.ended(scene.promote());

        assertThat(run.failure()).isNull();
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        scene.assertWhole(run);
        Backup backup = backups.find(scene.actor, Objects.requireNonNull(run.safetyBackup()))
                .orElseThrow();
        assertThat(backup.state()).isEqualTo(Backup.State.COMPLETE);
        assertThat(backup.records()).isEqualTo(700);
        assertThat(backup.verifiedAt()).isNotNull();
        assertThat(run.lockDuration()).isPresent();
    }

    @Test
    void promotingAgainWithNothingChangedSaysSo() {
        Scene scene = world.scene(3);
        scene.ended(scene.promote());

        Promotions.Review review = promotions.review(scene.actor, scene.sandbox);

        assertThat(review.nothingToPromote()).isTrue();
        assertThat(promotions.promote(scene.actor, scene.sandbox, review.plan().hash(), null, null))
                .isInstanceOf(Promotions.NothingToPromote.class);
    }

    @Test
    void aRestoreBringsBackDefinitionAndEveryValue() {
        Scene scene = world.scene(120);
        Run promoted = scene.ended(scene.promote());
        RecordId first = scene.data.keySet().iterator().next();
        world.records.write(
                scene.actor,
                scene.production,
                List.of(new RecordDraft.Update(
                        scene.table, first, null, new RecordDraft(Map.of(scene.name.id(), "changed afterwards")))));

        Run restored = restore(scene, promoted);

        assertThat(restored.failure()).isNull();
        assertThat(restored.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.definitions
                        .current(scene.production)
                        .get(Table.class, scene.table)
                        .name())
                .isEqualTo("Visits");
        assertThat(scene.found()).isEqualTo(scene.data);
    }

    @Test
    void readersThatNeverStopSeeTheOldOrTheNewAndNothingBetween() throws Exception {
        Scene scene = world.scene(300);
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Run restored;
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(pool.submit(() -> {
                    while (!stop.get()) {
                        seen.add(look(scene));
                    }
                }));
            }
            Run promoted = scene.ended(scene.promote());
            List<RecordDraft.Write> deletions = scene.data.keySet().stream()
                    .limit(100)
                    .<RecordDraft.Write>map(id -> new RecordDraft.Delete(scene.table, id, null))
                    .toList();
            assertThat(world.records.write(scene.actor, scene.production, deletions))
                    .isInstanceOf(WriteOutcome.Saved.class);
            String replaced = physical(scene);
            restored = restore(scene, promoted);
            assertThat(physical(scene))
                    .as("records are loaded beside those in force")
                    .isNotEqualTo(replaced);
            assertThat(world.sql
                            .in(scene.production, "SELECT COUNT(*) FROM " + replaced)
                            .query(Long.class)
                            .single())
                    .as("what was replaced stands as it was")
                    .isEqualTo(200);
            stop.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(restored.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(scene.found()).isEqualTo(scene.data);
        assertThat(seen)
                .contains("Visits of 300", "Guest visits of 300", "Guest visits of 200")
                .isSubsetOf("Visits of 300", "Guest visits of 300", "Guest visits of 200");
    }

    private String physical(Scene scene) {
        return PhysicalNames.in(
                scene.production,
                PhysicalNames.table(
                        scene.table,
                        world.definitions
                                .current(scene.production)
                                .layout(scene.table)
                                .generation()));
    }

    /** What a request sees: the definition and the records of one moment. */
    private String look(Scene scene) {
        return world.definitions.reading(scene.production, now -> {
            List<StoredRecord> page =
                    world.store.query(now, RecordQuery.all(scene.table).page(0, 1000));
            boolean converted = now.get(Field.class, scene.day.id()).kind() instanceof FieldKind.Date;
            assertThat(page).allMatch(record -> record.value(scene.day.id()) instanceof LocalDate == converted);
            assertThat(now.find(scene.gone.id()).isEmpty()).isEqualTo(converted);
            return now.get(Table.class, scene.table).name() + " of " + page.size();
        });
    }

    private Run restore(Scene scene, Run promoted) {
        Promotions.StartOutcome outcome = promotions.restore(
                scene.actor,
                Objects.requireNonNull(promoted.safetyBackup()),
                accounts.get(scene.production.account()).name(),
                null);
        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        return scene.ended(((Promotions.Started) outcome).run());
    }

    @Test
    void whatProductionGotMeanwhileIsStillThereAfterThePromotion() {
        Scene scene = world.scene(5);
        Promotions.Review confirmed = promotions.review(scene.actor, scene.sandbox);
        ResourceId id = world.workshop.id(scene.production);
        Field added = new Field(id, scene.table, "Hotfix", new FieldKind.ShortText(20), 9, false, false, null, "");
        world.workshop.build(scene.production, added, scene.name.withName("Full name"));

        assertThat(promotions.review(scene.actor, scene.sandbox).productionMoved())
                .isTrue();
        assertThat(promotions.promote(
                        scene.actor,
                        scene.sandbox,
                        promotions.review(scene.actor, scene.sandbox).plan().hash(),
                        confirmed.typedName(),
                        null))
                .isInstanceOf(Promotions.PlanChanged.class);
        assertThat(sandboxes.rebase(scene.actor, scene.sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
        Run run = scene.ended(scene.promote());

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        scene.assertWhole(run);
        Definition now = world.definitions.current(scene.production);
        assertThat(now.find(added.id())).contains(added);
        assertThat(now.get(Field.class, scene.name.id()).name()).isEqualTo("Full name");
        assertThat(now.get(Table.class, scene.table).name()).isEqualTo("Guest visits");
    }

    @Test
    void writersThatNeverStopLoseNothingAndNoneComesThroughAClosedGate() throws Exception {
        Scene scene = world.scene(400);
        Map<RecordId, List<@Nullable Object>> expected = new ConcurrentSkipListMap<>(scene.data);
        AtomicBoolean stop = new AtomicBoolean();
        List<RecordId> all = new ArrayList<>(scene.data.keySet());
        Run run;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                List<RecordId> own = all.subList(i * 50, i * 50 + 50);
                Random random = new Random(i);
                writers.add(pool.submit(() -> {
                    while (!stop.get()) {
                        write(scene, own.get(random.nextInt(own.size())), expected, random);
                    }
                }));
            }
            RunId id = scene.promote();
            run = scene.ended(id);
            stop.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(run.failure()).isNull();
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(scene.found()).isEqualTo(expected);
    }

    private void write(Scene scene, RecordId id, Map<RecordId, List<@Nullable Object>> expected, Random random) {
        String date = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9000)).toString();
        String name = "n" + random.nextInt();
        boolean create = random.nextInt(10) == 0;
        RecordId target = create ? RecordId.next() : id;
        RecordDraft draft = scene.draft(name, date);
        RecordDraft.Write write = create
                ? new RecordDraft.Create(scene.table, target, draft)
                : new RecordDraft.Update(scene.table, target, null, draft);
        WriteOutcome outcome = world.records.write(scene.actor, scene.production, List.of(write));
        if (outcome instanceof WriteOutcome.Saved) {
            expected.put(target, List.of(name, date));
        }
    }

    @Test
    void aValueThatComesTooLateToFitTakesEverythingBackAndIsNamed() {
        Scene scene = world.scene(5);
        Promotions.Review review = promotions.review(scene.actor, scene.sandbox);
        RecordId late = RecordId.next();
        world.records.write(
                scene.actor,
                scene.production,
                List.of(new RecordDraft.Create(
                        scene.table, late, new RecordDraft(Map.of(scene.day.id(), "not a day")))));
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        values.add("not a day");
        scene.data.put(late, values);

        Promotions.StartOutcome outcome =
                promotions.promote(scene.actor, scene.sandbox, review.plan().hash(), review.typedName(), null);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Promotions.Blocked.class,
                        blocked -> assertThat(blocked.errors())
                                .anySatisfy(
                                        error -> assertThat(error.examples()).contains("not a day")));
        assertThat(scene.found()).isEqualTo(scene.data);
    }

    @Test
    void aBusyStructureIsSaidAndProductionStaysOpen() {
        Scene scene = world.scene(2);
        StructureLease.Attempt attempt = leases.tryAcquire(scene.sandbox, StructureLease.Purpose.EDIT, "Somebody Else");
        assertThat(attempt).isInstanceOf(StructureLease.Held.class);
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            Run run = scene.ended(scene.promote());
            assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
            assertThat(run.failure()).contains("Somebody Else");
            scene.assertWhole(run);
        }
    }

    @Test
    void twoStartsAtOnceGiveOneRun() throws Exception {
        Scene scene = world.scene(50);
        Promotions.Review review = promotions.review(scene.actor, scene.sandbox);
        List<Promotions.StartOutcome> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Promotions.StartOutcome>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(pool.submit(() -> promotions.promote(
                        scene.actor, scene.sandbox, review.plan().hash(), review.typedName(), null)));
            }
            for (Future<Promotions.StartOutcome> start : starts) {
                outcomes.add(start.get());
            }
        }
        assertThat(outcomes).filteredOn(Promotions.Started.class::isInstance).hasSize(1);
        outcomes.stream()
                .filter(Promotions.Started.class::isInstance)
                .map(Promotions.Started.class::cast)
                .forEach(started -> scene.assertWhole(scene.ended(started.run())));
    }
}
