package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A grid over the records of a table.
 *
 * @param columns fields from left to right
 * @param filters all must hold
 * @param sorts first one first; the record id is always the last
 * @param form the form that opens a record; null: the table's first form, or all fields
 */
public record View(
        ResourceId id,
        ResourceId table,
        String name,
        List<ResourceId> columns,
        List<Filter> filters,
        List<Sort> sorts,
        @Nullable ResourceId form)
        implements Resource {

    public View {
        name = Text.name("view", name);
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
        sorts = List.copyOf(sorts);
    }

    /** How a filter compares a field with its value. */
    public enum Comparison {
        EQUALS,
        NOT_EQUALS,
        CONTAINS,
        STARTS_WITH,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        EMPTY,
        NOT_EMPTY
    }

    /**
     * One condition.
     *
     * @param value canonical text of the field's kind; null for EMPTY and NOT_EMPTY
     */
    public record Filter(
            ResourceId field,
            Comparison comparison,
            @Nullable String value) {}

    /** One sort order. */
    public record Sort(ResourceId field, boolean descending) {}

    @Override
    public Set<ResourceId> needs() {
        Set<ResourceId> needed = new HashSet<>(columns);
        needed.add(table);
        filters.forEach(filter -> needed.add(filter.field()));
        sorts.forEach(sort -> needed.add(sort.field()));
        if (form != null) {
            needed.add(form);
        }
        return Set.copyOf(needed);
    }
}
