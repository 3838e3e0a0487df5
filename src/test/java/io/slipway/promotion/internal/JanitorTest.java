package io.slipway.promotion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Accounts;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.RunState;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class JanitorTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Accounts accounts;

    @Autowired
    Environments environments;

    @Autowired
    StructureLease leases;

    @Autowired
    Evolution evolution;

    @Autowired
    ChangeFeed feed;

    @Autowired
    AccountSql sql;

    @Autowired
    Clock clock;

    EnvironmentId production;
    Table table;

    @BeforeEach
    void build() {
        production = workshop.production();
        table = new Table(workshop.id(production), "Orders", "", null);
        workshop.build(production, table);
    }

    private Janitor inDays(int days) {
        return new Janitor(
                accounts,
                environments,
                leases,
                evolution,
                feed,
                sql,
                new UndoPeriod(14),
                Clock.offset(clock, Duration.ofDays(days)));
    }

    private long generations(String state) {
        return sql.in(
                        production,
                        "SELECT COUNT(*) FROM {a}.generation WHERE environment = :environment AND state = :state")
                .param("environment", production.number())
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private long tables() {
        return sql.in(
                        production,
                        "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{e}' AND TABLE_NAME LIKE 't\\_%'")
                .query(Long.class)
                .single();
    }

    @Test
    void keepsWhatWasReplacedForTheUndoPeriodAndThenDropsIt() {
        workshop.build(production, (Map<ResourceId, Resource> all) -> all.remove(table.id()));
        assertThat(generations("RETIRED")).isEqualTo(1);

        assertThat(inDays(13).clean(production)).isTrue();
        assertThat(tables()).isEqualTo(1);

        assertThat(inDays(15).clean(production)).isTrue();
        assertThat(tables()).isZero();
        assertThat(generations("RETIRED")).isZero();
    }

    @Test
    void leavesWhatIsInForceForEver() {
        assertThat(inDays(1000).clean(production)).isTrue();
        assertThat(tables()).isEqualTo(1);
        assertThat(generations("LIVE")).isEqualTo(1);
    }

    @Test
    void skipsAnEnvironmentWhoseStructureIsInUse() {
        workshop.build(production, (Map<ResourceId, Resource> all) -> all.remove(table.id()));
        StructureLease.Attempt attempt = leases.tryAcquire(production, StructureLease.Purpose.EDIT, "Ada");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            assertThat(inDays(15).clean(production)).isFalse();
        }
        assertThat(tables()).isEqualTo(1);
    }

    @Test
    void removesWhatInterruptedWorkLeftBehind() {
        build("edit:interrupted");
        assertThat(tables()).isEqualTo(2);

        assertThat(inDays(0).clean(production)).isTrue();

        assertThat(tables()).isEqualTo(1);
        assertThat(evolution.unfinished(production)).isEmpty();
    }

    @Test
    void leavesTheWorkOfARunThatIsNotOverToWhoeverTakesItOver() {
        build("run:1");
        RunRow.in(RunState.PREPARING).write(sql, production);

        assertThat(inDays(0).clean(production)).isTrue();

        assertThat(evolution.unfinished(production)).containsExactly("run:1");
    }

    @Test
    void refusesAnUndoPeriodOfNothing() {
        assertThatThrownBy(() -> new UndoPeriod(0)).hasMessageContaining("undo-days");
    }

    private void build(String work) {
        Definition current = workshop.build(production, all -> {});
        Map<ResourceId, Resource> target = new TreeMap<>(current.resources());
        Table added = new Table(workshop.id(production), "Half built", "", null);
        target.put(added.id(), added);
        evolution
                .expand(evolution.plan(current, target, Map.of()), work, Evolution.Progress.SILENT)
                .close();
    }
}
