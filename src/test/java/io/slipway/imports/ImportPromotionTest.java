package io.slipway.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.environment.Definitions;
import io.slipway.promotion.PromotionCheck;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.RunBrake;
import io.slipway.promotion.RunState;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Imports into production beside real promotions. The promotion makes a date of a text and removes a field. */
@IntegrationTest
class ImportPromotionTest {

    private static final int THERE = 40;

    @Autowired
    PromotionWorld worlds;

    @Autowired
    Promotions promotions;

    @Autowired
    Imports imports;

    @Autowired
    Records records;

    @Autowired
    Definitions definitions;

    @Autowired
    ImportBrake brake;

    @Autowired
    RunBrake runBrake;

    PromotionWorld.Scene scene;
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void build() {
        scene = worlds.scene(THERE);
    }

    @AfterEach
    void release() {
        goOn.countDown();
        brake.release(scene.production);
    }

    private void waitHere() {
        reached.countDown();
        try {
            goOn.await(90, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImportId started(String csv) {
        ImportId id = imports.begin(scene.actor, scene.production);
        imports.addFile(scene.actor, id, "visits.csv", new ByteArrayInputStream(csv.getBytes(UTF_8)));
        imports.start(scene.actor, id, imports.propose(scene.actor, id, scene.table, null, ""));
        return id;
    }

    private ImportJob job(ImportId id) {
        return imports.find(scene.actor, id).orElseThrow();
    }

    private ImportJob ended(ImportId id) {
        return await().atMost(Duration.ofSeconds(90))
                .until(() -> job(id), job -> job.state().isFinal());
    }

    /** A promotion that waits in a state until it is let go on. */
    private RunId heldPromotion(RunState state) throws InterruptedException {
        runBrake.on(scene.production.account(), state, this::waitHere);
        RunId run = scene.promote();
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        return run;
    }

    private List<StoredRecord> visits() {
        return records.query(
                scene.actor, scene.production, RecordQuery.all(scene.table).page(0, 5000));
    }

    @Test
    void aRunningImportStopsAPromotionWithItsNameAndHowFarItIs() throws InterruptedException {
        brake.on(scene.production, (step, done) -> waitHere());
        StringBuilder csv = new StringBuilder("Name,Day\n");
        for (int i = 0; i < 1200; i++) {
            csv.append("Imported ").append(i).append(",2025-01-31\n");
        }
        ImportId id = started(csv.toString());
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        Promotions.Review review = promotions.review(scene.actor, scene.sandbox);
        assertThat(review.ready()).isFalse();
        Promotions.StartOutcome outcome =
                promotions.promote(scene.actor, scene.sandbox, review.plan().hash(), review.typedName(), null);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Promotions.Blocked.class,
                        blocked -> assertThat(blocked.errors()).singleElement().satisfies(error -> {
                            assertThat(error.severity()).isEqualTo(PromotionCheck.Severity.ERROR);
                            assertThat(error.message())
                                    .matches(
                                            "Import “visits.csv” by .+ is running: \\d+ % done, [\\d,]+ of 1,200 rows\\.");
                        }));
        goOn.countDown();
        brake.release(scene.production);
        assertThat(ended(id).created()).isEqualTo(1200);
        // and then nothing is in its way
        assertThat(scene.ended(scene.promote()).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(visits()).hasSize(THERE + 1200);
    }

    @Test
    void anImportStartedWhileAPromotionRunsWaitsAndThenGoesOnByItselfUnderTheNewDefinition() throws Exception {
        RunId run = heldPromotion(RunState.PREPARING);
        ImportId id = started("Name,Day\nAnna,2025-01-31\nBen,not a day\nCarl,\n");
        await().atMost(Duration.ofSeconds(30)).until(() -> job(id).state() == ImportState.PAUSED);
        assertThat(job(id).reason())
                .isEqualTo("Waits until the promotion that " + scene.actor.name() + " has started is over.");
        assertThat(visits()).hasSize(THERE);
        goOn.countDown();
        assertThat(scene.ended(run).state()).isEqualTo(RunState.SUCCEEDED);
        ImportJob job = ended(id);
        assertThat(job.state()).as(job.reason()).isEqualTo(ImportState.DONE);
        assertThat(job.created()).isEqualTo(2);
        // What the text has become is what the file is read as.
        assertThat(imports.badRows(scene.actor, id, 0, 10)).singleElement().satisfies(bad -> {
            assertThat(bad.row()).isEqualTo(2);
            assertThat(bad.reason()).contains("“Day”");
        });
        assertThat(visits()).hasSize(THERE + 2).anySatisfy(visit -> {
            assertThat(visit.value(scene.name.id())).isEqualTo("Anna");
            assertThat(visit.value(scene.day.id())).isEqualTo(LocalDate.of(2025, 1, 31));
        });
    }

    @Test
    void anImportWhoseFieldThePromotionRemovesEndsAndSaysSo() throws Exception {
        Definition before = definitions.current(scene.production);
        ResourceId gone = before.fields(scene.table).stream()
                .filter(field -> field.name().equals("Gone"))
                .map(Field::id)
                .findFirst()
                .orElseThrow();
        RunId run = heldPromotion(RunState.PREPARING);
        ImportId id = started("Name,Gone\nAnna,x\n");
        await().atMost(Duration.ofSeconds(30)).until(() -> job(id).state() == ImportState.PAUSED);
        goOn.countDown();
        assertThat(scene.ended(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(definitions.current(scene.production).find(gone)).isEmpty();
        ImportJob job = ended(id);
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(Objects.requireNonNull(job.reason())).contains("A field this import fills is no longer there.");
        assertThat(job.created()).isZero();
        assertThat(visits()).hasSize(THERE);
    }

    @Test
    void anImportThatWaitsForAPromotionCanBeCancelled() throws Exception {
        RunId run = heldPromotion(RunState.PREPARING);
        ImportId id = started("Name,Day\nAnna,2025-01-31\n");
        await().atMost(Duration.ofSeconds(30)).until(() -> job(id).state() == ImportState.PAUSED);
        assertThat(imports.cancel(scene.actor, id)).isTrue();
        goOn.countDown();
        assertThat(scene.ended(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(job(id).state()).isEqualTo(ImportState.CANCELLED);
        assertThat(visits()).hasSize(THERE);
    }
}
