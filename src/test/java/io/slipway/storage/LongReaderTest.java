package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A reader that takes its time holds DDL up, and DDL that waits must not hold up everybody else (INV-3). */
@IntegrationTest
class LongReaderTest {

    // one wait of DDL for the table's lock is a second; the rest is for a busy machine
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    @Autowired
    Workshop workshop;

    @Autowired
    Definitions definitions;

    @Autowired
    Evolution evolution;

    @Autowired
    Records records;

    @Autowired
    DedicatedConnections connections;

    @Autowired
    AccountSql sql;

    @Test
    void peopleWorkOnWhileDdlWaitsForALongReader() throws SQLException {
        EnvironmentId production = workshop.production();
        Actor.Person actor = workshop.superAdmin(production.account());
        ResourceId table = workshop.id(production);
        Field name = text(production, table, "Name");
        Definition before = workshop.build(production, new Table(table, "Orders", "", null), name);
        Map<ResourceId, Resource> target = new TreeMap<>(before.resources());
        Field added = text(production, table, "Added");
        target.put(added.id(), added);
        String physical = PhysicalNames.in(
                production, PhysicalNames.table(table, before.layout(table).generation()));

        CompletableFuture<Void> expansion;
        try (DedicatedConnection reader = connections.open();
                Statement reading = reader.raw().createStatement()) {
            reader.raw().setAutoCommit(false);
            reading.executeQuery("SELECT COUNT(*) FROM " + physical).close();
            expansion = CompletableFuture.runAsync(
                    () -> evolution
                            .expand(
                                    evolution.plan(before, target, Map.of()),
                                    "edit:long-reader",
                                    Evolution.Progress.SILENT)
                            .close(),
                    task -> Thread.ofPlatform().start(task));
            for (int turn = 0; turn < 2; turn++) {
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> waiting(production, physical));
                long start = System.nanoTime();
                assertThat(records.write(
                                actor,
                                production,
                                List.of(new RecordDraft.Create(
                                        table, RecordId.next(), new RecordDraft(Map.of(name.id(), "x"))))))
                        .isInstanceOf(WriteOutcome.Saved.class);
                assertThat(records.query(actor, production, RecordQuery.all(table)))
                        .hasSize(turn + 1);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_WAIT);
            }
            assertThat(expansion).isNotDone();
            reader.raw().rollback();
        }
        assertThat(expansion).succeedsWithin(20, TimeUnit.SECONDS);
        evolution.discard(production, "edit:long-reader");
    }

    private Field text(EnvironmentId production, ResourceId table, String label) {
        ResourceId id = workshop.id(production);
        return new Field(id, table, label, new FieldKind.ShortText(20), id.value(), false, false, null, "");
    }

    private boolean waiting(EnvironmentId production, String physical) {
        return sql.in(
                                production,
                                "SELECT COUNT(*) FROM information_schema.processlist"
                                        + " WHERE state = 'Waiting for table metadata lock' AND info LIKE :statement")
                        .param("statement", "%ALTER TABLE " + physical + "%")
                        .query(Long.class)
                        .single()
                > 0;
    }
}
