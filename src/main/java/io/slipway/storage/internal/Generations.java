package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Counters;
import io.slipway.definition.TableLayout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rows of every physical table and column ever begun. A row is committed before its first DDL; numbers are never
 * used twice (INV-4), so a late DDL of a paused node leaves garbage for the janitor and never hits live data.
 */
@Component
class Generations {

    enum Kind {
        TABLE,
        COLUMN,
        SIDE,
        KEY
    }

    /** One generation. */
    record Row(
            long number,
            Kind kind,
            ResourceId resource,
            ResourceId table,
            @Nullable Long inGeneration) {}

    private final AccountSql sql;
    private final Counters counters;
    private final Clock clock;

    Generations(AccountSql sql, Counters counters, Clock clock) {
        this.sql = sql;
        this.counters = counters;
        this.clock = clock;
    }

    /** Begins a generation: takes a number and writes its row as BUILDING, both committed at once. */
    long begin(
            EnvironmentId environment,
            Kind kind,
            ResourceId resource,
            ResourceId table,
            @Nullable Long inGeneration,
            String work) {
        long number = counters.next(environment.account(), "generation");
        sql.in(
                        environment,
                        "INSERT INTO {a}.generation (number, environment, kind, resource_id, table_id, in_generation,"
                                + " state, work, created_at) VALUES (:number, :environment, :kind, :resource, :table,"
                                + " :inGeneration, 'BUILDING', :work, :at)")
                .param("number", number)
                .param("environment", environment.number())
                .param("kind", kind.name())
                .param("resource", resource.value())
                .param("table", table.value())
                .param("inGeneration", inGeneration)
                .param("work", work)
                .param("at", now())
                .update();
        return number;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Part of a flip: what the layouts name is LIVE, what was LIVE and is no longer named is RETIRED. */
    void settle(EnvironmentId environment, Collection<TableLayout> layouts) {
        Set<Long> named = new HashSet<>();
        for (TableLayout layout : layouts) {
            named.add(layout.generation());
            named.addAll(layout.columns().values());
            named.addAll(layout.keys().values());
        }
        List<Long> live = numbers(environment, "state = 'LIVE'");
        List<Long> retired =
                live.stream().filter(number -> !named.contains(number)).toList();
        live.forEach(named::remove);
        if (!retired.isEmpty()) {
            sql.in(
                            environment,
                            "UPDATE {a}.generation SET state = 'RETIRED', retired_at = :at WHERE number IN (:numbers)")
                    .param("at", now())
                    .param("numbers", retired)
                    .update();
        }
        if (!named.isEmpty()) {
            sql.in(
                            environment,
                            "UPDATE {a}.generation SET state = 'LIVE', retired_at = NULL WHERE number IN (:numbers)")
                    .param("numbers", named)
                    .update();
        }
    }

    private List<Long> numbers(EnvironmentId environment, String condition) {
        return sql.in(
                        environment,
                        "SELECT number FROM {a}.generation WHERE environment = :environment AND " + condition)
                .param("environment", environment.number())
                .query((row, index) -> Long.valueOf(row.getLong(1)))
                .list();
    }

    /** From now on the work's unfinished generations are garbage, whatever a late statement still does to them. */
    void condemn(EnvironmentId environment, String work) {
        sql.in(
                        environment,
                        "UPDATE {a}.generation SET state = 'CONDEMNED', retired_at = :at"
                                + " WHERE environment = :environment AND work = :work AND state = 'BUILDING'")
                .param("at", now())
                .param("environment", environment.number())
                .param("work", work)
                .update();
    }

    /** Condemned ones, and those retired before a moment. */
    List<Row> garbage(EnvironmentId environment, Instant retiredBefore) {
        return sql.in(
                        environment,
                        "SELECT * FROM {a}.generation WHERE environment = :environment AND (state = 'CONDEMNED'"
                                + " OR state = 'RETIRED' AND retired_at < :before) ORDER BY number")
                .param("environment", environment.number())
                .param("before", LocalDateTime.ofInstant(retiredBefore, ZoneOffset.UTC))
                .query(Generations::row)
                .list();
    }

    /** What a piece of work condemned. */
    List<Row> condemned(EnvironmentId environment, String work) {
        return sql.in(
                        environment,
                        "SELECT * FROM {a}.generation WHERE environment = :environment AND state = 'CONDEMNED'"
                                + " AND work = :work ORDER BY number")
                .param("environment", environment.number())
                .param("work", work)
                .query(Generations::row)
                .list();
    }

    /** Forgets one that has been dropped; its number stays used. */
    void forget(EnvironmentId environment, long number) {
        sql.in(environment, "DELETE FROM {a}.generation WHERE number = :number")
                .param("number", number)
                .update();
    }

    List<String> unfinished(EnvironmentId environment) {
        return sql.in(
                        environment,
                        "SELECT DISTINCT work FROM {a}.generation WHERE environment = :environment"
                                + " AND state = 'BUILDING'")
                .param("environment", environment.number())
                .query((row, index) -> row.getString(1))
                .list();
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        long inGeneration = row.getLong("in_generation");
        Long in = row.wasNull() ? null : Long.valueOf(inGeneration);
        return new Row(
                row.getLong("number"),
                Kind.valueOf(row.getString("kind")),
                new ResourceId(row.getLong("resource_id")),
                new ResourceId(row.getLong("table_id")),
                in);
    }
}
