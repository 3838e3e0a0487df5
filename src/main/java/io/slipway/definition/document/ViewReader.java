package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes views of entries. */
final class ViewReader {

    private final References references;

    ViewReader(References references) {
        this.references = references;
    }

    /**
     * The view.
     *
     * @param built the fields as the document has them
     */
    View read(Entry entry, String name, Map<ResourceId, Resource> built, boolean foreign) {
        Properties p = entry.properties;
        View now = entry.old() instanceof View view ? view : null;
        ResourceId table = Objects.requireNonNull(entry.tableId());
        List<ResourceId> columns = references.many(p, "columns", ResourceType.FIELD, List.of(table));
        List<View.Filter> filters = filters(p, table, built, foreign);
        List<View.Sort> sorts = sorts(p, table);
        ResourceId form = now == null ? null : now.form();
        if (p.has("form")) {
            form = references.one(p, "form", ResourceType.FORM, table);
        }
        return new View(
                entry.id(),
                table,
                name,
                columns == null ? now == null ? List.of() : now.columns() : columns,
                filters == null ? now == null ? List.of() : now.filters() : filters,
                sorts == null ? now == null ? List.of() : now.sorts() : sorts,
                form);
    }

    private @Nullable List<View.Filter> filters(
            Properties view, ResourceId table, Map<ResourceId, Resource> built, boolean foreign) {
        List<Properties> objects = view.objects("filters");
        if (objects == null) {
            return null;
        }
        List<View.Filter> filters = new ArrayList<>();
        for (Properties p : objects) {
            p.only(DocumentShape.FILTER.names());
            ResourceId field = references.needed(p, "field", ResourceType.FIELD, table);
            String word = p.textOrNull("comparison");
            View.Comparison comparison = word == null
                    ? null
                    : Words.parse(View.Comparison.class, word).orElse(null);
            if (comparison == null) {
                p.problem("comparison", "A comparison is one of " + Words.all(View.Comparison.class) + ".");
            }
            FieldKind kind = field != null && built.get(field) instanceof Field known ? known.kind() : null;
            String value = kind == null ? p.value("value") : ValueReader.canonical(kind, p, "value");
            if (foreign && value != null && kind instanceof FieldKind.User) {
                p.problem("value", "The people of another account are not here. Leave this filter out.");
            }
            if (field != null && comparison != null) {
                filters.add(new View.Filter(field, comparison, value));
            }
        }
        return filters;
    }

    private @Nullable List<View.Sort> sorts(Properties view, ResourceId table) {
        List<Properties> objects = view.objects("sorts");
        if (objects == null) {
            return null;
        }
        List<View.Sort> sorts = new ArrayList<>();
        for (Properties p : objects) {
            p.only(DocumentShape.SORT.names());
            ResourceId field = references.needed(p, "field", ResourceType.FIELD, table);
            boolean descending = p.yesNo("descending", false);
            if (field != null) {
                sorts.add(new View.Sort(field, descending));
            }
        }
        return sorts;
    }
}
