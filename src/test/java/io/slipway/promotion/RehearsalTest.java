package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.RecordId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.PromotionWorld.Scene;
import io.slipway.records.RecordDraft;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What keeps the lock short: the flip is rehearsed while people work, and little is committed under the lock. */
@IntegrationTest
class RehearsalTest {

    @Autowired
    PromotionWorld world;

    @Autowired
    Promotions promotions;

    @Autowired
    Transactions transactions;

    private long rehearse(Scene scene) {
        Definition now = world.definitions.current(scene.production);
        return world.definitions.rehearse(now, scene.target(), now.layouts().values(), "Rehearsing", null);
    }

    private long revisionsOf(Scene scene) {
        return world.sql
                .in(scene.production, "SELECT COUNT(*) FROM {a}.resource_revision WHERE by_name = 'Rehearsing'")
                .query(Long.class)
                .single();
    }

    private WriteOutcome save(Scene scene) {
        return world.records.write(
                scene.actor,
                scene.production,
                List.of(new RecordDraft.Create(scene.table, RecordId.next(), scene.draft("Meanwhile", "2024-02-03"))));
    }

    @Test
    void aRehearsalIsNeverCommitted() {
        Scene scene = world.scene(2);
        assertThatThrownBy(() -> transactions.once(() -> rehearse(scene)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never committed");
        assertThat(revisionsOf(scene)).isZero();
    }

    @Test
    void peopleGoOnWritingDuringARehearsalAndNothingIsLeftOfIt() {
        Scene scene = world.scene(2);
        long head = world.gates.peek(scene.production).revision();
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            transactions.rolledBack(() -> {
                assertThat(rehearse(scene)).isGreaterThan(head);
                assertThat(revisionsOf(scene)).isPositive();
                assertThat(inTime(others, scene)).isInstanceOf(WriteOutcome.Saved.class);
            });
        }
        assertThat(revisionsOf(scene)).isZero();
        assertThat(world.gates.peek(scene.production).revision()).isEqualTo(head);
        assertThat(world.definitions.current(scene.production).resources()).isNotEqualTo(scene.target());
    }

    private WriteOutcome inTime(ExecutorService others, Scene scene) {
        try {
            return others.submit(() -> save(scene)).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Nobody could write during a rehearsal", e);
        }
    }

    @Test
    void aDefinitionFoldedFromAnEarlierOneIsTheOneFoldedFromTheStart() {
        Scene scene = world.scene(2);
        world.definitions.current(scene.production);
        assertThat(scene.ended(scene.promote()).state()).isEqualTo(RunState.SUCCEEDED);
        Definition further = world.definitions.current(scene.production);
        assertThat(further.find(scene.gone.id())).isEmpty();
        assertThat(further.find(scene.added.id())).isPresent();
        world.definitions.forget(scene.production);
        assertThat(world.definitions.current(scene.production)).isEqualTo(further);
    }

    @Test
    void underTheLockTheJournalTellsEachStepAndCommitsFewTimes() {
        Scene scene = world.scene(2);
        RunId run = scene.promote();
        assertThat(scene.ended(run).state()).isEqualTo(RunState.SUCCEEDED);
        List<JournalEntry> journal = promotions.journal(scene.actor, run, 0);
        List<String> told = journal.stream()
                .map(entry -> entry.state() + " " + entry.step() + " " + entry.mark())
                .toList();
        assertThat(told)
                .containsSubsequence(
                        "LOCKING lock " + Mark.BEGIN,
                        "LOCKING lock " + Mark.DONE,
                        "SECURING state " + Mark.NOTE,
                        "SECURING secure " + Mark.NOTE,
                        "FLIPPING state " + Mark.NOTE,
                        "FLIPPING flip " + Mark.BEGIN,
                        "VERIFYING flip " + Mark.DONE,
                        "VERIFYING verify " + Mark.DONE,
                        "UNLOCKING state " + Mark.NOTE,
                        "UNLOCKING unlock " + Mark.DONE);
        // lines of one commit are of one statement, and so of one moment
        int closed = told.indexOf("LOCKING lock " + Mark.DONE);
        int open = told.indexOf("UNLOCKING unlock " + Mark.DONE);
        long commits = journal.subList(closed, open + 1).stream()
                .map(JournalEntry::at)
                .distinct()
                .count();
        assertThat(commits).isLessThanOrEqualTo(4);
    }
}
