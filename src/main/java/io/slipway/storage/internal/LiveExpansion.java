package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.TableLayout;
import io.slipway.definition.value.ValueRules;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution.DataRefused;
import io.slipway.storage.Evolution.Expanded;
import io.slipway.storage.Evolution.Expansion;
import io.slipway.storage.RecordStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcOperations;

/** An expansion under way: follows the change feed from before its first look at the data. */
final class LiveExpansion implements Expanded {

    private static final int BATCH = 500;
    private static final int READ = 5_000;

    private final JdbcOperations jdbc;
    private final RecordStore records;
    private final ChangeFeed feed;
    private final Expansion plan;
    private final String reader;
    private final Map<ResourceId, TableCopy> copies = new TreeMap<>();
    // per table without a new generation: records written since, to be looked at again before the flip
    private final Map<ResourceId, Set<RecordId>> unchecked = new HashMap<>();
    // a table's copy starts when its turn comes; what was written before is still to be taken over by it
    private Collection<TableLayout> layouts = List.of();
    private long position;

    LiveExpansion(JdbcOperations jdbc, RecordStore records, ChangeFeed feed, Expansion plan, String work) {
        this.jdbc = jdbc;
        this.records = records;
        this.feed = feed;
        this.plan = plan;
        this.reader = reader(work);
    }

    /** The name under which a piece of work reads the feed. */
    static String reader(String work) {
        return "expansion:" + work;
    }

    private EnvironmentId environment() {
        return plan.current().environment();
    }

    void start() {
        position = feed.sequence(environment());
        feed.mark(environment(), reader, position);
    }

    void copying(ResourceId table, TableCopy copy) {
        copies.put(table, copy);
        // written since the start and before this table's turn: seen by the copy, but perhaps only half
        Set<RecordId> early = unchecked.remove(table);
        if (early != null) {
            inBatches(early, copy::takeOver);
        }
    }

    void layouts(Collection<TableLayout> all) {
        layouts = List.copyOf(all);
    }

    @Override
    public Collection<TableLayout> layouts() {
        return layouts;
    }

    @Override
    public long catchUp() {
        long taken = follow();
        copies.values().forEach(TableCopy::fillOpenKeys);
        feed.mark(environment(), reader, position);
        return taken;
    }

    private long follow() {
        feed.sequence(environment());
        long taken = 0;
        while (true) {
            List<ChangeFeed.Entry> entries = feed.after(environment(), position, READ);
            if (entries.isEmpty()) {
                return taken;
            }
            Map<ResourceId, Set<RecordId>> dirty = new TreeMap<>();
            for (ChangeFeed.Entry entry : entries) {
                if (entry.kind() == ChangeFeed.Kind.REBASED) {
                    throw new IllegalStateException("Table " + entry.table()
                            + " was replaced while its structure was being changed; the lease must prevent this");
                }
                dirty.computeIfAbsent(entry.table(), table -> new TreeSet<>()).add(entry.record());
            }
            dirty.forEach((table, ids) -> {
                TableCopy copy = copies.get(table);
                if (copy == null) {
                    unchecked.computeIfAbsent(table, key -> new TreeSet<>()).addAll(ids);
                } else {
                    inBatches(ids, copy::takeOver);
                }
            });
            taken += dirty.values().stream().mapToLong(Set::size).sum();
            position = entries.get(entries.size() - 1).position();
        }
    }

    private static void inBatches(Collection<RecordId> ids, java.util.function.Consumer<List<RecordId>> work) {
        List<RecordId> all = new ArrayList<>(ids);
        for (int start = 0; start < all.size(); start += BATCH) {
            work.accept(all.subList(start, Math.min(all.size(), start + BATCH)));
        }
    }

    @Override
    public long lastDelta() {
        // The transaction may be rolled back and run again: then all of this is to be taken over again.
        long caughtUp = position;
        long taken;
        try {
            taken = follow();
        } finally {
            position = caughtUp;
        }
        copies.values().forEach(TableCopy::requireAllKeys);
        unchecked.forEach((table, ids) -> {
            List<Field> narrowed = narrowed(table);
            if (!narrowed.isEmpty()) {
                inBatches(ids, batch -> check(table, narrowed, batch));
            }
        });
        return taken;
    }

    /** Fields that are in both definitions and whose rules changed. */
    private List<Field> narrowed(ResourceId table) {
        Definition current = plan.current();
        return ExpansionPlanner.fieldsOf(plan.target(), table).stream()
                .filter(field -> current.find(Field.class, field.id())
                        .filter(old -> !old.kind().equals(field.kind()) || field.required() && !old.required())
                        .isPresent())
                .toList();
    }

    private void check(ResourceId table, List<Field> fields, List<RecordId> ids) {
        records.findAll(plan.current(), table, ids).forEach(record -> {
            for (Field field : fields) {
                ValueRules.check(field, record.value(field.id())).ifPresent(problem -> {
                    throw new DataRefused(field.id(), record.id(), "\"" + field.name() + "\": " + problem);
                });
            }
        });
    }

    @Override
    public long pending() {
        feed.sequence(environment());
        return feed.after(environment(), position, READ).size();
    }

    @Override
    public void close() {
        feed.forget(environment(), reader);
    }
}
