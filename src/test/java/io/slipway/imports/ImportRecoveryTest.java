package io.slipway.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.People;
import io.slipway.account.PersonKind;
import io.slipway.common.RecordId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.FieldKind;
import io.slipway.environment.Gates;
import io.slipway.promotion.Plan;
import io.slipway.promotion.PromotionCheck;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever gets in an import's way: each row is imported exactly once, or said to be bad. */
@IntegrationTest
class ImportRecoveryTest {

    private static final int ROWS = 1500;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Imports imports;

    @Autowired
    ImportBrake brake;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    ChangeFeed feed;

    @Autowired
    People persons;

    @Autowired
    ObjectProvider<PromotionCheck> checks;

    ImportWorld world;

    @BeforeEach
    void build() {
        world = new ImportWorld(workshop, records, imports);
    }

    @AfterEach
    void release() {
        brake.release(world.production);
    }

    @Test
    void whenItsWorkerDiesAnotherGoesOnWhereItWas() {
        AtomicInteger deaths = new AtomicInteger();
        brake.on(world.production, (step, done) -> {
            if (done >= 400L * (deaths.get() + 1) && deaths.incrementAndGet() <= 2) {
                throw new ImportBrake.Killed();
            }
        });
        ImportJob job = world.imported(ImportWorld.csv(ROWS));
        assertThat(deaths.get()).isGreaterThanOrEqualTo(2);
        assertEachRowOnce(job, ROWS);
    }

    @Test
    void aWorkerThatOnlySleptChangesNothingWhenItWakes() throws InterruptedException {
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wake = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        brake.on(world.production, (step, done) -> {
            if (first.getAndSet(false)) {
                asleep.countDown();
                try {
                    wake.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        ImportId id = world.draft(ImportWorld.csv(ROWS));
        imports.start(world.admin, id, world.proposed(id));
        assertThat(asleep.await(30, TimeUnit.SECONDS)).isTrue();
        // Somebody else is quicker than the sleeper's heartbeat: cancel is such a move, and so is a takeover.
        assertThat(imports.cancel(world.admin, id)).isTrue();
        int then = world.all(world.people).size();
        wake.countDown();
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        ImportJob job = world.job(id);
        assertThat(job.state()).isEqualTo(ImportState.CANCELLED);
        assertThat(world.all(world.people)).hasSize(then);
        assertThat(job.created()).isEqualTo(then).isLessThan(ROWS);
        assertThat(imports.cancel(world.admin, id)).isFalse();
    }

    @Test
    void anImportWaitsWhileTheGateIsClosedAndThenGoesOn() {
        AtomicBoolean closed = new AtomicBoolean();
        brake.on(world.production, (step, done) -> {
            if (done > 100 && !closed.getAndSet(true)) {
                gate(false);
            }
        });
        ImportId id = world.draft(ImportWorld.csv(ROWS));
        imports.start(world.admin, id, world.proposed(id));
        await().atMost(Duration.ofSeconds(30)).until(() -> world.job(id).state() == ImportState.PAUSED);
        assertThat(world.job(id).reason()).isEqualTo("Waits until “Production” takes changes again.");
        long imported = world.job(id).created();
        assertThat(imported).isPositive().isLessThan(ROWS);
        assertThat(world.all(world.people)).hasSize((int) imported);
        gate(true);
        assertEachRowOnce(world.ended(id), ROWS);
    }

    private void gate(boolean open) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(world.production);
            return open ? gates.open(world.production) : gates.close(world.production, new RunId(1));
        });
    }

    @Test
    void anImportUnderWayIsWhatStopsAPromotion() throws InterruptedException {
        CountDownLatch halfway = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        brake.on(world.production, (step, done) -> {
            halfway.countDown();
            try {
                goOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        ImportId id = world.draft(ImportWorld.csv(ROWS));
        assertThat(importChecks())
                .extracting(PromotionCheck.CheckResult::severity)
                .containsExactly(PromotionCheck.Severity.PASSED);
        imports.start(world.admin, id, world.proposed(id));
        assertThat(halfway.await(30, TimeUnit.SECONDS)).isTrue();
        PromotionCheck.CheckResult result = importChecks().getFirst();
        assertThat(result.severity()).isEqualTo(PromotionCheck.Severity.ERROR);
        assertThat(result.code()).isEqualTo("import.running");
        assertThat(result.message())
                .startsWith("Import “people.csv” by " + world.admin.name() + " is running: ")
                .contains("of 1,500 rows");
        assertThat(result.fix()).contains("Wait").contains("cancel");
        goOn.countDown();
        brake.release(world.production);
        world.ended(id);
        assertThat(importChecks())
                .extracting(PromotionCheck.CheckResult::severity)
                .containsExactly(PromotionCheck.Severity.PASSED);
    }

    private List<PromotionCheck.CheckResult> importChecks() {
        var definition = records.definition(world.admin, world.production);
        var context = new PromotionCheck.Context(
                world.production, world.production, definition, definition, new Plan(1, 1, new TreeMap<>()));
        return checks.stream()
                .flatMap(check -> check.check(context).stream())
                .filter(result -> result.code().startsWith("import."))
                .toList();
    }

    @Test
    void aFieldThatIsRenamedMeanwhileIsFilledAndOneThatIsGoneEndsTheImport() {
        AtomicBoolean renamed = new AtomicBoolean();
        brake.on(world.production, (step, done) -> {
            if (!renamed.getAndSet(true)) {
                workshop.build(world.production, world.name.withName("Full name"));
            }
        });
        assertEachRowOnce(world.imported(ImportWorld.csv(600)), 600);
        AtomicBoolean removed = new AtomicBoolean();
        brake.on(world.production, (step, done) -> {
            if (!removed.getAndSet(true)) {
                workshop.build(world.production, resources -> resources.remove(world.salary.id()));
            }
        });
        ImportJob failed = world.imported(ImportWorld.csv(600).replace("Name,Code", "Full name,Number"));
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.reason()).isEqualTo("A field this import fills is no longer there.");
        assertThat(world.all(world.people)).hasSize((int) (600 + failed.created()));
        assertThat(failed.created()).isPositive().isLessThan(600);
    }

    @Test
    void whatAFieldBecomesMeanwhileIsWhatTheRestIsReadAs() {
        AtomicBoolean changed = new AtomicBoolean();
        brake.on(world.production, (step, done) -> {
            if (!changed.getAndSet(true)) {
                workshop.build(world.production, world.salary.withKind(new FieldKind.DecimalNumber(0)));
            }
        });
        ImportJob job = world.imported(ImportWorld.csv(1000).replace(".50\n", ".00\n"));
        assertEachRowOnce(job, 1000);
    }

    @Test
    void anImportEndsWhenWhoStartedItMayNotGoOn() {
        Actor.Person builder = workshop.person(world.production.account(), PersonKind.APP_ADMIN, "Bob");
        brake.on(world.production, (step, done) -> persons.setEnabled(world.admin, builder.user(), false));
        ImportId id = world.upload(builder, "people.csv", ImportWorld.csv(ROWS));
        imports.start(builder, id, imports.propose(builder, id, world.people, null, ""));
        ImportJob job = world.ended(id);
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(job.reason()).isEqualTo("Bob, who started this import, can no longer sign in.");
        assertThat(world.all(world.people)).hasSize((int) job.created());
    }

    @Test
    void twoImportsIntoOneTableDoNotDisturbEachOther() {
        ImportId one = world.draft(ImportWorld.csv(800));
        ImportId two = world.draft(ImportWorld.csv(1200));
        imports.start(world.admin, one, world.proposed(one));
        imports.start(world.admin, two, world.proposed(two));
        ImportJob first = world.ended(one);
        ImportJob second = world.ended(two);
        assertThat(first.created() + second.created()).isEqualTo(1200);
        assertThat(first.bad() + second.bad()).isEqualTo(800);
        assertThat(world.byCode())
                .containsOnlyKeys(LongStream.rangeClosed(1, 1200).boxed().toArray(Long[]::new));
    }

    @Test
    void peopleWorkOnWhileAnImportRuns() {
        AtomicInteger written = new AtomicInteger();
        brake.on(
                world.production,
                (step, done) -> records.write(
                        world.admin,
                        world.production,
                        List.of(new RecordDraft.Create(
                                world.people,
                                RecordId.next(),
                                new RecordDraft(Map.of(world.name.id(), "By hand " + written.incrementAndGet()))))));
        ImportJob job = world.imported(ImportWorld.csv(ROWS));
        assertThat(job.created()).isEqualTo(ROWS);
        assertThat(world.all(world.people)).hasSize(ROWS + written.get());
    }

    @Test
    void aSecondGoingThroughGoesOnToo() {
        StringBuilder csv = new StringBuilder("Name,Code,Boss\n");
        for (int i = 1; i <= 900; i++) {
            csv.append("Person ")
                    .append(i)
                    .append(',')
                    .append(i)
                    .append(',')
                    .append(i % 900 + 1)
                    .append('\n');
        }
        AtomicInteger deaths = new AtomicInteger();
        brake.on(world.production, (step, done) -> {
            if (step == 1 && done > 300 && deaths.incrementAndGet() == 1) {
                throw new ImportBrake.Killed();
            }
        });
        ImportJob job = world.imported(csv.toString());
        assertEachRowOnce(job, 900);
        assertThat(job.workTotal()).isEqualTo(1800);
        assertThat(job.workDone()).isEqualTo(1800);
        Map<Long, StoredRecord> people = world.byCode();
        people.forEach((code, record) -> assertThat(record.value(world.boss.id()))
                .isEqualTo(people.get(code % 900 + 1).id()));
    }

    private void assertEachRowOnce(ImportJob job, int rows) {
        assertThat(job.state()).as(job.reason()).isEqualTo(ImportState.DONE);
        assertThat(job.created()).isEqualTo(rows);
        assertThat(job.read()).isEqualTo(rows);
        assertThat(job.bad()).isZero();
        assertThat(world.all(world.people)).hasSize(rows);
        assertThat(world.byCode())
                .containsOnlyKeys(LongStream.rangeClosed(1, rows).boxed().toArray(Long[]::new));
        feed.sequence(world.production);
        Map<RecordId, Integer> created = new HashMap<>();
        for (ChangeFeed.Entry entry : feed.after(world.production, 0, 100_000)) {
            if (entry.kind() == ChangeFeed.Kind.CREATED) {
                created.merge(entry.record(), 1, Integer::sum);
            }
        }
        assertThat(created)
                .hasSize(rows)
                .allSatisfy((record, times) -> assertThat(times).isEqualTo(1));
    }
}
