package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.RunId;
import io.slipway.environment.Gate;
import io.slipway.promotion.PromotionWorld.Scene;
import io.slipway.testing.IntegrationTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Kills the process that works on a run at every line of its journal, for real, and lets this JVM's node take over. All
 * the runs of a test, each in an account of its own and at another line, die with one process: it stands at each line of
 * the journal at once.
 */
@IntegrationTest
class RunCrashTest {

    private static final int PAUSED = 12;

    @Autowired
    PromotionWorld world;

    @Autowired
    Promotions promotions;

    /** How many journal lines a whole run writes before it is over. */
    private int lines(Scene scene, Run run) {
        return (int) promotions.journal(scene.actor, run.id(), 0).stream()
                .filter(entry -> !entry.state().isFinal())
                .count();
    }

    private String order(Scene scene, long backup, int line) {
        return "start " + scene.production.account() + ":" + scene.actor.user() + ":"
                + (backup == 0 ? scene.sandbox.number() : 0) + ":" + backup + ":" + line + ":"
                + accountName(scene.production.account());
    }

    private String accountName(AccountId account) {
        return world.sql
                .in(account, "SELECT name FROM slipway.account WHERE id = :id")
                .param("id", account.value())
                .query(String.class)
                .single();
    }

    @Test
    void killedAtEveryLineOfAPromotionProductionIsWhollyOldOrWhollyNewAndOpen() throws Exception {
        try (RunNodeProcess node = RunNodeProcess.onSharedDatabase()) {
            Scene whole = world.scene(40);
            int lines = lines(whole, whole.ended(whole.promote()));
            assertThat(lines).isGreaterThan(15);
            Map<Integer, Scene> scenes = new LinkedHashMap<>();
            for (int line = 1; line <= lines; line++) {
                Scene scene = world.scene(40);
                scenes.put(line, scene);
                node.say(order(scene, 0, line));
            }
            killAtTheirLines(node, scenes);
            for (Scene scene : scenes.values()) {
                Run run = scene.ended(promotions.runs(scene.actor).get(0).id());
                scene.assertWhole(run);
            }
        }
    }

    /** When every run stands at its line, and not before: all of them die in one moment. */
    private void killAtTheirLines(RunNodeProcess node, Map<Integer, Scene> scenes) throws Exception {
        for (Map.Entry<Integer, Scene> entry : scenes.entrySet()) {
            AccountId account = entry.getValue().production.account();
            node.await(said -> said.startsWith("AT " + account + " " + entry.getKey() + " "));
        }
        node.kill();
    }

    @Test
    void killedAtEveryLineOfARestoreProductionIsWhollyOldOrWhollyNewAndOpen() throws Exception {
        try (RunNodeProcess node = RunNodeProcess.onSharedDatabase()) {
            Scene whole = world.scene(40);
            BackupId backup = safety(whole, whole.ended(whole.promote()));
            Promotions.StartOutcome outcome =
                    promotions.restore(whole.actor, backup, accountName(whole.production.account()), null);
            int lines = lines(whole, whole.ended(((Promotions.Started) outcome).run()));
            assertThat(lines).isGreaterThan(12);
            Map<Integer, Scene> scenes = new LinkedHashMap<>();
            Map<Scene, RunId> promoted = new LinkedHashMap<>();
            for (int line = 1; line <= lines; line++) {
                Scene scene = world.scene(40);
                scenes.put(line, scene);
                // they go on while the next one is made
                promoted.put(scene, scene.promote());
            }
            for (Map.Entry<Integer, Scene> entry : scenes.entrySet()) {
                Scene scene = entry.getValue();
                long taken = safety(scene, scene.ended(Objects.requireNonNull(promoted.get(scene))))
                        .value();
                node.say(order(scene, taken, entry.getKey()));
            }
            killAtTheirLines(node, scenes);
            for (Scene scene : scenes.values()) {
                Run run = scene.ended(promotions.runs(scene.actor).get(0).id());
                assertThat(run.kind()).isEqualTo(Run.Kind.RESTORE);
                assertThat(world.gates.peek(scene.production).writesOpen()).isTrue();
                assertThat(scene.found()).isEqualTo(scene.data);
                assertThat(world.evolution.unfinished(scene.production)).isEmpty();
                boolean restored = world.definitions
                        .current(scene.production)
                        .find(scene.gone.id())
                        .isPresent();
                assertThat(restored).isEqualTo(run.state() == RunState.SUCCEEDED);
                if (!scene.mails().isEmpty())
                    assertThat(scene.mails())
                            .last()
                            .asString()
                            .contains(run.state() == RunState.SUCCEEDED ? "succeeded" : "as it was before");
            }
        }
    }

    private static BackupId safety(Scene scene, Run run) {
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        return Objects.requireNonNull(run.safetyBackup());
    }

    @Test
    void aNodePausedInTheMiddleAndOvertakenChangesNothingWhenItWakes() throws Exception {
        try (RunNodeProcess node = RunNodeProcess.onSharedDatabase()) {
            Scene whole = world.scene(40);
            List<JournalEntry> journal =
                    promotions.journal(whole.actor, whole.ended(whole.promote()).id(), 0);
            List<Scene> scenes = new ArrayList<>();
            for (int line = 1; line <= journal.size(); line++) {
                JournalEntry entry = journal.get(line - 1);
                boolean interesting = entry.step().startsWith("expand.")
                        || entry.step().equals("lock")
                        || entry.step().equals("flip")
                        || entry.state() == RunState.SECURING;
                if (interesting && !entry.state().isFinal() && scenes.size() < PAUSED) {
                    Scene scene = world.scene(40);
                    scenes.add(scene);
                    node.say(order(scene, 0, line));
                }
            }
            for (Scene scene : scenes) {
                node.await(said -> said.startsWith("AT " + scene.production.account() + " "));
            }
            node.signal("STOP");
            Map<Scene, Gate> gates = new LinkedHashMap<>();
            for (Scene scene : scenes) {
                Run run = scene.ended(promotions.runs(scene.actor).get(0).id());
                scene.assertWhole(run);
                gates.put(scene, world.gates.peek(scene.production));
            }
            for (Scene scene : scenes) {
                node.say("go " + scene.production.account());
            }
            node.signal("CONT");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> scenes.stream().allMatch(scene -> noConnections(scene)));
            gates.forEach((scene, gate) -> {
                assertThat(world.gates.peek(scene.production)).isEqualTo(gate);
                scene.assertWhole(promotions.runs(scene.actor).get(0));
            });
            node.kill();
        }
    }

    @Test
    void theDatabaseKilledInTheMiddleLeavesProductionWhollyOldOrWhollyNewAndOpen(@TempDir Path folder)
            throws Exception {
        List<String> points = List.of(
                "PREPARING:expand.table.create:DONE",
                "SECURING:state:NOTE",
                "FLIPPING:flip:BEGIN",
                "VERIFYING:flip:DONE");
        try (RunNodeProcess node = RunNodeProcess.withOwnDatabase(folder, points)) {
            for (String point : points) {
                String said = node.await(line -> line.startsWith("AT " + point + " "));
                long server = Long.parseLong(said.substring(said.lastIndexOf(' ') + 1));
                ProcessHandle.of(server).orElseThrow().destroyForcibly();
                node.say("go");
                String end = node.next(line -> line.startsWith("WHOLE ") || line.startsWith("BROKEN "));
                assertThat(end).as(point).startsWith("WHOLE ");
                boolean flipped = point.startsWith("VERIFYING");
                assertThat(end).as(point).isEqualTo("WHOLE " + (flipped ? "SUCCEEDED" : "ROLLED_BACK"));
            }
            node.awaitEnd();
        }
    }

    /** Nothing of the overtaken owner is at work in the server any more. */
    private boolean noConnections(Scene scene) {
        return world.sql
                        .in(
                                scene.production,
                                "SELECT COUNT(*) FROM information_schema.processlist p JOIN {a}.run_connection c"
                                        + " ON c.connection_id = p.id WHERE c.epoch < (SELECT MAX(epoch) FROM {a}.run)")
                        .query(Long.class)
                        .single()
                == 0;
    }
}
