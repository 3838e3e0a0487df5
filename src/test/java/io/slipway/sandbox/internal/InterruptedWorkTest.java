package io.slipway.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Schemas;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Environment.Kind;
import io.slipway.environment.Environment.State;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.records.Records;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.SandboxWork;
import io.slipway.sandbox.Sandboxes;
import io.slipway.sandbox.Workplace;
import io.slipway.storage.Evolution;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process that died in the middle has left is what the next one finds in the database. */
@IntegrationTest
class InterruptedWorkTest {

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
    Evolution evolution;

    @Autowired
    StructureLease leases;

    @Autowired
    SandboxWorkRows rows;

    @Autowired
    SandboxWorkers workers;

    @Autowired
    JdbcClient jdbc;

    Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
    }

    private EnvironmentId halfCreated() {
        EnvironmentId sandbox = environments
                .create(place.account, Kind.SANDBOX, "HR", State.CREATING, DataChoice.NONE, "Grace")
                .id();
        rows.ask(sandbox, SandboxWork.Kind.CREATE, DataChoice.NONE, place.boss);
        rows.begin(sandbox);
        expandAndDie(sandbox, Definition.empty(sandbox));
        return sandbox;
    }

    private void expandAndDie(EnvironmentId sandbox, Definition from) {
        Evolution.Expansion plan =
                evolution.plan(from, definitions.current(place.production).resources(), Map.of());
        evolution.expand(plan, "copy:dead", Evolution.Progress.SILENT);
    }

    private List<String> tables(EnvironmentId environment) {
        return jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
                        + " AND table_name LIKE 't!_%' ESCAPE '!'")
                .param(Schemas.of(environment))
                .query(String.class)
                .list();
    }

    private Sandbox find(EnvironmentId sandbox) {
        return sandboxes.find(place.boss, sandbox).orElseThrow();
    }

    @Test
    void aCreationCutShortIsFinishedAndItsLeftoversAreGone() {
        EnvironmentId sandbox = halfCreated();
        assertThat(tables(sandbox)).hasSize(1);

        workers.look();
        place.settled(sandbox);

        assertThat(find(sandbox).isReady()).isTrue();
        assertThat(find(sandbox).work()).isNull();
        assertThat(tables(sandbox)).hasSize(1);
        assertThat(evolution.unfinished(sandbox)).isEmpty();
        place.hire(sandbox, "Ada");
        assertThat(place.names(sandbox)).containsExactly("Ada");
    }

    @Test
    void aCreationThatDiedRightAfterItsFirstRowIsFinishedToo() {
        EnvironmentId sandbox = environments
                .create(place.account, Kind.SANDBOX, "HR", State.CREATING, DataChoice.NONE, "Grace")
                .id();
        workers.look();
        assertThat(find(sandbox).work())
                .as("somebody may be making it this very moment")
                .isNull();
        jdbc.sql(AccountSql.resolve(
                        sandbox,
                        "UPDATE {a}.environment SET created_at = created_at - INTERVAL 2 MINUTE WHERE number = ?"))
                .param(sandbox.number())
                .update();
        workers.look();
        place.settled(sandbox);
        assertThat(find(sandbox).isReady()).isTrue();
    }

    @Test
    void workThatDiedAfterItsFlipIsOnlyClearedUp() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, false);
        place.hire(sandbox, "Ada");
        Definition before = definitions.current(sandbox);
        rows.ask(sandbox, SandboxWork.Kind.CREATE, DataChoice.NONE, place.boss);
        rows.done(sandbox);
        assertThat(find(sandbox).work()).isNull();

        workers.look();
        place.settled(sandbox);
        org.awaitility.Awaitility.await().until(() -> rows.find(sandbox).isEmpty());

        assertThat(definitions.current(sandbox)).isEqualTo(before);
        assertThat(place.names(sandbox)).containsExactly("Ada");
    }

    @Test
    void aRefreshCutShortIsFinished() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, false);
        place.hire(sandbox, "Only here");
        environments.move(sandbox, State.READY, State.REFRESHING);
        rows.ask(sandbox, SandboxWork.Kind.REFRESH, DataChoice.NONE, place.boss);
        expandAndDie(sandbox, Definition.empty(sandbox));

        workers.look();
        place.settled(sandbox);

        assertThat(find(sandbox).isReady()).isTrue();
        assertThat(place.names(sandbox)).isEmpty();
        org.awaitility.Awaitility.await().until(() -> tables(sandbox).size() == 1);
    }

    @Test
    void aDiscardingCutShortIsFinished() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        environments.move(sandbox, State.READY, State.DISCARDING);
        rows.ask(sandbox, SandboxWork.Kind.DISCARD, DataChoice.NONE, place.boss);
        jdbc.sql("DROP DATABASE " + Schemas.of(sandbox)).update();

        workers.look();
        place.settled(sandbox);

        assertThat(sandboxes.list(place.boss)).isEmpty();
        assertThat(rows.find(sandbox)).isEmpty();
    }

    @Test
    void workOfAProcessThatLivesIsLeftToIt() {
        EnvironmentId sandbox = halfCreated();
        StructureLease.Attempt attempt =
                leases.tryAcquire(sandbox, StructureLease.Purpose.SANDBOX_COPY, "another node");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            workers.look();
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(40))
                    .until(() -> find(sandbox).work().step().startsWith("Waiting, because another node"));
            assertThat(evolution.unfinished(sandbox)).containsExactly("copy:dead");
        }
        workers.look();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> find(sandbox).isReady());
    }

    @Test
    void whatIsInterruptedAgainAndAgainStopsAndCanBeRetriedOrDiscarded() {
        EnvironmentId sandbox = halfCreated();
        for (int i = 0; i < 5; i++) {
            rows.begin(sandbox);
        }
        workers.look();
        place.settled(sandbox);
        assertThat(find(sandbox).work().failure()).contains("interrupted");
        assertThat(find(sandbox).environment().state()).isEqualTo(State.CREATING);
        assertThat(tables(sandbox)).isEmpty();
        workers.look();
        assertThat(find(sandbox).work().isFailed()).isTrue();

        sandboxes.retry(place.boss, sandbox);
        place.settled(sandbox);
        assertThat(find(sandbox).isReady()).isTrue();
    }

    @Test
    void aFailedCreationCanBeDiscarded() {
        EnvironmentId sandbox = halfCreated();
        rows.fail(sandbox, "The store is full.");
        assertThat(sandboxes.discard(place.boss, sandbox, "")).isEqualTo(new Sandboxes.BeingDiscarded());
        place.settled(sandbox);
        assertThat(sandboxes.list(place.boss)).isEmpty();
    }
}
