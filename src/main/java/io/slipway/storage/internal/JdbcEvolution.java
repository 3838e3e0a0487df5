package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.TableLayout;
import io.slipway.definition.value.ConversionRule;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.ColumnType;
import io.slipway.storage.DataImpact;
import io.slipway.storage.Evolution;
import io.slipway.storage.PhysicalNames;
import io.slipway.storage.RecordStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Expand, settle, discard and contract on MariaDB. */
@Component
class JdbcEvolution implements Evolution {

    private final JdbcOperations jdbc;
    private final SqlRunner runner;
    private final Transactions transactions;
    private final Ddl ddl;
    private final Generations generations;
    private final RecordStore records;
    private final ChangeFeed feed;
    private final DataImpact impact;

    JdbcEvolution(
            JdbcOperations jdbc,
            SqlRunner runner,
            Transactions transactions,
            Ddl ddl,
            Generations generations,
            RecordStore records,
            ChangeFeed feed,
            DataImpact impact) {
        this.jdbc = jdbc;
        this.runner = runner;
        this.transactions = transactions;
        this.ddl = ddl;
        this.generations = generations;
        this.records = records;
        this.feed = feed;
        this.impact = impact;
    }

    @Override
    public Expansion plan(
            Definition current, Map<ResourceId, ? extends Resource> target, Map<ResourceId, ConversionRule> rules) {
        return ExpansionPlanner.plan(current, target, rules);
    }

    @Override
    public Expanded expand(Expansion plan, String work, Progress progress) {
        EnvironmentId environment = plan.current().environment();
        LiveExpansion expanded = new LiveExpansion(jdbc, records, feed, plan, work);
        boolean complete = false;
        try {
            expanded.start();
            requireFit(plan);
            SortedMap<ResourceId, TableLayout> layouts = keptLayouts(plan);
            for (TableStep step : plan.steps()) {
                if (progress.cancelled()) {
                    throw new Cancelled();
                }
                switch (step) {
                    case NewTable(ResourceId table) ->
                        layouts.put(table, create(environment, table, plan.target(), work, progress));
                    case AddColumns add -> addOrRebuild(plan, add, layouts, work, progress, expanded);
                    case Rebuild rebuild ->
                        layouts.put(rebuild.table(), rebuild(plan, rebuild, work, progress, expanded));
                }
            }
            expanded.layouts(layouts.values());
            complete = true;
            return expanded;
        } finally {
            if (!complete) {
                expanded.close();
            }
        }
    }

    /** Every value is looked at, after the feed's mark was set: what changes later is looked at again in the delta. */
    private void requireFit(Expansion plan) {
        Map<ResourceId, ConversionRule> rules = new TreeMap<>();
        for (TableStep step : plan.steps()) {
            if (step instanceof Rebuild rebuild) {
                rules.putAll(rebuild.converted());
            }
        }
        for (DataImpact.Finding finding : impact.assess(plan.current(), plan.target(), rules)) {
            ResourceId field = finding.field();
            if (finding.severity() == DataImpact.Severity.ERROR) {
                throw new DataRefused(
                        field == null ? finding.table() : field,
                        finding.examples().isEmpty()
                                ? null
                                : finding.examples().get(0).record(),
                        finding.message());
            }
        }
    }

    /** The live layouts of tables that stay, without fields that go. */
    private static SortedMap<ResourceId, TableLayout> keptLayouts(Expansion plan) {
        SortedMap<ResourceId, TableLayout> layouts = new TreeMap<>();
        plan.current().layouts().forEach((table, layout) -> {
            if (plan.target().get(table) instanceof Table) {
                SortedMap<ResourceId, Long> columns = new TreeMap<>(layout.columns());
                columns.keySet().removeIf(field -> !(plan.target().get(field) instanceof Field));
                SortedMap<ResourceId, Long> keys = new TreeMap<>(layout.keys());
                keys.keySet().removeIf(field -> !(plan.target().get(field) instanceof Field kept) || !kept.unique());
                layouts.put(table, new TableLayout(table, layout.generation(), columns, keys));
            }
        });
        return layouts;
    }

    private TableLayout create(
            EnvironmentId environment,
            ResourceId table,
            Map<ResourceId, ? extends Resource> resources,
            String work,
            Progress progress) {
        return create(environment, table, resources, new TreeMap<>(), work, progress);
    }

    private TableLayout create(
            EnvironmentId environment,
            ResourceId table,
            Map<ResourceId, ? extends Resource> resources,
            SortedMap<ResourceId, Long> keptSides,
            String work,
            Progress progress) {
        long generation = generations.begin(environment, Generations.Kind.TABLE, table, table, null, work);
        SortedMap<ResourceId, Long> columns = new TreeMap<>(keptSides);
        SortedMap<ResourceId, Long> keys = new TreeMap<>();
        List<Field> sides = new ArrayList<>();
        for (Field field : ExpansionPlanner.fieldsOf(resources, table)) {
            boolean side = ColumnType.of(field, resources).side();
            if (side && keptSides.containsKey(field.id())) {
                continue;
            }
            Generations.Kind kind = side ? Generations.Kind.SIDE : Generations.Kind.COLUMN;
            Long in = side ? null : generation;
            columns.put(field.id(), generations.begin(environment, kind, field.id(), table, in, work));
            if (side) {
                sides.add(field);
            }
            if (field.unique()) {
                keys.put(
                        field.id(),
                        generations.begin(environment, Generations.Kind.KEY, field.id(), table, generation, work));
            }
        }
        TableLayout layout = new TableLayout(table, generation, columns, keys);
        ddl.run("expand.table.create", TableDdl.createTable(environment, layout, resources), progress);
        for (Field side : sides) {
            createSide(environment, side, columns.getOrDefault(side.id(), 0L), resources, progress);
        }
        return layout;
    }

    private void createSide(
            EnvironmentId environment,
            Field field,
            long generation,
            Map<ResourceId, ? extends Resource> resources,
            Progress progress) {
        ColumnType type = ColumnType.of(field, resources);
        ddl.run("expand.side.create", TableDdl.createSide(environment, field, generation, type), progress);
    }

    private void addOrRebuild(
            Expansion plan,
            AddColumns add,
            SortedMap<ResourceId, TableLayout> layouts,
            String work,
            Progress progress,
            LiveExpansion expanded) {
        TableLayout live = layouts.get(add.table());
        if (live == null) {
            throw new IllegalStateException("Table " + add.table() + " has no live layout");
        }
        try {
            layouts.put(add.table(), addColumns(plan, add, live, work, progress));
        } catch (DataAccessException e) {
            if (!Ddl.needsNewGeneration(e)) {
                throw e;
            }
            Rebuild instead = new Rebuild(add.table(), Map.of(), add.fields());
            layouts.put(add.table(), rebuild(plan, instead, work, progress, expanded));
        }
    }

    private TableLayout addColumns(Expansion plan, AddColumns add, TableLayout live, String work, Progress progress) {
        EnvironmentId environment = plan.current().environment();
        SortedMap<ResourceId, Long> columns = new TreeMap<>(live.columns());
        SortedMap<ResourceId, Long> keys = new TreeMap<>(live.keys());
        List<String> additions = new ArrayList<>();
        List<String> indexes = new ArrayList<>();
        for (ResourceId id : add.fields()) {
            Field field = TableDdl.field(plan.target(), id);
            ColumnType type = ColumnType.of(field, plan.target());
            if (type.side()) {
                long side = generations.begin(environment, Generations.Kind.SIDE, id, add.table(), null, work);
                columns.put(id, side);
                createSide(environment, field, side, plan.target(), progress);
                continue;
            }
            long column =
                    generations.begin(environment, Generations.Kind.COLUMN, id, add.table(), live.generation(), work);
            columns.put(id, column);
            additions.add(TableDdl.addColumn(field, column, type));
            if (type.indexed()) {
                String name = PhysicalNames.column(id, column);
                indexes.add("ADD INDEX IF NOT EXISTS " + name + " (" + name + ")");
            }
            if (field.unique()) {
                long key =
                        generations.begin(environment, Generations.Kind.KEY, id, add.table(), live.generation(), work);
                keys.put(id, key);
                String name = PhysicalNames.key(id, key);
                additions.add("ADD COLUMN IF NOT EXISTS " + name + " BINARY(32) NULL");
                indexes.add("ADD UNIQUE INDEX IF NOT EXISTS " + name + " (" + name + ")");
            }
        }
        String alter = "ALTER TABLE "
                + PhysicalNames.in(environment, PhysicalNames.table(add.table(), live.generation())) + " ";
        if (!additions.isEmpty()) {
            ddl.run(
                    "expand.columns.add",
                    alter + String.join(", ", additions) + ", ALGORITHM=INSTANT, LOCK=NONE",
                    progress);
        }
        // never in one statement with the columns: that would need a rebuild of the table
        for (String index : indexes) {
            ddl.run("expand.index.add", alter + index + ", ALGORITHM=NOCOPY, LOCK=NONE", progress);
        }
        return new TableLayout(add.table(), live.generation(), columns, keys);
    }

    private TableLayout rebuild(
            Expansion plan, Rebuild rebuild, String work, Progress progress, LiveExpansion expanded) {
        Definition current = plan.current();
        TableLayout live = current.layout(rebuild.table());
        SortedMap<ResourceId, Long> keptSides = new TreeMap<>();
        for (Field field : ExpansionPlanner.fieldsOf(plan.target(), rebuild.table())) {
            Long generation = live.columns().get(field.id());
            boolean converted = rebuild.converted().containsKey(field.id());
            if (generation != null
                    && !converted
                    && ColumnType.of(field, plan.target()).side()) {
                keptSides.put(field.id(), generation);
            }
        }
        TableLayout layout = create(current.environment(), rebuild.table(), plan.target(), keptSides, work, progress);
        setDefaults(current.environment(), layout, rebuild, plan.target(), progress);
        TableCopy copy = new TableCopy(jdbc, runner, transactions, records, current, plan.target(), rebuild, layout);
        progress.begin("expand.copy", "table " + rebuild.table() + " into generation " + layout.generation());
        byte[] last = copy.copyChunk(null);
        while (last != null) {
            if (progress.cancelled()) {
                throw new Cancelled();
            }
            last = copy.copyChunk(last);
        }
        expanded.copying(rebuild.table(), copy);
        expanded.catchUp();
        copy.fillAllKeys();
        progress.done("expand.copy", copy.records() + " records of table " + rebuild.table());
        return layout;
    }

    /** New fields' defaults for records that are already there. */
    private void setDefaults(
            EnvironmentId environment,
            TableLayout layout,
            Rebuild rebuild,
            Map<ResourceId, ? extends Resource> resources,
            Progress progress) {
        List<String> defaults = new ArrayList<>();
        for (ResourceId id : rebuild.added()) {
            Field field = TableDdl.field(resources, id);
            Long generation = layout.columns().get(id);
            if (generation != null && TableDdl.hasColumnDefault(field)) {
                String modify = TableDdl.addColumn(field, generation, ColumnType.of(field, resources));
                defaults.add(modify.replace("ADD COLUMN IF NOT EXISTS", "MODIFY COLUMN"));
            }
        }
        if (!defaults.isEmpty()) {
            ddl.run(
                    "expand.defaults.set",
                    "ALTER TABLE "
                            + PhysicalNames.in(environment, PhysicalNames.table(layout.table(), layout.generation()))
                            + " " + String.join(", ", defaults) + ", ALGORITHM=INSTANT, LOCK=NONE",
                    progress);
        }
    }

    @Override
    public void settle(EnvironmentId environment, Collection<TableLayout> layouts, String work) {
        generations.settle(environment, layouts);
    }

    @Override
    public void discard(EnvironmentId environment, String work) {
        feed.forget(environment, LiveExpansion.reader(work));
        generations.condemn(environment, work);
        generations.condemned(environment, work).forEach(row -> drop(environment, row));
    }

    @Override
    public int contract(EnvironmentId environment, Instant retiredBefore) {
        List<Generations.Row> garbage = generations.garbage(environment, retiredBefore);
        garbage.forEach(row -> drop(environment, row));
        return garbage.size();
    }

    private void drop(EnvironmentId environment, Generations.Row row) {
        switch (row.kind()) {
            case TABLE ->
                ddl.run(
                        "contract.table.drop",
                        "DROP TABLE IF EXISTS "
                                + PhysicalNames.in(environment, PhysicalNames.table(row.resource(), row.number())),
                        Progress.SILENT);
            case SIDE ->
                ddl.run(
                        "contract.side.drop",
                        "DROP TABLE IF EXISTS "
                                + PhysicalNames.in(environment, PhysicalNames.side(row.resource(), row.number())),
                        Progress.SILENT);
            case COLUMN -> dropColumn(environment, row, PhysicalNames.column(row.resource(), row.number()));
            case KEY -> dropColumn(environment, row, PhysicalNames.key(row.resource(), row.number()));
        }
        generations.forget(environment, row.number());
    }

    private void dropColumn(EnvironmentId environment, Generations.Row row, String column) {
        Long in = row.inGeneration();
        if (in == null) {
            throw new IllegalStateException("Column generation " + row.number() + " names no table generation");
        }
        String table = PhysicalNames.table(row.table(), in);
        if (!exists(environment, table)) {
            return;
        }
        String alter = "ALTER TABLE IF EXISTS " + PhysicalNames.in(environment, table);
        ddl.run(
                "contract.index.drop",
                alter + " DROP INDEX IF EXISTS " + column + ", ALGORITHM=NOCOPY, LOCK=NONE",
                Progress.SILENT);
        ddl.run(
                "contract.column.drop",
                alter + " DROP COLUMN IF EXISTS " + column + ", ALGORITHM=INSTANT, LOCK=NONE",
                Progress.SILENT);
    }

    private boolean exists(EnvironmentId environment, String table) {
        Long found = jdbc.queryForObject(
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                Long.class,
                io.slipway.common.db.Schemas.of(environment),
                table);
        return found != null && found > 0;
    }

    @Override
    public List<String> unfinished(EnvironmentId environment) {
        return generations.unfinished(environment);
    }
}
