package io.slipway.storage.internal;

import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.storage.PageMark;
import io.slipway.storage.RecordPage;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.storage.internal.PageAnchors.Anchor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Pages of queries. The records of a page are found first by ids and sort keys alone and only then read whole, unless they
 * come in the order of ids from the first on; far down, the search starts at an anchor instead of the first record.
 */
@Component
class RecordPages {

    private static final String INNER = "t";
    private static final String PAGE = "p";
    private static final String WHOLE = "r";
    private static final String ANY_TEXT = "@any@";
    private static final Condition ANY = DSL.condition(ANY_TEXT);
    private static final int ANY_PLACE = 1_234_567_890;
    private static final String ANY_PLACE_TEXT = Integer.toString(ANY_PLACE);

    private final SqlRunner sql;
    private final StoredTables tables;
    private final SortTerms sortTerms;
    private final RecordReader reader;
    private final PageAnchors anchors;
    private final StatementTexts texts;

    RecordPages(
            SqlRunner sql,
            StoredTables tables,
            SortTerms sortTerms,
            RecordReader reader,
            PageAnchors anchors,
            StatementTexts texts) {
        this.texts = texts;
        this.sql = sql;
        this.tables = tables;
        this.sortTerms = sortTerms;
        this.reader = reader;
        this.anchors = anchors;
    }

    /** How many records fit, counted up to {@code cap}. */
    long count(Definition definition, RecordQuery query, long cap) {
        StoredTable table = tables.live(definition, query.table());
        Table<?> some = DSL.select(DSL.one().as("one"))
                .from(table.as(INNER))
                .where(condition(table, query))
                .limit(cap)
                .asTable("some");
        return sql.list(sql.dsl().selectCount().from(some), (row, index) -> row.getLong(1))
                .getFirst();
    }

    /** Which of some records pass filters. */
    Set<RecordId> matching(Definition definition, ResourceId id, Collection<RecordId> ids, List<View.Filter> filters) {
        StoredTable table = tables.live(definition, id);
        Condition where =
                StoredTable.idIn(INNER).in(ids.stream().map(RecordId::bytes).toList());
        for (View.Filter filter : filters) {
            where = where.and(FilterConditions.of(table.field(filter.field()), INNER, filter));
        }
        return Set.copyOf(sql.list(
                sql.dsl().select(StoredTable.idIn(INNER)).from(table.as(INNER)).where(where),
                (row, index) -> RecordId.of(row.getBytes(1))));
    }

    /** One page. */
    List<StoredRecord> page(Definition definition, RecordQuery query) {
        StoredTable table = tables.live(definition, query.table());
        List<SortTerm> terms = sortTerms.of(table, INNER, query.sorts());
        List<StoredField> fields = table.some(query.fields());
        // What an open writing transaction has changed nobody else may be told, nor does what others told hold for it.
        List<Found> found = TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? findWithAnchors(definition, table, query, terms, fields)
                : find(table, query, terms, null, fields);
        return reader.withSides(table, fields, found.stream().map(Found::record).toList());
    }

    /** One page and where the next begins: found by looking for one record more. */
    RecordPage page(Definition definition, RecordQuery query, @Nullable PageMark after) {
        StoredTable table = tables.live(definition, query.table());
        List<SortTerm> terms = sortTerms.of(table, INNER, query.sorts());
        List<StoredField> fields = table.some(query.fields());
        if (after != null && after.keys().size() != terms.size()) {
            throw new InvalidInput("cursor", "This cursor was made for another order. Start without one.");
        }
        RecordQuery oneMore = query.page(after == null ? query.offset() : 0, query.limit() + 1);
        List<Found> found;
        if (after != null) {
            found = find(table, oneMore, terms, new Anchor(0, after.keys(), after.record()), fields);
        } else if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            found = findWithAnchors(definition, table, oneMore, terms, fields);
        } else {
            found = find(table, oneMore, terms, null, fields);
        }
        List<Found> page = found.subList(0, Math.min(found.size(), query.limit()));
        boolean more = found.size() > query.limit();
        return new RecordPage(
                reader.withSides(table, fields, page.stream().map(Found::record).toList()),
                more
                        ? new PageMark(
                                page.getLast().keys(), page.getLast().record().id())
                        : null);
    }

    private List<Found> findWithAnchors(
            Definition definition,
            StoredTable table,
            RecordQuery query,
            List<SortTerm> terms,
            List<StoredField> fields) {
        long offset = query.offset();
        PageAnchors.Place place = anchors.place(definition, query);
        Anchor start =
                offset < PageAnchors.SPACING ? null : place.before(offset).orElse(null);
        long walked = start == null ? offset : offset - start.offset();
        boolean fromOneBefore = walked >= PageAnchors.SPACING && query.limit() < RecordQuery.MOST;
        RecordQuery read = fromOneBefore ? query.page(offset - 1, query.limit() + 1) : query;
        List<Found> found = find(table, read, terms, start, fields);
        if (fromOneBefore && !found.isEmpty()) {
            remember(place, offset, found.getFirst());
            found = found.subList(1, found.size());
        }
        if (!found.isEmpty()) {
            remember(place, offset + found.size(), found.getLast());
        }
        return found;
    }

    private static void remember(PageAnchors.Place place, long offset, Found last) {
        boolean sortedWhole = last.keys().stream()
                .noneMatch(key -> key instanceof String text && text.length() > SortTerms.SORTED_LENGTH);
        if (sortedWhole) {
            place.remember(new Anchor(offset, last.keys(), last.record().id()));
        }
    }

    private record Found(StoredRecord record, List<@Nullable Object> keys) {}

    private List<Found> find(
            StoredTable table,
            RecordQuery query,
            List<SortTerm> terms,
            @Nullable Anchor start,
            List<StoredField> fields) {
        Condition where = condition(table, query);
        long offset = query.offset();
        if (start != null) {
            where = where.and(after(start, terms));
            offset -= start.offset();
        }
        RecordMapper mapper = new RecordMapper(fields);
        RowMapper<Found> found = (row, index) -> {
            List<@Nullable Object> keys = new ArrayList<>();
            for (int i = 0; i < terms.size(); i++) {
                keys.add(terms.get(i).reader().read(row, "k" + i));
            }
            return new Found(mapper.mapRow(row, index), keys);
        };
        if (terms.isEmpty() && offset == 0) {
            String text = texts.of(
                            table,
                            List.of("plain page", query.fields()),
                            () -> plainStatement(table, ANY, ANY_PLACE, mapper))
                    .replace(ANY_PLACE_TEXT, Integer.toString(query.limit()))
                    .replace(ANY_TEXT, sql.dsl().render(where));
            return sql.list(text, sql.dsl().extractBindValues(where), found);
        }
        if (!isSortedByOthers(table, query)) {
            List<Object> shape = List.of("page", query.fields(), query.sorts());
            String text = texts.of(table, shape, () -> statement(table, terms, ANY, ANY_PLACE, ANY_PLACE, mapper))
                    .replaceFirst(ANY_PLACE_TEXT, Long.toString(offset))
                    .replaceFirst(ANY_PLACE_TEXT, Integer.toString(query.limit()))
                    .replace(ANY_TEXT, sql.dsl().render(where));
            return sql.list(text, sql.dsl().extractBindValues(where), found);
        }
        return sql.list(statement(table, terms, where, offset, query.limit(), mapper), found);
    }

    /** Whether the order may change without the definition: names of people, titles of records linked to. */
    private static boolean isSortedByOthers(StoredTable table, RecordQuery query) {
        return query.sorts().stream()
                .map(sort -> table.field(sort.field()).kind())
                .anyMatch(kind -> kind instanceof FieldKind.User || kind instanceof FieldKind.Link);
    }

    private Select<?> statement(
            StoredTable table, List<SortTerm> terms, Condition where, long offset, int limit, RecordMapper mapper) {
        Table<?> page = page(table, terms, where, offset, limit);
        List<Field<?>> columns = mapper.columns(WHOLE);
        List<OrderField<?>> order = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            Field<Object> key = key(i);
            columns.add(key);
            order.add(terms.get(i).order(key));
        }
        order.add(StoredTable.idIn(PAGE).asc());
        return sql.dsl()
                .select(columns)
                .from(page)
                .join(table.as(WHOLE))
                .on(StoredTable.idIn(WHOLE).eq(StoredTable.idIn(PAGE)))
                .orderBy(order);
    }

    /** In the order of ids and from the beginning, nothing is carried past an offset or sorted: the records come at once. */
    private Select<?> plainStatement(StoredTable table, Condition where, int limit, RecordMapper mapper) {
        return sql.dsl()
                .select(mapper.columns(INNER))
                .from(table.as(INNER))
                .where(where)
                .orderBy(StoredTable.idIn(INNER).asc())
                .limit(DSL.inline(limit));
    }

    private static Field<Object> key(int index) {
        return DSL.field(DSL.name(PAGE, "k" + index), Object.class);
    }

    /** Ids and sort keys of the page alone: of wide records only these are carried past the offset. */
    private static Table<?> page(StoredTable table, List<SortTerm> terms, Condition where, long offset, int limit) {
        List<Field<?>> columns = new ArrayList<>();
        List<OrderField<?>> order = new ArrayList<>();
        columns.add(StoredTable.idIn(INNER));
        for (int i = 0; i < terms.size(); i++) {
            columns.add(terms.get(i).expression().as("k" + i));
            order.add(terms.get(i).order());
        }
        order.add(StoredTable.idIn(INNER).asc());
        return DSL.select(columns)
                .from(table.as(INNER))
                .where(where)
                .orderBy(order)
                .limit(DSL.inline(offset), DSL.inline(limit))
                .asTable(PAGE);
    }

    /** The condition of standing after an anchor: written out term by term, because MariaDB uses no index for rows. */
    private static Condition after(Anchor anchor, List<SortTerm> terms) {
        Condition condition = StoredTable.idIn(INNER).gt(anchor.id().bytes());
        for (int i = terms.size() - 1; i >= 0; i--) {
            SortTerm term = terms.get(i);
            Object value = anchor.keys().get(i);
            condition = term.after(value).or(term.same(value).and(condition));
        }
        return condition;
    }

    private static Condition condition(StoredTable table, RecordQuery query) {
        Condition condition = DSL.noCondition();
        for (View.Filter filter : query.filters()) {
            condition = condition.and(FilterConditions.of(table.field(filter.field()), INNER, filter));
        }
        RecordQuery.LinkedTo linked = query.linkedFrom();
        if (linked != null) {
            condition =
                    condition.and(FilterConditions.linksTo(table.field(linked.linkField()), INNER, linked.target()));
        }
        if (!query.search().isEmpty()) {
            condition = condition.and(SearchCondition.of(table, INNER, query.search()));
        }
        return condition;
    }
}
