package io.slipway.imports;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.imports.ImportPlan.ColumnPlan;
import io.slipway.imports.ImportPlan.LinkByKey;
import io.slipway.imports.ImportPlan.Rows;
import io.slipway.imports.ImportPlan.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a plan the way people do: column by column. Keeps the fields, forms and views it adds in step. */
public final class PlanEditor {

    private static final long RANK_STEP = 1000;
    private static final int MOST_VIEW_COLUMNS = 8;

    private final Definition current;
    private final ImportJob job;
    private final Supplier<ResourceId> ids;
    private final Map<ResourceId, Resource> additions = new LinkedHashMap<>();
    private ImportPlan plan;

    /**
     * @param current the definition that is in force
     * @param ids gives a fresh id each time
     */
    public PlanEditor(ImportJob job, ImportPlan plan, Definition current, Supplier<ResourceId> ids) {
        this.job = job;
        this.current = current;
        this.ids = ids;
        this.plan = plan;
        plan.additions().forEach(resource -> additions.put(resource.id(), resource));
    }

    /** The plan as it is now. */
    public ImportPlan plan() {
        return plan.withAdditions(List.copyOf(additions.values()));
    }

    /** The definition as it will be; new tables have no layout. */
    public Definition planned() {
        Map<ResourceId, Resource> resources = new TreeMap<>(current.resources());
        additions.forEach((id, resource) -> resources.putIfAbsent(id, resource));
        return current.with(current.revision(), resources, current.layouts().values());
    }

    /** Whether something is made by the import. */
    public boolean isNew(ResourceId id) {
        return additions.containsKey(id) && current.find(id).isEmpty();
    }

    /** What becomes of a column; empty: it is left out. */
    public Optional<ColumnPlan> column(int file, int column) {
        return rows(file).columns().stream()
                .filter(each -> each.column() == column)
                .findFirst();
    }

    /** The field a column goes to. */
    public Optional<Field> field(int file, int column) {
        return column(file, column).flatMap(each -> planned().find(Field.class, each.field()));
    }

    /** A plan for rows of a file. */
    public Rows rows(int file) {
        if (plan.files().get(file) instanceof Rows rows) {
            return rows;
        }
        throw new IllegalStateException("File " + file + " has pairs");
    }

    /** Leaves a column out. */
    public void leaveOut(int file, int column) {
        field(file, column).filter(field -> isNew(field.id())).ifPresent(this::drop);
        change(file, column, null);
    }

    /**
     * Sends a column to a field that is there.
     *
     * @throws InvalidInput at "column" when it is a link and nothing tells the records it leads to apart
     */
    public void toField(int file, int column, Field field) {
        ColumnPlan wanted = field.kind() instanceof FieldKind.Link
                ? new LinkByKey(column, field.id(), anyKey(target(field)), false)
                : new Value(column, field.id());
        leaveOut(file, column);
        change(file, column, wanted);
    }

    /** Sends a column to a new field of the kind its values fit into. */
    public void toNewField(int file, int column) {
        leaveOut(file, column);
        ResourceId table = rows(file).table();
        Inspection.Column found = job.files().get(file).inspection().columns().get(column);
        Field field = new Field(
                ids.get(), table, freeName(table, found.name()), found.kind(), nextRank(table), false, false, null, "");
        additions.put(field.id(), field);
        change(file, column, new Value(column, field.id()));
        show(table);
    }

    /**
     * Makes a column a new link to a table.
     *
     * @throws InvalidInput at "column" when nothing tells the table's records apart
     */
    public void toNewLink(int file, int column, ResourceId to) {
        ResourceId key = anyKey(to);
        leaveOut(file, column);
        ResourceId table = rows(file).table();
        String target = planned().get(Table.class, to).name();
        String from = planned().get(Table.class, table).name();
        Relationship relationship = new Relationship(ids.get(), from, Cardinality.MANY_TO_ONE, table, to);
        Field field = new Field(
                ids.get(),
                table,
                freeName(table, target),
                new FieldKind.Link(relationship.id()),
                nextRank(table),
                false,
                false,
                null,
                "");
        additions.put(relationship.id(), relationship);
        additions.put(field.id(), field);
        change(file, column, new LinkByKey(column, field.id(), key, false));
        show(table);
    }

    /**
     * Calls a new table, field or app something else.
     *
     * @throws InvalidInput at "name" when that is not possible
     */
    public void rename(ResourceId id, String name) {
        Resource renamed = switch (additions.get(id)) {
            case Table table -> new Table(id, name, table.description(), table.titleField());
            case Field field -> field.withName(name);
            case App app -> new App(id, name, app.description(), app.icon(), app.tables(), app.views());
            case null, default -> throw new IllegalArgumentException("Nothing new has the id " + id);
        };
        additions.put(id, renamed);
        if (renamed instanceof Table) {
            show(id);
        }
    }

    /** Gives a new field another kind. */
    public void kind(ResourceId id, FieldKind kind) {
        boolean unique = !(kind instanceof FieldKind.YesNo) && !(kind instanceof FieldKind.MultiChoice);
        replace(id, field -> with(field, kind, field.unique() && unique));
    }

    /** Says whether no two records may have the same value of a new field. */
    public void unique(ResourceId id, boolean unique) {
        replace(id, field -> with(field, field.kind(), unique));
    }

    private void replace(ResourceId id, UnaryOperator<Field> change) {
        if (additions.get(id) instanceof Field field) {
            additions.put(id, change.apply(field));
        }
    }

    private static Field with(Field field, FieldKind kind, boolean unique) {
        return new Field(
                field.id(),
                field.table(),
                field.name(),
                kind,
                field.rank(),
                field.required(),
                unique,
                field.defaultValue(),
                field.help());
    }

    /** Says by which unique field a link column names its records. */
    public void key(int file, int column, ResourceId key) {
        column(file, column).ifPresent(each -> {
            if (each instanceof LinkByKey link) {
                change(file, column, new LinkByKey(column, link.field(), key, link.leaveEmpty()));
            }
        });
    }

    /** Says what becomes of rows whose link leads nowhere: left empty, or the row is bad. */
    public void leaveEmpty(int file, int column, boolean leaveEmpty) {
        column(file, column).ifPresent(each -> {
            if (each instanceof LinkByKey link) {
                change(file, column, new LinkByKey(column, link.field(), link.key(), leaveEmpty));
            }
        });
    }

    /** Says which unique field names the record a row changes; null: every row is a new record. */
    public void matchOn(int file, @Nullable ResourceId field) {
        Rows rows = rows(file);
        plan = plan.withFile(file, new Rows(rows.table(), rows.columns(), field, rows.clearEmpty()));
    }

    /** Says whether empty cells clear values that are there. */
    public void clearEmpty(int file, boolean clear) {
        Rows rows = rows(file);
        plan = plan.withFile(file, new Rows(rows.table(), rows.columns(), rows.matchOn(), clear));
    }

    /** Takes date-times without a zone in this one. */
    public void zone(String zone) {
        plan = plan.withZone(zone);
    }

    /** Plans a file as pairs, or again as rows. */
    public void file(int file, ImportPlan.FilePlan other) {
        plan = plan.withFile(file, other);
    }

    /** The unique fields of a table: those that can name its records. */
    public List<Field> keys(ResourceId table) {
        return planned().fields(table).stream().filter(Field::unique).toList();
    }

    /** The table a link field leads to. */
    public ResourceId target(Field link) {
        if (link.kind() instanceof FieldKind.Link kind) {
            return planned().get(Relationship.class, kind.relationship()).to();
        }
        throw new IllegalArgumentException(link.name() + " is no link");
    }

    private ResourceId anyKey(ResourceId table) {
        return keys(table).stream()
                .map(Field::id)
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "column",
                        "“" + planned().get(Table.class, table).name()
                                + "” has no unique field, so nothing in a file can name one of its records. Make a field"
                                + " of it unique first."));
    }

    private void change(int file, int column, @Nullable ColumnPlan wanted) {
        Rows rows = rows(file);
        List<ColumnPlan> columns = new ArrayList<>(rows.columns());
        columns.removeIf(each -> each.column() == column);
        if (wanted != null) {
            columns.add(wanted);
            columns.sort(Comparator.comparingInt(ColumnPlan::column));
        }
        plan = plan.withFile(file, new Rows(rows.table(), columns, rows.matchOn(), rows.clearEmpty()));
    }

    private void drop(Field field) {
        additions.remove(field.id());
        if (field.kind() instanceof FieldKind.Link link) {
            additions.remove(link.relationship());
        }
        show(field.table());
    }

    private long nextRank(ResourceId table) {
        return planned().fields(table).stream().mapToLong(Field::rank).max().orElse(0) + RANK_STEP;
    }

    private String freeName(ResourceId table, String wanted) {
        List<String> taken = planned().fields(table).stream().map(Field::name).toList();
        String name = wanted;
        for (int i = 2; containsIgnoringCase(taken, name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** The form and the view of a new table show what it has. */
    private void show(ResourceId table) {
        if (!isNew(table)) {
            return;
        }
        List<Field> fields = planned().fields(table);
        String name = planned().get(Table.class, table).name();
        additions.replaceAll((id, resource) -> switch (resource) {
            case Form form
            when form.table().equals(table) ->
                new Form(
                        id,
                        table,
                        name,
                        fields.stream()
                                .map(field -> new Form.Item(field.id(), false, ""))
                                .toList());
            case View view
            when view.table().equals(table) ->
                new View(
                        id,
                        table,
                        name,
                        fields.stream().map(Field::id).limit(MOST_VIEW_COLUMNS).toList(),
                        List.of(),
                        List.of(),
                        view.form());
            default -> resource;
        });
    }
}
