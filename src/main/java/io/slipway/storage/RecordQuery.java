package io.slipway.storage;

import io.slipway.common.ResourceId;
import io.slipway.definition.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a table, in which order, which part. Texts are compared without regard to case and accents.
 *
 * <p>Filters: {@code NOT_EQUALS} includes records without a value; {@code CONTAINS} and {@code STARTS_WITH} are for texts;
 * for fields with many values {@code EQUALS} means exactly these values and {@code CONTAINS} at least these; less and
 * greater are for what has an order. Anything else is {@link io.slipway.common.InvalidInput} at "filter".
 *
 * <p>Order: choices as the field orders them, people and links by name and title, no value first.
 *
 * <p>A page beyond the first thousand records may for some seconds be off by what other nodes wrote.
 *
 * @param fields whose values are read; empty: all
 * @param filters all must hold
 * @param linkedFrom only records of which this link field points to a certain record; null: all
 * @param search text every record must contain in one of its text fields, choices or auto-numbers; empty: all
 * @param sorts first one first; the record id always comes last
 * @param offset records to pass over
 * @param limit at most so many, 1 to {@value #MOST}
 */
public record RecordQuery(
        ResourceId table,
        List<ResourceId> fields,
        List<View.Filter> filters,
        @Nullable LinkedTo linkedFrom,
        String search,
        List<View.Sort> sorts,
        long offset,
        int limit) {

    /** Most records one query gives. */
    public static final int MOST = 10_000;

    /** Only records whose link field (many-to-one or many-to-many) has this target: the "related records". */
    public record LinkedTo(ResourceId linkField, io.slipway.common.RecordId target) {}

    public RecordQuery {
        fields = List.copyOf(fields);
        filters = List.copyOf(filters);
        sorts = List.copyOf(sorts);
        search = search.strip();
        if (limit < 1 || limit > MOST || offset < 0) {
            throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
        }
    }

    /** Every record of a table by id. */
    public static RecordQuery all(ResourceId table) {
        return new RecordQuery(table, List.of(), List.of(), null, "", List.of(), 0, 100);
    }

    /** Another part of the same. */
    public RecordQuery page(long newOffset, int newLimit) {
        return new RecordQuery(table, fields, filters, linkedFrom, search, sorts, newOffset, newLimit);
    }
}
