package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Finds out who links to a record, through every link field that refers to its table. */
@Component
class Referrers {

    private final SqlRunner sql;
    private final StoredTables tables;

    Referrers(SqlRunner sql, StoredTables tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /** A link field's values: one row per link. */
    private record Links(ResourceId field, Table<?> from, org.jooq.Field<Object> target) {}

    private List<Links> linksTo(Definition definition, ResourceId table) {
        return definition
                .all(Field.class)
                .filter(field -> field.kind() instanceof FieldKind.Link)
                .filter(field -> definition.layouts().containsKey(field.table()))
                .flatMap(field -> {
                    StoredTable from = tables.live(definition, field.table());
                    StoredField link = from.field(field.id());
                    return table.equals(link.target()) ? Stream.of(links(from, link)) : Stream.empty();
                })
                .toList();
    }

    private static Links links(StoredTable from, StoredField link) {
        return link.side()
                ? new Links(link.id(), link.sideTable("l"), DSL.field(DSL.name("l", "value"), Object.class))
                : new Links(link.id(), from.as("l"), link.in("l"));
    }

    /** How many records link to one, per field; fields without any are left out. */
    Map<ResourceId, Long> counts(Definition definition, ResourceId table, RecordId id) {
        Map<ResourceId, Long> counts = new LinkedHashMap<>();
        for (Links links : linksTo(definition, table)) {
            long count = sql.list(
                            sql.dsl()
                                    .selectCount()
                                    .from(links.from())
                                    .where(links.target().eq(Sql.value(id))),
                            (row, index) -> row.getLong(1))
                    .getFirst();
            if (count > 0) {
                counts.put(links.field(), count);
            }
        }
        return counts;
    }

    /** The first of these records that is linked to. */
    Optional<RecordId> firstLinkedTo(Definition definition, ResourceId table, Collection<RecordId> ids) {
        TreeSet<RecordId> found = new TreeSet<>();
        for (Links links : linksTo(definition, table)) {
            for (List<RecordId> chunk : RecordReader.chunks(new TreeSet<>(ids))) {
                found.addAll(sql.list(
                        sql.dsl()
                                .select(DSL.min(links.target()).as("first"))
                                .from(links.from())
                                .where(links.target()
                                        .in(chunk.stream().map(Sql::value).toList()))
                                .having(DSL.min(links.target()).isNotNull()),
                        (row, index) -> RecordId.of(row.getBytes("first"))));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.first());
    }
}
