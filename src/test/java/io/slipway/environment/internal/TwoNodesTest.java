package io.slipway.environment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Counters;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What one node does counts on every other at once, because nothing of it is kept in memory (INV-6, INV-7). */
@IntegrationTest
class TwoNodesTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Gates gates;

    @Autowired
    Definitions definitions;

    @Autowired
    Records records;

    @Autowired
    RevisionLog log;

    @Autowired
    Environments environments;

    @Autowired
    Counters counters;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    @Autowired
    Clock clock;

    Gates otherGates;
    Definitions otherDefinitions;
    EnvironmentId production;
    Actor.Person actor;
    ResourceId table;

    @BeforeEach
    void twoNodes() {
        otherGates = new JdbcGates(sql);
        otherDefinitions = new JdbcDefinitions(log, otherGates, environments, counters, transactions, clock);
        production = workshop.production();
        actor = workshop.superAdmin(production.account());
        table = workshop.id(production);
        workshop.build(production, new Table(table, "Orders", "", null));
    }

    private WriteOutcome write() {
        return records.write(
                actor, production, List.of(new RecordDraft.Create(table, RecordId.next(), new RecordDraft(Map.of()))));
    }

    @Test
    void aGateThatOneNodeClosesIsClosedOnTheOther() {
        assertThat(write()).isInstanceOf(WriteOutcome.Saved.class);

        transactions.once(() -> {
            otherGates.exclusivelyLocked(production);
            return otherGates.close(production, new RunId(7));
        });
        assertThat(write()).isInstanceOf(WriteOutcome.Closed.class);
        assertThat(gates.peek(production).closedBy()).isEqualTo(new RunId(7));

        transactions.once(() -> {
            otherGates.exclusivelyLocked(production);
            return otherGates.open(production);
        });
        assertThat(write()).isInstanceOf(WriteOutcome.Saved.class);
    }

    @Test
    void whatOneNodePutsInForceIsInForceOnTheOther() {
        assertThat(name(definitions)).isEqualTo("Orders");
        assertThat(name(otherDefinitions)).isEqualTo("Orders");

        rename(otherDefinitions, "Sales", false);

        assertThat(name(definitions)).isEqualTo("Sales");
        assertThat(name(otherDefinitions)).isEqualTo("Sales");
        assertThat(records.definition(actor, production).get(Table.class, table).name())
                .isEqualTo("Sales");
    }

    @Test
    void whatIsRolledBackIsRememberedByNobody() {
        assertThatThrownBy(() -> rename(definitions, "Never", true)).hasMessage("rolled back");
        assertThat(name(definitions)).isEqualTo("Orders");

        // takes the revision's number that was not used in the end
        rename(otherDefinitions, "Sales", false);

        assertThat(name(definitions)).isEqualTo("Sales");
    }

    private String name(Definitions node) {
        return node.current(production).get(Table.class, table).name();
    }

    private void rename(Definitions node, String name, boolean rollBack) {
        transactions.once(() -> {
            gates.exclusivelyLocked(production);
            Definition now = node.current(production);
            Map<ResourceId, Resource> resources = new TreeMap<>(now.resources());
            resources.put(table, new Table(table, name, "", null));
            node.append(now, resources, now.layouts().values(), "test", null);
            assertThat(name(node)).as("whoever appends sees it").isEqualTo(name);
            if (rollBack) {
                throw new IllegalStateException("rolled back");
            }
            return true;
        });
    }
}
