package io.slipway.storage.internal;

import io.slipway.account.PersonDirectory;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * What records are sorted by: choices in the order of the choices, people by name, links by the title of the record
 * linked to (of several, by the first), everything else by its value.
 */
@Component
class SortTerms {

    // MariaDB sorts by the first max_sort_length bytes only; these characters always fit.
    static final int SORTED_LENGTH = 100;
    private static final SortTerm.Reader PLACE = (row, column) -> {
        long place = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(place);
    };

    private final StoredTables tables;
    private final PersonDirectory people;

    SortTerms(StoredTables tables, PersonDirectory people) {
        this.tables = tables;
        this.people = people;
    }

    /** The terms of an order of the table under an alias, without the record id that always comes last. */
    List<SortTerm> of(StoredTable table, String alias, List<View.Sort> sorts) {
        List<SortTerm> terms = new ArrayList<>();
        for (View.Sort sort : sorts) {
            StoredField field = table.field(sort.field());
            Ordered ordered =
                    field.side() ? ofSide(table, field, alias) : ofColumn(table, field, field.in(alias), alias);
            terms.add(new SortTerm(ordered.expression(), sort.descending(), ordered.reader()));
        }
        return terms;
    }

    private record Ordered(Field<Object> expression, SortTerm.Reader reader) {}

    private Ordered ofColumn(StoredTable table, StoredField field, Field<Object> column, String alias) {
        FieldKind kind = field.kind();
        if (kind instanceof FieldKind.Link) {
            return title(table.definition(), field)
                    .map(title -> title.of(column))
                    .orElseGet(() -> plain(field, column));
        }
        return ofValue(table.definition(), field, column);
    }

    private Ordered ofValue(Definition definition, StoredField field, Field<Object> column) {
        FieldKind kind = field.kind();
        if (kind instanceof FieldKind.SingleChoice single) {
            return new Ordered(Sql.placeIn(column, ids(single.choices())), PLACE);
        }
        if (kind instanceof FieldKind.User) {
            return new Ordered(Sql.placeIn(column, peopleByName(definition)), PLACE);
        }
        if (kind instanceof FieldKind.LongText || kind instanceof FieldKind.Url || kind instanceof FieldKind.Email) {
            Field<Object> start = Sql.start(column, SORTED_LENGTH);
            return plain(field, start);
        }
        return plain(field, column);
    }

    private static Ordered plain(StoredField field, Field<Object> expression) {
        return new Ordered(expression, (row, column) -> StoredValue.read(field.kind(), row, column));
    }

    private Ordered ofSide(StoredTable table, StoredField field, String alias) {
        Field<Object> value = DSL.field(DSL.name("s", "value"), Object.class);
        var ofRecord = DSL.field(DSL.name("s", "record_id"), byte[].class).eq(StoredTable.idIn(alias));
        if (field.kind() instanceof FieldKind.MultiChoice multi) {
            Field<Object> place = Sql.placeIn(value, ids(multi.choices()));
            return new Ordered(first(DSL.min(place), field.sideTable("s"), ofRecord), PLACE);
        }
        return title(table.definition(), field)
                .map(title -> {
                    Ordered inner = title.of(value);
                    return new Ordered(
                            first(DSL.min(inner.expression()), field.sideTable("s"), ofRecord), inner.reader());
                })
                .orElseGet(() -> plain(field, first(DSL.min(value), field.sideTable("s"), ofRecord)));
    }

    private static Field<Object> first(Field<Object> smallest, Table<?> from, org.jooq.Condition where) {
        return DSL.field(DSL.select(smallest).from(from).where(where));
    }

    /** The title of a link's target, looked up by the link's value. */
    private interface Title {
        Ordered of(Field<Object> link);
    }

    private Optional<Title> title(Definition definition, StoredField link) {
        ResourceId target = link.target();
        if (target == null || !definition.layouts().containsKey(target)) {
            return Optional.empty();
        }
        StoredTable table = tables.live(definition, target);
        return definition
                .titleField(target)
                .map(field -> table.fields().get(field.id()))
                .filter(field -> !field.side())
                .map(field -> value -> {
                    Ordered ordered = ofValue(definition, field, field.in("x"));
                    Field<Object> looked = DSL.field(DSL.select(ordered.expression())
                            .from(table.as("x"))
                            .where(DSL.field(DSL.name("x", "id"), Object.class).eq(value)));
                    return new Ordered(looked, ordered.reader());
                });
    }

    private static List<Long> ids(List<Choice> choices) {
        return choices.stream().map(Choice::id).toList();
    }

    private List<Long> peopleByName(Definition definition) {
        return people.names(definition.environment().account()).keySet().stream()
                .map(UserId::value)
                .toList();
    }
}
