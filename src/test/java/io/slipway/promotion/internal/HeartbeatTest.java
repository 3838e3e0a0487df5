package io.slipway.promotion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Table;
import io.slipway.environment.Gates;
import io.slipway.promotion.RunState;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A run's heartbeat and people's writes never wait for each other. */
@IntegrationTest
class HeartbeatTest {

    @Autowired
    Workshop workshop;

    @Autowired
    RunStore runs;

    @Autowired
    Records records;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    EnvironmentId production;
    Actor.Person actor;
    Table table;

    @BeforeEach
    void run() {
        production = workshop.production();
        actor = workshop.superAdmin(production.account());
        table = new Table(workshop.id(production), "Orders", "", null);
        workshop.build(production, table);
        RunRow.in(RunState.PREPARING).write(sql, production);
    }

    @AfterEach
    void over() {
        RunRow.in(RunState.CANCELED).write(sql, production);
    }

    private boolean beat() {
        return runs.heartbeat(production.account(), new RunId(1), 1);
    }

    @Test
    void aHeartbeatThatTakesItsTimeLetsWritersThrough() {
        transactions.once(() -> {
            assertThat(beat()).isTrue();
            assertThat(elsewhere(() -> records.write(
                            actor,
                            production,
                            List.of(new RecordDraft.Create(table.id(), RecordId.next(), new RecordDraft(Map.of()))))))
                    .isInstanceOf(WriteOutcome.Saved.class);
            return true;
        });
    }

    @Test
    void whoeverHoldsTheGateDoesNotHoldTheHeartbeat() {
        transactions.once(() -> {
            gates.exclusivelyLocked(production);
            assertThat(elsewhere(this::beat)).isTrue();
            return true;
        });
    }

    private static <T> T elsewhere(java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofPlatform().start(task))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
