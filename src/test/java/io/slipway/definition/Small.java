package io.slipway.definition;

import io.slipway.common.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small definitions written by hand. */
public final class Small {

    private Small() {}

    public static ResourceId id(long value) {
        return new ResourceId(value);
    }

    public static Table table(long id, String name) {
        return new Table(id(id), name, "", null);
    }

    public static Field field(long id, long table, String name, FieldKind kind) {
        return new Field(id(id), id(table), name, kind, id, false, false, null, "");
    }

    public static Field text(long id, long table, String name) {
        return field(id, table, name, new FieldKind.ShortText(50));
    }

    public static Field withDefault(Field field, String canonical) {
        return new Field(
                field.id(),
                field.table(),
                field.name(),
                field.kind(),
                field.rank(),
                field.required(),
                field.unique(),
                canonical,
                field.help());
    }

    public static Field unique(Field field) {
        return new Field(
                field.id(),
                field.table(),
                field.name(),
                field.kind(),
                field.rank(),
                field.required(),
                true,
                field.defaultValue(),
                field.help());
    }

    public static Field required(Field field) {
        return new Field(
                field.id(),
                field.table(),
                field.name(),
                field.kind(),
                field.rank(),
                true,
                field.unique(),
                field.defaultValue(),
                field.help());
    }

    public static Form form(long id, long table, String name, long... fields) {
        return new Form(
                id(id),
                id(table),
                name,
                ids(fields).stream()
                        .map(field -> new Form.Item(field, false, ""))
                        .toList());
    }

    public static View view(long id, long table, String name, long... columns) {
        return new View(id(id), id(table), name, ids(columns), List.of(), List.of(), null);
    }

    public static App app(long id, String name, List<ResourceId> tables, List<ResourceId> views) {
        return new App(id(id), name, "", "", tables, views);
    }

    public static List<ResourceId> ids(long... ids) {
        return Arrays.stream(ids).mapToObj(ResourceId::new).toList();
    }

    public static SortedMap<ResourceId, Resource> of(Resource... resources) {
        SortedMap<ResourceId, Resource> map = new TreeMap<>();
        Arrays.stream(resources).forEach(resource -> map.put(resource.id(), resource));
        return map;
    }

    /** The same with some resources added or replaced. */
    public static SortedMap<ResourceId, Resource> with(SortedMap<ResourceId, Resource> resources, Resource... more) {
        SortedMap<ResourceId, Resource> map = new TreeMap<>(resources);
        map.putAll(of(more));
        return map;
    }
}
