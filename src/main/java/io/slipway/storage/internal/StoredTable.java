package io.slipway.storage.internal;

import io.slipway.common.ResourceId;
import io.slipway.common.db.Schemas;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.TableLayout;
import io.slipway.definition.UnknownResource;
import io.slipway.storage.PhysicalNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One physical table: a layout seen through a definition. All names in it are made from ids.
 *
 * @param fields in their order; fields without a generation in the layout are left out
 */
record StoredTable(Definition definition, TableLayout layout, Name name, Map<ResourceId, StoredField> fields) {

    static final org.jooq.Field<byte[]> ID = DSL.field(DSL.name("id"), byte[].class);
    static final org.jooq.Field<Long> VERSION = DSL.field(DSL.name("version"), Long.class);
    static final org.jooq.Field<Object> CREATED_AT = DSL.field(DSL.name("created_at"), Object.class);
    static final org.jooq.Field<Long> CREATED_BY = DSL.field(DSL.name("created_by"), Long.class);
    static final org.jooq.Field<Object> UPDATED_AT = DSL.field(DSL.name("updated_at"), Object.class);
    static final org.jooq.Field<Long> UPDATED_BY = DSL.field(DSL.name("updated_by"), Long.class);

    static StoredTable of(Definition definition, TableLayout layout) {
        Map<ResourceId, StoredField> fields = new LinkedHashMap<>();
        for (Field field : definition.fields(layout.table())) {
            if (layout.columns().containsKey(field.id())) {
                fields.put(field.id(), StoredField.of(definition, layout, field));
            }
        }
        Name name = DSL.name(
                Schemas.of(definition.environment()), PhysicalNames.table(layout.table(), layout.generation()));
        return new StoredTable(definition, layout, name, java.util.Collections.unmodifiableMap(fields));
    }

    ResourceId id() {
        return layout.table();
    }

    /** The table itself. */
    Table<?> table() {
        return DSL.table(name);
    }

    /** The table under an alias. */
    Table<?> as(String alias) {
        return table().as(alias);
    }

    /** The record id in a table that stands in the statement under an alias. */
    static org.jooq.Field<byte[]> idIn(String alias) {
        return DSL.field(DSL.name(alias, "id"), byte[].class);
    }

    /**
     * The field.
     *
     * @throws UnknownResource when the table has no such field
     */
    StoredField field(ResourceId id) {
        StoredField field = fields.get(id);
        if (field == null) {
            throw new UnknownResource(Field.class, id);
        }
        return field;
    }

    /** The fields asked for that are there; none asked for: all. */
    List<StoredField> some(Collection<ResourceId> wanted) {
        return wanted.isEmpty()
                ? List.copyOf(fields.values())
                : fields.values().stream()
                        .filter(field -> wanted.contains(field.id()))
                        .toList();
    }
}
