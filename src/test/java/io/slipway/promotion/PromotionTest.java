package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.common.RecordId;
import io.slipway.common.RunId;
import io.slipway.definition.Table;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.PromotionWorld.Scene;
import io.slipway.records.RecordDraft;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    @Test
    void aPromotionPutsTheSandboxInForceWithItsDataAndABackup() {
        Scene scene = world.scene(700);

        Run run = scene.ended(scene.promote());

        assertThat(run.failure()).isNull();
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        scene.assertWhole(run);
        Backup backup = backups.find(scene.actor, java.util.Objects.requireNonNull(run.safetyBackup()))
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

        Promotions.StartOutcome outcome = promotions.restore(
                scene.actor,
                java.util.Objects.requireNonNull(promoted.safetyBackup()),
                world.sql
                        .in(scene.production, "SELECT name FROM slipway.account WHERE id = :id")
                        .param("id", scene.production.account().value())
                        .query(String.class)
                        .single(),
                null);

        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        Run restored = scene.ended(((Promotions.Started) outcome).run());
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
