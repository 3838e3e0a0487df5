package io.slipway.integration.records;

import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table with the names its fields have in the API. */
final class ApiTable {

    private final Definition definition;
    private final Table table;
    private final Map<ResourceId, Field> fields = new LinkedHashMap<>();
    private final Map<ResourceId, String> names;
    private final Map<String, Field> byName = new HashMap<>();

    ApiTable(Definition definition, Table table) {
        this.definition = definition;
        this.table = table;
        List<Field> all = definition.fields(table.id());
        this.names = ApiNames.ofFields(all);
        all.forEach(field -> {
            fields.put(field.id(), field);
            byName.put(names.get(field.id()), field);
        });
    }

    Definition definition() {
        return definition;
    }

    Table table() {
        return table;
    }

    ResourceId id() {
        return table.id();
    }

    /** In the order of the table. */
    List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** What a field of this table is called. */
    String name(Field field) {
        return names.getOrDefault(field.id(), field.id().toString());
    }

    /** The field with this API name or id. */
    Optional<Field> field(String nameOrId) {
        return Optional.ofNullable(byName.get(nameOrId))
                .or(() -> ApiNames.id(nameOrId).map(fields::get));
    }

    /** Whether a field is a link to at most one record. */
    boolean leadsToOne(Field field) {
        return field.kind() instanceof FieldKind.Link link
                && definition
                        .find(Relationship.class, link.relationship())
                        .filter(relationship -> relationship.cardinality() != Cardinality.MANY_TO_MANY)
                        .isPresent();
    }

    /** The table a link field of this table leads to. */
    Optional<Table> target(Field field) {
        return field.kind() instanceof FieldKind.Link link
                ? definition
                        .find(Relationship.class, link.relationship())
                        .flatMap(relationship -> definition.find(Table.class, relationship.to()))
                : Optional.empty();
    }
}
