package io.slipway.imports.internal;

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
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Inspection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A first plan that makes a table of each file, links them by their keys, and shows all in an app. */
final class Proposal {

    private static final long RANK_STEP = 1000;
    private static final int MOST_VIEW_COLUMNS = 8;

    private final Definition definition;
    private final Supplier<ResourceId> ids;
    private final KnownKeys known;
    private final List<FileShape> shapes = new ArrayList<>();
    private final Map<Integer, Made> made = new LinkedHashMap<>();
    private final Map<Integer, ImportPlan.FilePlan> plans = new HashMap<>();
    private final List<Resource> relationships = new ArrayList<>();
    private final Map<ResourceId, Uniquely> related = new HashMap<>();

    private Proposal(Definition definition, ImportJob job, KnownKeys.Evidence evidence, Supplier<ResourceId> ids) {
        this.definition = definition;
        this.known = new KnownKeys(definition, evidence);
        this.ids = ids;
        shapes.addAll(FileShape.of(job.files()));
    }

    /** A table to be made of a file. */
    private static final class Made {
        final ResourceId id;
        final String name;
        final List<Field> fields = new ArrayList<>();
        final List<ImportPlan.ColumnPlan> columns = new ArrayList<>();
        final Uniquely names = Uniquely.besides(List.of());

        @Nullable
        ResourceId key;

        Made(ResourceId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /**
     * Where a column leads.
     *
     * @param shape the file the table is made of; null: it is there already
     * @param rest the words of the column's name without those that say which key it is
     */
    private record Lead(
            ResourceId table, ResourceId key, @Nullable FileShape shape, List<String> rest) {}

    /**
     * @param app the app the tables are added to; null: a new one
     * @param appName what a new app is called; may be empty for the name of the first file
     * @param evidence whether values of a column are those of a unique field that is there
     * @param ids gives a fresh id each time
     */
    static ImportPlan newTables(
            Definition definition,
            ImportJob job,
            @Nullable App app,
            String appName,
            String zone,
            KnownKeys.Evidence evidence,
            Supplier<ResourceId> ids) {
        Proposal proposal = new Proposal(definition, job, evidence, ids);
        proposal.tables();
        proposal.columns();
        proposal.pairs();
        return new ImportPlan(proposal.additions(app, appName), proposal.filePlans(), zone);
    }

    private void tables() {
        Uniquely names =
                Uniquely.besides(definition.all(Table.class).map(Table::name).toList());
        for (FileShape shape : shapes) {
            if (pairOf(shape).isEmpty()) {
                Made table = new Made(ids.get(), names.name(Words.shown(shape.name()), "Imported table"));
                shape.key().ifPresent(key -> {
                    table.key = ids.get();
                    String name = table.names.name(Words.shown(key.name()), "Key");
                    table.fields.add(
                            new Field(table.key, table.id, name, key.kind(), RANK_STEP, false, true, null, ""));
                    table.columns.add(new ImportPlan.Value(key.index(), table.key));
                });
                made.put(shape.file().number(), table);
            }
        }
    }

    private void columns() {
        for (FileShape shape : shapes) {
            Made table = made.get(shape.file().number());
            if (table != null) {
                for (Inspection.Column column : shape.file().inspection().columns()) {
                    if (shape.key().filter(column::equals).isEmpty()) {
                        column(table, shape, column);
                    }
                }
                plans.put(
                        shape.file().number(), new ImportPlan.Rows(table.id, List.copyOf(table.columns), null, false));
            }
        }
    }

    private void column(Made table, FileShape shape, Inspection.Column column) {
        ResourceId id = ids.get();
        long rank = (table.fields.size() + 1) * RANK_STEP;
        Optional<Lead> lead = lead(shape, column);
        if (lead.isEmpty()) {
            String name = table.names.name(Words.shown(column.name()), "Column " + (column.index() + 1));
            table.fields.add(new Field(id, table.id, name, column.kind(), rank, false, false, null, ""));
            table.columns.add(new ImportPlan.Value(column.index(), id));
            return;
        }
        String name = table.names.name(Words.capital(String.join(" ", lead.get().rest())), Words.shown(column.name()));
        Relationship relationship = relationship(
                plural(shape),
                name,
                Cardinality.MANY_TO_ONE,
                table.id,
                lead.get().table());
        FieldKind kind = new FieldKind.Link(relationship.id());
        table.fields.add(new Field(id, table.id, name, kind, rank, false, false, null, ""));
        table.columns.add(
                new ImportPlan.LinkByKey(column.index(), id, lead.get().key(), false));
    }

    /** The file, or table that is there already, whose records a column names. */
    private Optional<Lead> lead(FileShape from, Inspection.Column column) {
        int best = 0;
        Lead lead = null;
        for (FileShape shape : shapes) {
            int agreement = shape.namedBy(column);
            Made table = made.get(shape.file().number());
            if (agreement > best && table != null && table.key != null) {
                best = agreement;
                List<String> words = Words.of(column.name());
                lead = new Lead(table.id, table.key, shape, words.subList(0, words.size() - 1));
            }
        }
        return lead != null
                ? Optional.of(lead)
                : known.namedBy(from.file().number(), column)
                        .map(named -> new Lead(named.table(), named.key(), null, named.rest()));
    }

    private Relationship relationship(
            String name, String through, Cardinality cardinality, ResourceId from, ResourceId to) {
        Uniquely names = related.computeIfAbsent(to, id -> Uniquely.besides(List.of()));
        String first = names.name(name, "Related records");
        // A second link to the same table says which it is: "Films (original language)".
        String told =
                first.equals(name) ? first : names.name(name + " (" + through.toLowerCase(Locale.ROOT) + ")", first);
        Relationship relationship = new Relationship(ids.get(), told, cardinality, from, to);
        relationships.add(relationship);
        return relationship;
    }

    private static String plural(FileShape shape) {
        return Words.plural(Words.capital(String.join(" ", shape.words())));
    }

    /** The two columns of a file that only links two others. */
    private Optional<List<Inspection.Column>> pairOf(FileShape shape) {
        if (shape.key().isPresent()) {
            return Optional.empty();
        }
        List<Inspection.Column> leading = new ArrayList<>();
        for (Inspection.Column column : shape.file().inspection().columns()) {
            boolean leads = shapes.stream().anyMatch(other -> other != shape && other.namedBy(column) > 0);
            if (leads && column.filled() == shape.file().inspection().rows()) {
                leading.add(column);
            } else if (!(column.kind() instanceof FieldKind.DateTime)) {
                return Optional.empty();
            }
        }
        return leading.size() == 2 ? Optional.of(leading) : Optional.empty();
    }

    private void pairs() {
        for (FileShape shape : shapes) {
            pairOf(shape).ifPresent(columns -> {
                Lead first = lead(shape, columns.get(0)).orElseThrow();
                Lead second = lead(shape, columns.get(1)).orElseThrow();
                boolean firstOwns = startsWith(shape.words(), first) || !startsWith(shape.words(), second);
                pair(
                        shape,
                        firstOwns ? first : second,
                        columns.get(firstOwns ? 0 : 1),
                        firstOwns ? second : first,
                        columns.get(firstOwns ? 1 : 0));
            });
        }
    }

    private static boolean startsWith(List<String> words, Lead lead) {
        List<String> start = Objects.requireNonNull(lead.shape()).one();
        return words.size() >= start.size()
                && Words.singular(words.subList(0, start.size())).equals(start);
    }

    private void pair(FileShape shape, Lead owner, Inspection.Column from, Lead target, Inspection.Column to) {
        FileShape ownerShape = Objects.requireNonNull(owner.shape());
        FileShape targetShape = Objects.requireNonNull(target.shape());
        Made table = made.get(ownerShape.file().number());
        if (table == null) {
            throw new IllegalStateException("A file of pairs leads to another one");
        }
        String name = table.names.name(plural(targetShape), "Links");
        Relationship relationship =
                relationship(plural(ownerShape), name, Cardinality.MANY_TO_MANY, owner.table(), target.table());
        ResourceId id = ids.get();
        long rank = (table.fields.size() + 1) * RANK_STEP;
        FieldKind kind = new FieldKind.Link(relationship.id());
        table.fields.add(new Field(id, table.id, name, kind, rank, false, false, null, ""));
        plans.put(
                shape.file().number(),
                new ImportPlan.Pairs(table.id, from.index(), owner.key(), id, to.index(), target.key()));
    }

    private List<ImportPlan.FilePlan> filePlans() {
        List<ImportPlan.FilePlan> all = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            ImportPlan.FilePlan plan = plans.get(i);
            if (plan == null) {
                throw new IllegalStateException("File " + i + " has no plan");
            }
            all.add(plan);
        }
        return all;
    }

    private List<Resource> additions(@Nullable App app, String appName) {
        List<Resource> tables = new ArrayList<>();
        List<Resource> fields = new ArrayList<>();
        List<Resource> shown = new ArrayList<>();
        List<ResourceId> tableIds = new ArrayList<>();
        List<ResourceId> viewIds = new ArrayList<>();
        for (Made table : made.values()) {
            tables.add(new Table(table.id, table.name, "", null));
            fields.addAll(table.fields);
            Form form = new Form(
                    ids.get(),
                    table.id,
                    table.name,
                    table.fields.stream()
                            .map(field -> new Form.Item(field.id(), false, ""))
                            .toList());
            View view = new View(
                    ids.get(),
                    table.id,
                    table.name,
                    table.fields.stream()
                            .map(Field::id)
                            .limit(MOST_VIEW_COLUMNS)
                            .toList(),
                    List.of(),
                    List.of(),
                    form.id());
            shown.add(form);
            shown.add(view);
            tableIds.add(table.id);
            viewIds.add(view.id());
        }
        List<Resource> all = new ArrayList<>(tables);
        all.addAll(relationships);
        all.addAll(fields);
        all.addAll(shown);
        all.add(app(app, appName, tableIds, viewIds));
        return all;
    }

    private App app(@Nullable App app, String appName, List<ResourceId> tables, List<ResourceId> views) {
        if (app != null) {
            return new App(app.id(), app.name(), app.description(), app.icon(), tables, views);
        }
        Uniquely names =
                Uniquely.besides(definition.all(App.class).map(App::name).toList());
        String name = appName.isBlank()
                ? made.values().stream().findFirst().map(table -> table.name).orElse("")
                : appName;
        return new App(ids.get(), names.name(name, "Imported data"), "", "", tables, views);
    }
}
