package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.storage.ColumnType;
import io.slipway.storage.PhysicalNames;
import io.slipway.storage.TableChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A physical table with what is needed to read and fill it raw. All names in it are made from ids.
 *
 * @param name with its schema, quoted
 * @param columns in the order of the cells
 * @param fields the single-valued fields among the columns
 * @param keys the key columns of unique fields, which are not among the cells
 */
record RawPart(
        ResourceId table,
        @Nullable ResourceId field,
        String name,
        List<Column> columns,
        List<ResourceId> fields,
        List<Key> keys)
        implements TableChunks.Part {

    /**
     * @param binary whether the cell has the stored bytes; otherwise it has the server's text for the value
     */
    record Column(String name, boolean binary) {
        String read() {
            return binary ? name : "CAST(" + name + " AS CHAR)";
        }
    }

    /**
     * @param cell where the unique field's value is in a row
     */
    record Key(String name, int cell, FieldKind kind) {}

    private static final List<Column> SYSTEM = List.of(
            new Column("id", true),
            new Column("version", false),
            new Column("created_at", false),
            new Column("created_by", false),
            new Column("updated_at", false),
            new Column("updated_by", false));

    static List<TableChunks.Part> of(
            EnvironmentId environment, Map<ResourceId, ? extends Resource> resources, TableLayout layout) {
        List<Column> columns = new ArrayList<>(SYSTEM);
        List<ResourceId> fields = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        List<TableChunks.Part> sides = new ArrayList<>();
        layout.columns().forEach((id, generation) -> {
            Field field = TableDdl.field(resources, id);
            ColumnType type = ColumnType.of(field, resources);
            if (type.side()) {
                sides.add(side(environment, layout, field, generation));
                return;
            }
            Long key = layout.keys().get(id);
            if (key != null) {
                keys.add(new Key(PhysicalNames.key(id, key), columns.size(), field.kind()));
            }
            fields.add(id);
            columns.add(new Column(PhysicalNames.column(id, generation), isBinary(field.kind())));
        });
        String name = PhysicalNames.in(environment, PhysicalNames.table(layout.table(), layout.generation()));
        RawPart records =
                new RawPart(layout.table(), null, name, List.copyOf(columns), List.copyOf(fields), List.copyOf(keys));
        return Stream.concat(Stream.of(records), sides.stream()).toList();
    }

    private static RawPart side(EnvironmentId environment, TableLayout layout, Field field, long generation) {
        List<Column> columns = List.of(
                new Column("record_id", true),
                new Column("value", field.kind() instanceof FieldKind.Link),
                new Column("ord", false));
        String name = PhysicalNames.in(environment, PhysicalNames.side(field.id(), generation));
        return new RawPart(layout.table(), field.id(), name, columns, List.of(), List.of());
    }

    /** Texts and record ids come as they are stored; everything else as text, which is exact for all of them. */
    private static boolean isBinary(FieldKind kind) {
        return switch (kind) {
            case FieldKind.ShortText k -> true;
            case FieldKind.LongText k -> true;
            case FieldKind.Email k -> true;
            case FieldKind.Phone k -> true;
            case FieldKind.Url k -> true;
            case FieldKind.Link k -> true;
            case FieldKind.WholeNumber k -> false;
            case FieldKind.DecimalNumber k -> false;
            case FieldKind.Money k -> false;
            case FieldKind.Percent k -> false;
            case FieldKind.Date k -> false;
            case FieldKind.DateTime k -> false;
            case FieldKind.Time k -> false;
            case FieldKind.YesNo k -> false;
            case FieldKind.SingleChoice k -> false;
            case FieldKind.MultiChoice k -> false;
            case FieldKind.User k -> false;
            case FieldKind.AutoNumber k -> false;
        };
    }

    @Override
    public int width() {
        return columns.size();
    }

    /** The column with the record's id. */
    String id() {
        return columns.getFirst().name();
    }

    /** Reads all cells. */
    String select() {
        return "SELECT " + columns.stream().map(Column::read).collect(Collectors.joining(", ")) + " FROM " + name;
    }

    /** Inserts one row with its keys. */
    String insert() {
        List<String> names = Stream.concat(
                        columns.stream().map(Column::name), keys.stream().map(Key::name))
                .toList();
        return "INSERT INTO " + name + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", java.util.Collections.nCopies(names.size(), "?")) + ")";
    }
}
