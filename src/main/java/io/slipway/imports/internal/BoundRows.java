package io.slipway.imports.internal;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.imports.ImportPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan for rows with the fields a definition has for it.
 *
 * @param values columns that hold values
 * @param links columns that name records
 * @param match the column that says which record a row is about; null: every row is a new one
 */
record BoundRows(
        Table table,
        List<ValueColumn> values,
        List<LinkColumn> links,
        @Nullable ValueColumn match,
        boolean clearEmpty) {

    /** A column that holds values of a field. */
    record ValueColumn(int column, Field field) {}

    /**
     * A column that names records.
     *
     * @param many whether a cell may name several, separated by semicolons or commas
     */
    record LinkColumn(int column, Field field, ResourceId target, Field key, boolean many, boolean leaveEmpty) {}

    /**
     * @throws InvalidInput when a table or field is not there (any more), or can't be filled this way
     */
    static BoundRows of(ImportPlan.Rows plan, Definition definition) {
        Table table = table(definition, plan.table());
        List<ValueColumn> values = new ArrayList<>();
        List<LinkColumn> links = new ArrayList<>();
        for (ImportPlan.ColumnPlan column : plan.columns()) {
            Field field = field(definition, plan.table(), column.field());
            switch (column) {
                case ImportPlan.Value value -> values.add(new ValueColumn(value.column(), valueField(field)));
                case ImportPlan.LinkByKey link -> links.add(link(definition, field, link));
            }
        }
        ValueColumn match = plan.matchOn() == null ? null : match(definition, plan.table(), plan.matchOn(), values);
        return new BoundRows(table, List.copyOf(values), List.copyOf(links), match, plan.clearEmpty());
    }

    static Table table(Definition definition, ResourceId id) {
        return definition
                .find(Table.class, id)
                .orElseThrow(() -> new InvalidInput("plan", "The table this import fills is no longer there."));
    }

    static Field field(Definition definition, ResourceId table, ResourceId id) {
        return definition
                .find(Field.class, id)
                .filter(field -> field.table().equals(table))
                .orElseThrow(() -> new InvalidInput("plan", "A field this import fills is no longer there."));
    }

    /** A field that tells its records apart. */
    static Field key(Definition definition, ResourceId table, ResourceId id) {
        Field key = field(definition, table, id);
        if (!key.unique()) {
            throw new InvalidInput(
                    "plan",
                    "“" + key.name() + "” of “" + table(definition, table).name()
                            + "” is not unique (any more), so its values don't say which record is meant.");
        }
        return key;
    }

    private static Field valueField(Field field) {
        if (field.kind() instanceof FieldKind.AutoNumber) {
            throw new InvalidInput(
                    "plan", "“" + field.name() + "” is numbered by Slipway itself; leave the column out.");
        }
        if (field.kind() instanceof FieldKind.Link) {
            throw new InvalidInput("plan", "“" + field.name() + "” is a link; say which field names the record.");
        }
        return field;
    }

    private static LinkColumn link(Definition definition, Field field, ImportPlan.LinkByKey plan) {
        if (!(field.kind() instanceof FieldKind.Link link)) {
            throw new InvalidInput("plan", "“" + field.name() + "” is not a link (any more).");
        }
        Relationship relationship = definition.get(Relationship.class, link.relationship());
        return new LinkColumn(
                plan.column(),
                field,
                relationship.to(),
                key(definition, relationship.to(), plan.key()),
                relationship.cardinality() == Cardinality.MANY_TO_MANY,
                plan.leaveEmpty());
    }

    private static ValueColumn match(
            Definition definition, ResourceId table, ResourceId field, List<ValueColumn> values) {
        Field key = key(definition, table, field);
        return values.stream()
                .filter(column -> column.field().id().equals(key.id()))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "plan", "Choose a column for “" + key.name() + "”: it says which record a row is about."));
    }
}
