package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Accounts;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.PromotionWorld.Scene;
import io.slipway.records.RecordDraft;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.ChangeFeed;
import io.slipway.testing.IntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What a run never does, and what it looks at before it puts anything in force (INV-2, INV-3, INV-9, INV-12). */
@IntegrationTest
class RunGuardsTest {

    private static final Pattern DDL = Pattern.compile("(?is)^(CREATE|ALTER|DROP|RENAME|TRUNCATE)\\b.*");

    @Autowired
    PromotionWorld world;

    @Autowired
    Promotions promotions;

    @Autowired
    RunBrake brake;

    @Autowired
    Accounts accounts;

    @Autowired
    Backups backups;

    @Autowired
    ChangeFeed feed;

    @Value("${slipway.data-dir}")
    Path dataDir;

    @Test
    void noDdlRunsUnderTheLockAndEachIsAnnouncedWithAlgorithmAndLock() {
        Scene scene = world.scene(30);
        Run promoted = scene.ended(scene.promote());
        assertDdl(scene, promoted);

        Promotions.StartOutcome outcome = promotions.restore(
                scene.actor,
                Objects.requireNonNull(promoted.safetyBackup()),
                accounts.get(scene.production.account()).name(),
                null);
        assertDdl(scene, scene.ended(((Promotions.Started) outcome).run()));

        Scene failing = world.scene(30);
        brake.at(failing.production.account(), RunState.SECURING, "state", Mark.NOTE, () -> {
            throw new IllegalStateException("Something breaks under the lock");
        });
        Run failed = failing.ended(failing.promote());
        assertThat(failed.state()).isEqualTo(RunState.ROLLED_BACK);
        assertThat(failed.failure()).contains("Something breaks under the lock");
        failing.assertWhole(failed);
        assertDdl(failing, failed);
    }

    private void assertDdl(Scene scene, Run run) {
        boolean locked = false;
        Map<String, Integer> open = new HashMap<>();
        int statements = 0;
        for (JournalEntry entry : promotions.journal(scene.actor, run.id(), 0)) {
            if (entry.step().equals("lock") && entry.mark() == Mark.DONE) {
                locked = true;
            } else if (entry.step().equals("unlock") && entry.mark() == Mark.DONE) {
                locked = false;
            }
            if (DDL.matcher(entry.detail()).matches()) {
                assertThat(locked).as("under the lock: %s", entry.detail()).isFalse();
                open.merge(entry.detail(), entry.mark() == Mark.BEGIN ? 1 : -1, Integer::sum);
                statements++;
                if (entry.detail().toUpperCase().startsWith("ALTER")) {
                    assertThat(entry.detail().toUpperCase())
                            .contains("ALGORITHM=")
                            .contains("LOCK=");
                }
            }
        }
        assertThat(statements).isPositive();
        assertThat(open.values()).as("announced before, noted after").allMatch(count -> count == 0);
        assertThat(run.lockedAt()).isNotNull();
    }

    @Test
    void aSandboxThatChangedSinceItWasConfirmedIsNotPutInForce() {
        Scene scene = world.scene(10);

        Run run = changedBy(scene, RunState.PREPARING, () -> world.workshop.build(scene.sandbox, late(scene)));

        assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.failure()).contains("sandbox changed");
        scene.assertWhole(run);
    }

    @Test
    void aProductionThatChangedSinceItWasConfirmedIsLeftAsItIs() {
        Scene scene = world.scene(10);
        Field late = late(scene);

        Run run = changedBy(scene, RunState.PREPARING, () -> world.workshop.build(scene.production, late));

        assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.failure()).contains("Production changed");
        scene.assertWhole(run);
        assertThat(world.definitions.current(scene.production).find(late.id())).isPresent();
    }

    @Test
    void nothingIsPutInForceThroughAGateSomebodyOpened() {
        Scene scene = world.scene(10);

        Run run = changedBy(
                scene,
                RunState.SECURING,
                () -> update(scene.production, "UPDATE {a}.gate SET writes_open = TRUE, closed_by = NULL"));

        assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.failure()).contains("gate is not as this run left it");
        scene.assertWhole(run);
    }

    @Test
    void nothingIsPutInForceWithoutABackup() throws IOException {
        Scene lost = world.scene(10);
        Run run = changedBy(
                lost,
                RunState.SECURING,
                () -> update(lost.production, "UPDATE {a}.backup SET state = 'FAILED' WHERE run_id IS NOT NULL"));
        assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.failure()).contains("given up");
        lost.assertWhole(run);

        Scene refused = world.scene(10);
        Path inTheWay = dataDir.resolve("backups").resolve("a" + refused.production.account());
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "a file where the account's folder would be");
        try {
            Run second = refused.ended(refused.promote());
            assertThat(second.state()).isEqualTo(RunState.ROLLED_BACK);
            assertThat(second.failure()).contains("backup can't be written").doesNotContain("Exception");
            assertThat(second.lockedAt()).as("nobody was locked out for it").isNull();
            refused.assertWhole(second);
        } finally {
            Files.delete(inTheWay);
        }
    }

    @Test
    void whileProductionIsPreparedPeopleWorkWithWhatIsThereAndSeeNothingNew() {
        Scene scene = world.scene(10);

        Run run = changedBy(scene, RunState.PREPARING, () -> {
            assertThat(world.definitions
                            .current(scene.production)
                            .get(Table.class, scene.table)
                            .name())
                    .isEqualTo("Visits");
            assertThat(scene.found()).isEqualTo(scene.data);
            WriteOutcome outcome = world.records.write(
                    scene.actor,
                    scene.production,
                    List.of(new RecordDraft.Update(
                            scene.table,
                            scene.data.keySet().iterator().next(),
                            null,
                            new RecordDraft(Map.of(scene.gone.id(), "still here")))));
            assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
        });

        assertThat(run.failure()).isNull();
        scene.assertWhole(run);
    }

    @Test
    void whatDoesNotStandTheLookAfterTheFlipIsTakenBackAndCanBePromotedAnew() {
        Scene scene = world.scene(40);
        var before = world.definitions.current(scene.production).resources();

        Run failed = failingAfterTheFlip(scene, scene::promote);

        scene.assertWhole(failed);
        assertThat(world.definitions.current(scene.production).resources()).isEqualTo(before);
        assertThat(rebased(scene))
                .as("told when it was replaced, and when it was back")
                .isEqualTo(2);
        assertThat(backups.find(scene.actor, Objects.requireNonNull(failed.safetyBackup()))
                        .orElseThrow()
                        .state())
                .isEqualTo(Backup.State.COMPLETE);
        assertThat(promotions.review(scene.actor, scene.sandbox).ready()).isTrue();

        Run promoted = scene.ended(scene.promote());
        assertThat(promoted.state()).isEqualTo(RunState.SUCCEEDED);
        scene.assertWhole(promoted);

        Run restore = failingAfterTheFlip(
                scene,
                () -> started(promotions.restore(
                        scene.actor,
                        Objects.requireNonNull(promoted.safetyBackup()),
                        accounts.get(scene.production.account()).name(),
                        null)));
        assertThat(restore.kind()).isEqualTo(Run.Kind.RESTORE);
        assertThat(world.definitions.current(scene.production).resources()).isEqualTo(scene.target());
        assertThat(scene.found()).isEqualTo(scene.data);
        assertThat(world.gates.peek(scene.production).writesOpen()).isTrue();
        assertThat(rebased(scene)).isEqualTo(5);
    }

    private Run failingAfterTheFlip(Scene scene, Supplier<RunId> start) {
        brake.at(scene.production.account(), RunState.VERIFYING, "flip", Mark.DONE, () -> {
            throw new IllegalStateException("What is in force looks wrong");
        });
        Run run = scene.ended(start.get());
        assertThat(run.state()).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.failure()).contains("looks wrong");
        return run;
    }

    private static RunId started(Promotions.StartOutcome outcome) {
        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        return ((Promotions.Started) outcome).run();
    }

    private long rebased(Scene scene) {
        feed.sequence(scene.production);
        return feed.after(scene.production, 0, 10_000).stream()
                .filter(entry ->
                        entry.kind() == ChangeFeed.Kind.REBASED && entry.table().equals(scene.table))
                .count();
    }

    private Field late(Scene scene) {
        return new Field(
                world.workshop.id(scene.production),
                scene.table,
                "Late",
                new FieldKind.ShortText(10),
                9,
                false,
                false,
                null,
                "");
    }

    /** A promotion during which something is done as soon as everything is expanded, or the gate is closed. */
    private Run changedBy(Scene scene, RunState in, Runnable act) {
        boolean preparing = in == RunState.PREPARING;
        brake.at(
                scene.production.account(), in, preparing ? "expand" : "state", preparing ? Mark.DONE : Mark.NOTE, act);
        return scene.ended(scene.promote());
    }

    private void update(EnvironmentId production, String statement) {
        assertThat(world.sql
                        .in(
                                production,
                                statement + (statement.contains("WHERE") ? " AND " : " WHERE ")
                                        + "environment = :environment")
                        .param("environment", production.number())
                        .update())
                .isEqualTo(1);
    }
}
