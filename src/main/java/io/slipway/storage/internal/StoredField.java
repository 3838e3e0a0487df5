package io.slipway.storage.internal;

import io.slipway.common.ResourceId;
import io.slipway.common.db.Schemas;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.TableLayout;
import io.slipway.storage.ColumnType;
import io.slipway.storage.PhysicalNames;
import java.util.Optional;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's values are: in a column of its table, or, for multi choice and many-to-many, in a side table.
 *
 * @param column name of the column, or of the side table
 * @param key name of the key column of a unique field
 * @param target the table a link field points to
 */
record StoredField(
        Field field,
        String schema,
        String column,
        boolean side,
        @Nullable String key,
        @Nullable ResourceId target) {

    static final org.jooq.Field<byte[]> SIDE_RECORD = DSL.field(DSL.name("record_id"), byte[].class);
    static final org.jooq.Field<Object> SIDE_VALUE = DSL.field(DSL.name("value"), Object.class);
    static final org.jooq.Field<Integer> SIDE_ORD = DSL.field(DSL.name("ord"), Integer.class);

    static StoredField of(Definition definition, TableLayout layout, Field field) {
        Long generation = layout.columns().get(field.id());
        if (generation == null) {
            throw new IllegalStateException("Field " + field.id() + " has no generation in " + layout);
        }
        boolean side = ColumnType.of(field, definition).side();
        Long keyGeneration = field.unique() ? layout.keys().get(field.id()) : null;
        return new StoredField(
                field,
                Schemas.of(definition.environment()),
                side ? PhysicalNames.side(field.id(), generation) : PhysicalNames.column(field.id(), generation),
                side,
                keyGeneration == null ? null : PhysicalNames.key(field.id(), keyGeneration),
                target(definition, field).orElse(null));
    }

    private static Optional<ResourceId> target(Definition definition, Field field) {
        return field.kind() instanceof FieldKind.Link link
                ? definition.find(Relationship.class, link.relationship()).map(Relationship::to)
                : Optional.empty();
    }

    ResourceId id() {
        return field.id();
    }

    FieldKind kind() {
        return field.kind();
    }

    /** The column in a table that stands in the statement under an alias. */
    org.jooq.Field<Object> in(String alias) {
        return DSL.field(DSL.name(alias, column), Object.class);
    }

    /** The side table under an alias. */
    Table<?> sideTable(String alias) {
        return DSL.table(DSL.name(schema, column)).as(alias);
    }
}
