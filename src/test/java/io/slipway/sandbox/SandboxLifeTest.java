package io.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Schemas;
import io.slipway.definition.FieldKind;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.RunBrake;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SandboxLifeTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Autowired
    Environments environments;

    @Autowired
    Definitions definitions;

    @Autowired
    StructureLease leases;

    @Autowired
    Promotions promotions;

    @Autowired
    RunBrake brake;

    @Autowired
    JdbcClient jdbc;

    Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
    }

    @Test
    void aSandboxWithoutRecordsHasProductionsStructureAndNoPendingChanges() {
        place.hire(place.production, "Ada");
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, true);

        Sandbox sandbox = place.find(made);
        assertThat(sandbox.environment().promotable()).isTrue();
        assertThat(sandbox.pendingChanges()).isZero();
        assertThat(sandbox.productionMoved()).isFalse();
        assertThat(definitions.current(made).resources())
                .isEqualTo(definitions.current(place.production).resources());
        assertThat(place.names(made)).isEmpty();
        place.hire(made, "Only here");
        assertThat(place.names(made)).containsExactly("Only here");
        assertThat(place.names(place.production)).containsExactly("Ada");
    }

    @Test
    void whatIsBuiltInTheSandboxIsPendingThereAndNothingInProduction() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, true);
        var before = definitions.current(place.production);
        workshop.build(made, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));

        assertThat(place.find(made).pendingChanges()).isEqualTo(1);
        assertThat(definitions.current(place.production)).isEqualTo(before);
        PendingChanges pending = sandboxes.pending(place.boss, made);
        assertThat(pending.difference().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.shown().name()).isEqualTo("Room"));
        assertThat(pending.collisions()).isEmpty();
        assertThat(pending.isRebased()).isTrue();
        assertThat(pending.sandboxHead()).isEqualTo(definitions.current(made).revision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b", "\u202Eevil", "\uD800"})
    void namesThatAreNoNamesAreRefusedAndNothingIsMade(String name) {
        assertThatThrownBy(() -> sandboxes.create(place.boss, name, DataChoice.NONE, false))
                .isInstanceOf(InvalidInput.class)
                .extracting("place")
                .isEqualTo("name");
        assertThat(sandboxes.list(place.boss)).isEmpty();
    }

    @Test
    void aNameOfTenThousandCharactersIsRefused() {
        assertThatThrownBy(() -> sandboxes.create(place.boss, "x".repeat(10_000), DataChoice.NONE, false))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE environment; --", "<script>alert(1)</script>", "🚢 Schiff", "שלום"})
    void hostileNamesAreOnlyNames(String name) {
        EnvironmentId made = place.sandbox(name, DataChoice.NONE, false);
        assertThat(place.find(made).name()).isEqualTo(name);
        sandboxes.rename(place.boss, made, name + " 2");
        assertThat(sandboxes.list(place.boss)).extracting(Sandbox::name).containsExactly(name + " 2");
    }

    @Test
    void twoSandboxesOfOneNameCannotBe() {
        place.sandbox("HR", DataChoice.NONE, false);
        EnvironmentId other = place.sandbox("Other", DataChoice.NONE, false);
        assertThatThrownBy(() -> sandboxes.create(place.boss, " hr ", DataChoice.NONE, false))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("already an environment named");
        assertThatThrownBy(() -> sandboxes.rename(place.boss, other, "HR")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> sandboxes.rename(place.boss, other, "Production"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void ofTwoPeopleWhoMakeASandboxOfOneNameAtOnceOneGetsIt() throws Exception {
        List<Object> outcomes = atOnce(
                () -> sandboxes.create(place.boss, "HR", DataChoice.NONE, true),
                () -> sandboxes.create(place.boss, "HR", DataChoice.NONE, true));
        assertThat(outcomes).filteredOn(Sandboxes.Creating.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(InvalidInput.class::isInstance).hasSize(1);
        assertThat(sandboxes.list(place.boss)).hasSize(1);
        place.settled(sandboxes.list(place.boss).getFirst().id());
    }

    @Test
    void onlyOneSandboxIsPromotable() {
        EnvironmentId first = place.sandbox("First", DataChoice.NONE, true);
        assertThatThrownBy(() -> sandboxes.create(place.boss, "Second", DataChoice.NONE, true))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("\"First\" is the promotable sandbox");
        EnvironmentId second = place.sandbox("Second", DataChoice.NONE, false);
        assertThatThrownBy(() -> sandboxes.setPromotable(place.boss, second, true))
                .isInstanceOf(InvalidInput.class);
        sandboxes.setPromotable(place.boss, first, false);
        sandboxes.setPromotable(place.boss, second, true);
        assertThat(environments.promotable(place.account).orElseThrow().id()).isEqualTo(second);
    }

    @Test
    void discardingLeavesNothingBehind() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, true);
        place.hire(made, "Ada");
        assertThat(sandboxes.discard(place.boss, made, "")).isEqualTo(new Sandboxes.BeingDiscarded());
        place.settled(made);

        assertThat(sandboxes.find(place.boss, made)).isEmpty();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?")
                        .param(Schemas.of(made))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql(AccountSql.resolve(
                                made, "SELECT COUNT(*) FROM {a}.generation WHERE environment = " + made.number()))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(environments.promotable(place.account)).isEmpty();
        assertThatThrownBy(() -> place.all(made, place.employees.id())).isInstanceOf(NotAllowed.class);
    }

    @Test
    void discardingASandboxWithPendingChangesNeedsItsName() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, true);
        workshop.build(made, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));
        assertThat(sandboxes.discard(place.boss, made, "hr")).isEqualTo(new Sandboxes.TypeTheName(1));
        assertThat(place.find(made).isReady()).isTrue();
        assertThat(sandboxes.discard(place.boss, made, " HR ")).isEqualTo(new Sandboxes.BeingDiscarded());
        place.settled(made);
        assertThat(sandboxes.list(place.boss)).isEmpty();
    }

    @Test
    void whileARunUsesItASandboxIsNeitherDiscardedNorRefreshedNorMadeUnpromotable() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, true);
        workshop.build(made, place.name.withName("Full name"));
        RunId run;
        try (RunBrake.Held held = brake.hold(place.account)) {
            String plan = promotions.review(place.boss, made).plan().hash();
            run = ((Promotions.Started) promotions.promote(place.boss, made, plan, null, null)).run();
            held.reached();
            assertThat(sandboxes.discard(place.boss, made, "HR")).isInstanceOf(Sandboxes.InUse.class);
            assertThat(sandboxes.refresh(place.boss, made, DataChoice.NONE)).isInstanceOf(Sandboxes.InUse.class);
            assertThatThrownBy(() -> sandboxes.setPromotable(place.boss, made, false))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("A promotion started by " + place.boss.name());
            assertThat(place.find(made).isReady()).isTrue();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> promotions.find(place.boss, run).orElseThrow().endedAt() != null);
        sandboxes.setPromotable(place.boss, made, false);
        assertThat(place.find(made).environment().promotable()).isFalse();
    }

    @Test
    void whileProductionsStructureIsInUseNothingIsMadeAndTheReasonIsGiven() {
        StructureLease.Attempt attempt = leases.tryAcquire(place.production, StructureLease.Purpose.PROMOTION, "Grace");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            Sandboxes.Creation outcome = sandboxes.create(place.boss, "HR", DataChoice.NONE, false);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Sandboxes.ProductionBusy.class,
                            busy -> assertThat(busy.reason()).startsWith("Grace is promoting changes"));
        }
        assertThat(sandboxes.list(place.boss)).isEmpty();
    }

    @Test
    void appAdminsSeeSandboxesButOnlySuperAdminsDecideOverThem() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, false);
        Actor builder = place.builder();
        assertThat(sandboxes.list(builder)).hasSize(1);
        assertThat(sandboxes.pending(builder, made).difference().isEmpty()).isTrue();
        List.<Runnable>of(
                        () -> sandboxes.create(builder, "Mine", DataChoice.NONE, false),
                        () -> sandboxes.discard(builder, made, "HR"),
                        () -> sandboxes.refresh(builder, made, DataChoice.NONE),
                        () -> sandboxes.rename(builder, made, "Mine"),
                        () -> sandboxes.setPromotable(builder, made, true),
                        () -> sandboxes.retry(builder, made),
                        () -> sandboxes.dismiss(builder, made))
                .forEach(call -> assertThatThrownBy(call::run).isInstanceOf(NotAllowed.class));
        Actor user = place.user();
        assertThatThrownBy(() -> sandboxes.list(user)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> sandboxes.find(user, made)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> sandboxes.pending(user, made)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void sandboxesOfAnotherAccountAreNotThereForAnybodyElse() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, false);
        Actor stranger = new Workplace(workshop, sandboxes, records).boss;
        EnvironmentId never = new EnvironmentId(stranger.account(), 999);
        for (EnvironmentId forged : List.of(made, never, place.production)) {
            List.<Runnable>of(
                            () -> sandboxes.discard(stranger, forged, "HR"),
                            () -> sandboxes.refresh(stranger, forged, DataChoice.NONE),
                            () -> sandboxes.rename(stranger, forged, "Mine"),
                            () -> sandboxes.setPromotable(stranger, forged, true),
                            () -> sandboxes.pending(stranger, forged),
                            () -> sandboxes.conversionRules(stranger, forged))
                    .forEach(call -> assertThatThrownBy(call::run)
                            .isInstanceOf(NotAllowed.class)
                            .hasMessage("This is not here, or not yours to see."));
        }
        assertThat(place.find(made).isReady()).isTrue();
    }

    @Test
    void productionIsNoSandbox() {
        assertThatThrownBy(() -> sandboxes.discard(place.boss, place.production, "Production"))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> sandboxes.setPromotable(place.boss, place.production, true))
                .isInstanceOf(NotAllowed.class);
        assertThat(environments.production(place.account).state()).isEqualTo(Environment.State.READY);
    }

    static List<Object> atOnce(Callable<?>... calls) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.length)) {
            List<Future<Object>> futures = threads.invokeAll(List.of(calls).stream()
                    .map(call -> (Callable<Object>) () -> {
                        try {
                            return call.call();
                        } catch (RuntimeException e) {
                            return e;
                        }
                    })
                    .toList());
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
