package io.slipway.environment.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.Revision;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Definitions.Base;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of the log: resource revisions, layouts and base moves. */
@Component
class RevisionLog {

    /** One resource that is not what it was. */
    record Change(@Nullable Resource before, @Nullable Resource after) {
        Resource shown() {
            if (after != null) {
                return after;
            }
            if (before != null) {
                return before;
            }
            throw new IllegalStateException("A change has something before or something after");
        }
    }

    private static final int ROWS_PER_INSERT = 100;

    private final AccountSql sql;

    RevisionLog(AccountSql sql) {
        this.sql = sql;
    }

    /** What differs, additions and changes in the order resources depend on each other, deletions last and reversed. */
    static List<Change> changes(Map<ResourceId, ? extends Resource> before, Map<ResourceId, ? extends Resource> after) {
        List<Change> changes = new ArrayList<>();
        SortedSet<ResourceId> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (ResourceId id : ids) {
            Resource old = before.get(id);
            Resource now = after.get(id);
            if (now == null ? old != null : !now.equals(old)) {
                changes.add(new Change(old, now));
            }
        }
        Comparator<Change> byDependency =
                Comparator.comparing(change -> change.shown().type());
        List<Change> ordered = new ArrayList<>(changes.stream()
                .filter(change -> change.after() != null)
                .sorted(byDependency)
                .toList());
        ordered.addAll(changes.stream()
                .filter(change -> change.after() == null)
                .sorted(byDependency.reversed())
                .toList());
        return ordered;
    }

    /** Writes changes with numbers that follow each other, many in one statement: this happens under the lock. */
    void write(
            EnvironmentId environment, long first, List<Change> changes, String by, Instant at, @Nullable RunId run) {
        for (int from = 0; from < changes.size(); from += ROWS_PER_INSERT) {
            List<Change> part = changes.subList(from, Math.min(from + ROWS_PER_INSERT, changes.size()));
            List<@Nullable Object> parameters = new ArrayList<>();
            for (int i = 0; i < part.size(); i++) {
                Change change = part.get(i);
                parameters.add(environment.number());
                parameters.add(first + from + i);
                parameters.add(change.shown().id().value());
                parameters.add(change.shown().type().name());
                parameters.add(body(change.before()));
                parameters.add(body(change.after()));
                parameters.add(by);
                parameters.add(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
                parameters.add(run == null ? null : run.value());
            }
            sql.in(
                            environment,
                            "INSERT INTO {a}.resource_revision (environment, revision, resource_id, resource_type,"
                                    + " before_body, after_body, by_name, at, run_id) VALUES "
                                    + String.join(
                                            ", ", Collections.nCopies(part.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?)")))
                    .params(parameters)
                    .update();
        }
    }

    private static @Nullable String body(@Nullable Resource resource) {
        return resource == null ? null : CanonicalJson.write(resource);
    }

    void writeLayouts(
            EnvironmentId environment,
            long revision,
            Map<ResourceId, TableLayout> before,
            Collection<TableLayout> after) {
        SortedMap<ResourceId, TableLayout> now = new TreeMap<>();
        after.forEach(layout -> now.put(layout.table(), layout));
        SortedSet<ResourceId> tables = new TreeSet<>(before.keySet());
        tables.addAll(now.keySet());
        List<ResourceId> changed = tables.stream()
                .filter(table -> !Objects.equals(now.get(table), before.get(table)))
                .toList();
        for (int from = 0; from < changed.size(); from += ROWS_PER_INSERT) {
            List<ResourceId> part = changed.subList(from, Math.min(from + ROWS_PER_INSERT, changed.size()));
            List<@Nullable Object> parameters = new ArrayList<>();
            for (ResourceId table : part) {
                TableLayout layout = now.get(table);
                parameters.add(environment.number());
                parameters.add(revision);
                parameters.add(table.value());
                parameters.add(layout == null ? null : CanonicalJson.write(layout));
            }
            sql.in(
                            environment,
                            "INSERT INTO {a}.layout_revision (environment, revision, table_id, body) VALUES "
                                    + String.join(", ", Collections.nCopies(part.size(), "(?, ?, ?, ?)")))
                    .params(parameters)
                    .update();
        }
    }

    /** Whether some revision of the environment is about a resource. */
    /** The resource as the newest revision that names it shows it. */
    Optional<Resource> last(EnvironmentId environment, ResourceId id) {
        return sql.in(
                        environment,
                        "SELECT * FROM {a}.resource_revision WHERE environment = :environment AND resource_id = :id"
                                + " ORDER BY revision DESC LIMIT 1")
                .param("environment", environment.number())
                .param("id", id.value())
                .query((row, index) -> revision(environment, row).shown())
                .optional();
    }

    boolean names(EnvironmentId environment, ResourceId id) {
        return sql.in(
                        environment,
                        "SELECT EXISTS (SELECT 1 FROM {a}.resource_revision WHERE environment = :environment"
                                + " AND resource_id = :id)")
                .param("environment", environment.number())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    void writeBase(EnvironmentId sandbox, long revision, long baseRevision, long pendingAfter, Instant at) {
        sql.in(
                        sandbox,
                        "INSERT INTO {a}.base_move (environment, revision, base_revision, pending_after, at)"
                                + " VALUES (:environment, :revision, :base, :pending, :at)")
                .param("environment", sandbox.number())
                .param("revision", revision)
                .param("base", baseRevision)
                .param("pending", pendingAfter)
                .param("at", LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    Base baseAt(EnvironmentId sandbox, long revision) {
        return sql.in(
                        sandbox,
                        "SELECT base_revision, pending_after FROM {a}.base_move WHERE environment = :environment"
                                + " AND revision <= :revision ORDER BY revision DESC LIMIT 1")
                .param("environment", sandbox.number())
                .param("revision", revision)
                .query((row, index) -> new Base(row.getLong("base_revision"), row.getLong("pending_after")))
                .optional()
                .orElse(new Base(0, 0));
    }

    /** Applies the revisions after one number, up to another, to resources. */
    void replay(EnvironmentId environment, long after, long upTo, SortedMap<ResourceId, Resource> resources) {
        sql.in(
                        environment,
                        "SELECT resource_id, after_body FROM {a}.resource_revision WHERE environment = :environment"
                                + " AND revision > :after AND revision <= :upTo ORDER BY revision")
                .param("environment", environment.number())
                .param("after", after)
                .param("upTo", upTo)
                .query(row -> {
                    ResourceId id = new ResourceId(row.getLong("resource_id"));
                    String body = row.getString("after_body");
                    if (body == null) {
                        resources.remove(id);
                    } else {
                        resources.put(id, CanonicalJson.read(body, Resource.class));
                    }
                });
    }

    /** Applies the layouts written after one revision, up to another, to layouts. */
    void replayLayouts(EnvironmentId environment, long after, long upTo, SortedMap<ResourceId, TableLayout> layouts) {
        sql.in(
                        environment,
                        "SELECT table_id, body FROM {a}.layout_revision WHERE environment = :environment"
                                + " AND revision > :after AND revision <= :upTo ORDER BY revision")
                .param("environment", environment.number())
                .param("after", after)
                .param("upTo", upTo)
                .query(row -> {
                    ResourceId table = new ResourceId(row.getLong("table_id"));
                    String body = row.getString("body");
                    if (body == null) {
                        layouts.remove(table);
                    } else {
                        layouts.put(table, CanonicalJson.read(body, TableLayout.class));
                    }
                });
    }

    List<Revision> all(EnvironmentId environment) {
        return sql.in(
                        environment,
                        "SELECT * FROM {a}.resource_revision WHERE environment = :environment ORDER BY revision DESC")
                .param("environment", environment.number())
                .query((row, index) -> revision(environment, row))
                .list();
    }

    private static Revision revision(EnvironmentId environment, ResultSet row) throws SQLException {
        long run = row.getLong("run_id");
        return new Revision(
                environment,
                row.getLong("revision"),
                new ResourceId(row.getLong("resource_id")),
                ResourceType.valueOf(row.getString("resource_type")),
                resource(row.getString("before_body")),
                resource(row.getString("after_body")),
                row.getString("by_name"),
                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                run == 0 ? null : new RunId(run));
    }

    private static @Nullable Resource resource(@Nullable String body) {
        return body == null ? null : CanonicalJson.read(body, Resource.class);
    }
}
