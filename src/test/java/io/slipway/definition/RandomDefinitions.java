package io.slipway.definition;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Cascade;
import io.slipway.definition.compare.DefinitionRules;
import io.slipway.definition.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Valid definitions made by random edits, as people make them. */
public final class RandomDefinitions {

    private static final List<String> NAMES = List.of(
            "Tasks",
            "Employees",
            "Projects",
            "Größe",
            "名前",
            "x'; DROP TABLE t;--",
            "<b>bold</b>",
            "👩‍🚀",
            "Status",
            "Due");

    private final Random random;
    private final AtomicLong ids;
    private List<ResourceId> favourites = List.of();

    public RandomDefinitions(Random random, AtomicLong ids) {
        this.random = random;
        this.ids = ids;
    }

    /** From now on these resources are changed most of the time, so that two series of edits meet. */
    public void favour(List<ResourceId> resources) {
        favourites = resources;
    }

    /** A definition of a few tables, apps, roles and groups. */
    public SortedMap<ResourceId, Resource> start() {
        SortedMap<ResourceId, Resource> resources = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            resources = kept(resources, addTable(resources));
        }
        return edited(resources, 25);
    }

    /** After some random edits, each of which leaves a valid definition. */
    public SortedMap<ResourceId, Resource> edited(SortedMap<ResourceId, Resource> resources, int edits) {
        SortedMap<ResourceId, Resource> result = resources;
        int done = 0;
        for (int tries = 0; done < edits && tries < edits * 20; tries++) {
            SortedMap<ResourceId, Resource> next = attempt(result);
            if (next != result) {
                result = next;
                done++;
            }
        }
        return result;
    }

    private SortedMap<ResourceId, Resource> attempt(SortedMap<ResourceId, Resource> resources) {
        try {
            return kept(resources, edit(resources));
        } catch (InvalidInput refused) {
            return resources;
        }
    }

    private static SortedMap<ResourceId, Resource> kept(
            SortedMap<ResourceId, Resource> before, SortedMap<ResourceId, Resource> after) {
        return DefinitionRules.check(after).isEmpty() ? after : before;
    }

    private SortedMap<ResourceId, Resource> edit(SortedMap<ResourceId, Resource> resources) {
        return switch (random.nextInt(12)) {
            case 0 -> addTable(resources);
            case 1 -> addRelationship(resources);
            case 2, 3 -> addField(resources);
            case 4 -> addApp(resources);
            case 5 -> addRole(resources);
            case 6 -> remove(resources);
            default -> change(resources);
        };
    }

    private SortedMap<ResourceId, Resource> addTable(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        ResourceId table = id();
        ResourceId name = id();
        ResourceId form = id();
        ResourceId view = id();
        result.put(table, new Table(table, name(), "", random.nextBoolean() ? name : null));
        result.put(name, new Field(name, table, "Name", new FieldKind.ShortText(50), 1, true, false, null, ""));
        ResourceId status = id();
        ResourceId count = id();
        result.put(status, new Field(status, table, "Status", choiceOrWhole(true), 2, false, false, null, ""));
        result.put(count, new Field(count, table, "Count", choiceOrWhole(false), 3, false, false, null, ""));
        result.put(form, new Form(form, table, "Form", List.of(new Form.Item(name, false, ""))));
        result.put(
                view,
                new View(view, table, "All", List.of(name), List.of(), List.of(), random.nextBoolean() ? form : null));
        for (App app : all(result, App.class)) {
            if (random.nextBoolean()) {
                result.put(
                        app.id(),
                        new App(app.id(), app.name(), "", "", plus(app.tables(), table), plus(app.views(), view)));
            }
        }
        return result;
    }

    private SortedMap<ResourceId, Resource> addField(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        List<Table> tables = all(resources, Table.class);
        if (!tables.isEmpty()) {
            ResourceId id = id();
            ResourceId table = RandomKinds.one(tables, random).id();
            result.put(
                    id,
                    settings(new Field(
                            id,
                            table,
                            name(),
                            RandomKinds.anyButLink(random),
                            random.nextInt(9),
                            false,
                            false,
                            null,
                            "")));
        }
        return result;
    }

    private Field settings(Field field) {
        String value = random.nextBoolean()
                ? null
                : ValueText.canonical(field.kind(), RandomKinds.value(field.kind(), random));
        return new Field(
                field.id(),
                field.table(),
                field.name(),
                field.kind(),
                field.rank(),
                random.nextBoolean(),
                random.nextInt(3) == 0,
                value,
                random.nextBoolean() ? "help" : "");
    }

    private SortedMap<ResourceId, Resource> addRelationship(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        List<Table> tables = all(resources, Table.class);
        if (!tables.isEmpty()) {
            ResourceId id = id();
            ResourceId link = id();
            ResourceId from = RandomKinds.one(tables, random).id();
            ResourceId to = RandomKinds.one(tables, random).id();
            Cardinality cardinality = RandomKinds.one(List.of(Cardinality.values()), random);
            result.put(id, new Relationship(id, name(), cardinality, from, to));
            result.put(link, new Field(link, from, name(), new FieldKind.Link(id), 5, false, false, null, ""));
        }
        return result;
    }

    private SortedMap<ResourceId, Resource> addApp(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        ResourceId id = id();
        List<ResourceId> tables = some(ids(resources, Table.class));
        List<ResourceId> views = all(resources, View.class).stream()
                .filter(view -> tables.contains(view.table()))
                .map(View::id)
                .toList();
        result.put(id, new App(id, name(), "", "", tables, some(views)));
        return result;
    }

    private SortedMap<ResourceId, Resource> addRole(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        ResourceId id = id();
        result.put(id, new Role(id, name(), Set.copyOf(some(ids(resources, App.class))), permissions(resources)));
        if (random.nextBoolean()) {
            ResourceId group = id();
            result.put(group, new UserGroup(group, name(), Set.copyOf(some(ids(result, Role.class)))));
        }
        return result;
    }

    private SortedMap<ResourceId, Permission> permissions(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Permission> permissions = new TreeMap<>();
        for (ResourceId table : some(ids(resources, Table.class))) {
            permissions.put(
                    table, new Permission(true, random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
        }
        return permissions;
    }

    private SortedMap<ResourceId, Resource> remove(SortedMap<ResourceId, Resource> resources) {
        return resources.isEmpty()
                ? resources
                : Cascade.remove(resources, List.of(RandomKinds.one(List.copyOf(resources.keySet()), random)));
    }

    private SortedMap<ResourceId, Resource> change(SortedMap<ResourceId, Resource> resources) {
        if (resources.isEmpty()) {
            return resources;
        }
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        Resource favourite = favourites.isEmpty() ? null : resources.get(RandomKinds.one(favourites, random));
        Resource old = favourite != null && random.nextInt(4) > 0
                ? favourite
                : RandomKinds.one(List.copyOf(resources.values()), random);
        result.put(old.id(), changed(old, resources));
        return result;
    }

    /** The resource with one or more random changes. */
    public Resource changed(Resource old, SortedMap<ResourceId, Resource> resources) {
        return switch (old) {
            case Table table ->
                new Table(
                        table.id(),
                        maybe(table.name()),
                        "text" + random.nextInt(3),
                        random.nextBoolean() ? null : any(fields(resources, table.id())));
            case Relationship r -> new Relationship(r.id(), name(), r.cardinality(), r.from(), r.to());
            case Field field -> field(field);
            case Form form ->
                new Form(
                        form.id(),
                        form.table(),
                        maybe(form.name()),
                        some(fields(resources, form.table())).stream()
                                .map(id -> new Form.Item(id, random.nextBoolean(), random.nextBoolean() ? "" : "More"))
                                .toList());
            case View view -> view(view, resources);
            case App app -> {
                List<ResourceId> tables = some(ids(resources, Table.class));
                List<ResourceId> views = all(resources, View.class).stream()
                        .filter(view -> tables.contains(view.table()))
                        .map(View::id)
                        .toList();
                yield new App(app.id(), maybe(app.name()), "text" + random.nextInt(3), "", tables, some(views));
            }
            case Role role ->
                new Role(
                        role.id(),
                        maybe(role.name()),
                        Set.copyOf(some(ids(resources, App.class))),
                        permissions(resources));
            case UserGroup group ->
                new UserGroup(group.id(), maybe(group.name()), Set.copyOf(some(ids(resources, Role.class))));
        };
    }

    private static FieldKind choiceOrWhole(boolean choice) {
        return choice
                ? new FieldKind.SingleChoice(
                        List.of(new Choice(1, "Open"), new Choice(2, "Late"), new Choice(3, "Done")))
                : new FieldKind.WholeNumber(0L, 1000L);
    }

    private Field field(Field field) {
        if (field.kind() instanceof FieldKind.Link) {
            return field.withName(name());
        }
        return switch (random.nextInt(8)) {
            case 0 -> field.withName(name());
            case 1 -> field.withRank(random.nextInt(20));
            case 2 -> field.withKind(RandomKinds.anyButLink(random));
            case 3 -> settings(field);
            default -> field.withKind(adjusted(field.kind()));
        };
    }

    /** The same sort of kind, another limit or other choices. */
    private FieldKind adjusted(FieldKind kind) {
        FieldKind another = RandomKinds.all(random).stream()
                .filter(other -> other.getClass() == kind.getClass())
                .findFirst()
                .orElseThrow();
        return another instanceof FieldKind.SingleChoice
                        && kind instanceof FieldKind.SingleChoice single
                        && !single.choices().isEmpty()
                ? new FieldKind.SingleChoice(renamed(single.choices()))
                : another;
    }

    private List<Choice> renamed(List<Choice> choices) {
        List<Choice> result = new ArrayList<>(choices);
        int at = random.nextInt(result.size());
        result.set(at, new Choice(result.get(at).id(), "label " + random.nextInt(4)));
        result.add(new Choice(100 + ids.incrementAndGet(), "new " + random.nextInt(4)));
        return result;
    }

    private View view(View view, SortedMap<ResourceId, Resource> resources) {
        List<ResourceId> fields = fields(resources, view.table());
        List<View.Filter> filters = new ArrayList<>();
        for (ResourceId id : some(fields)) {
            if (resources.get(id) instanceof Field field) {
                filters.add(
                        random.nextBoolean()
                                ? new View.Filter(id, View.Comparison.EMPTY, null)
                                : new View.Filter(
                                        id,
                                        View.Comparison.EQUALS,
                                        ValueText.canonical(field.kind(), RandomKinds.value(field.kind(), random))));
            }
        }
        List<View.Sort> sorts = some(fields).stream()
                .map(id -> new View.Sort(id, random.nextBoolean()))
                .toList();
        List<ResourceId> forms = all(resources, Form.class).stream()
                .filter(form -> form.table().equals(view.table()))
                .map(Form::id)
                .toList();
        return new View(
                view.id(),
                view.table(),
                maybe(view.name()),
                some(fields),
                filters,
                sorts,
                random.nextBoolean() ? null : any(forms));
    }

    private ResourceId any(List<ResourceId> ids) {
        return ids.isEmpty() ? null : RandomKinds.one(ids, random);
    }

    private List<ResourceId> some(List<ResourceId> ids) {
        List<ResourceId> some =
                new ArrayList<>(ids.stream().filter(id -> random.nextInt(3) > 0).toList());
        if (random.nextInt(4) == 0) {
            java.util.Collections.shuffle(some, random);
        }
        return List.copyOf(some);
    }

    private static List<ResourceId> fields(SortedMap<ResourceId, Resource> resources, ResourceId table) {
        return all(resources, Field.class).stream()
                .filter(field -> field.table().equals(table))
                .map(Field::id)
                .toList();
    }

    private static <R extends Resource> List<ResourceId> ids(SortedMap<ResourceId, Resource> resources, Class<R> type) {
        return all(resources, type).stream().map(Resource::id).toList();
    }

    private static <R extends Resource> List<R> all(SortedMap<ResourceId, Resource> resources, Class<R> type) {
        return resources.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<ResourceId> plus(List<ResourceId> ids, ResourceId id) {
        List<ResourceId> more = new ArrayList<>(ids);
        more.add(id);
        return more;
    }

    private String maybe(String name) {
        return random.nextInt(3) == 0 ? name() : name;
    }

    private String name() {
        return RandomKinds.one(NAMES, random) + (random.nextBoolean() ? "" : " " + random.nextInt(5));
    }

    private ResourceId id() {
        return new ResourceId(ids.incrementAndGet());
    }
}
