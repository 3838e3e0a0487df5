package io.slipway.definition;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The immutable value of an environment's revisions up to one number: what the apps are, and which generations carry
 * their data.
 *
 * @param revision the head it was folded up to; 0: nothing yet
 */
public record Definition(
        EnvironmentId environment,
        long revision,
        SortedMap<ResourceId, Resource> resources,
        SortedMap<ResourceId, TableLayout> layouts) {

    public Definition {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        layouts = Collections.unmodifiableSortedMap(new TreeMap<>(layouts));
    }

    /** An environment in which nothing has been built yet. */
    public static Definition empty(EnvironmentId environment) {
        return new Definition(environment, 0, new TreeMap<>(), new TreeMap<>());
    }

    /** The resource, if it is there. */
    public Optional<Resource> find(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    /** The resource of a kind, if it is there. */
    public <R extends Resource> Optional<R> find(Class<R> kind, ResourceId id) {
        return find(id).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * The resource of a kind.
     *
     * @throws UnknownResource when there is none with this id
     */
    public <R extends Resource> R get(Class<R> kind, ResourceId id) {
        return find(kind, id).orElseThrow(() -> new UnknownResource(kind, id));
    }

    /** All resources of a kind, by id. */
    public <R extends Resource> Stream<R> all(Class<R> kind) {
        return resources.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** A table's fields in their order. */
    public List<Field> fields(ResourceId table) {
        return all(Field.class)
                .filter(field -> field.table().equals(table))
                .sorted(Comparator.comparingLong(Field::rank).thenComparing(Field::id))
                .toList();
    }

    /** The apps that show a table, by name. */
    public List<App> appsOf(ResourceId table) {
        return all(App.class)
                .filter(app -> app.tables().contains(table))
                .sorted(Comparator.comparing(App::name).thenComparing(App::id))
                .toList();
    }

    /** The forms of a table, by id. */
    public List<Form> forms(ResourceId table) {
        return all(Form.class).filter(form -> form.table().equals(table)).toList();
    }

    /** The views of a table, by id. */
    public List<View> views(ResourceId table) {
        return all(View.class).filter(view -> view.table().equals(table)).toList();
    }

    /** Relationships that point to a table, by id. */
    public List<Relationship> relationshipsTo(ResourceId table) {
        return all(Relationship.class)
                .filter(relationship -> relationship.to().equals(table))
                .toList();
    }

    /** The link field that carries a relationship, if it is there. */
    public Optional<Field> linkField(ResourceId relationship) {
        return all(Field.class)
                .filter(field -> field.kind() instanceof FieldKind.Link link
                        && link.relationship().equals(relationship))
                .findFirst();
    }

    /** The field whose value stands for a record: the chosen one, else the first with text, else the first. */
    public Optional<Field> titleField(ResourceId table) {
        List<Field> fields = fields(table);
        ResourceId chosen = find(Table.class, table).map(Table::titleField).orElse(null);
        return fields.stream()
                .filter(field -> field.id().equals(chosen))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(field -> field.kind() instanceof FieldKind.ShortText)
                        .findFirst())
                .or(() -> fields.stream().findFirst());
    }

    /**
     * The live generations of a table.
     *
     * @throws UnknownResource when the table is not there
     */
    public TableLayout layout(ResourceId table) {
        TableLayout layout = layouts.get(table);
        if (layout == null) {
            throw new UnknownResource(Table.class, table);
        }
        return layout;
    }

    /** The same resources, whatever the environment, revision and generations. */
    public boolean sameResources(Definition other) {
        return resources.equals(other.resources);
    }

    /** Everything that refers to a resource, directly. */
    public List<Resource> referrers(ResourceId id) {
        return resources.values().stream()
                .filter(resource -> resource.needs().contains(id))
                .toList();
    }

    /** A copy at another revision with other resources and layouts. */
    public Definition with(
            long newRevision, Map<ResourceId, ? extends Resource> newResources, Collection<TableLayout> newLayouts) {
        SortedMap<ResourceId, TableLayout> byTable = new TreeMap<>();
        newLayouts.forEach(layout -> byTable.put(layout.table(), layout));
        return new Definition(environment, newRevision, new TreeMap<>(newResources), byTable);
    }
}
