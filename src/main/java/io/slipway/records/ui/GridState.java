package io.slipway.records.ui;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.View;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How somebody looks at a view beyond what the view itself says. It is kept in the page's address, so that it can be sent
 * to others and survives going back and loading anew.
 *
 * @param sorts empty: as the view says
 * @param filters all must hold, beside those of the view
 * @param hidden columns not shown
 */
record GridState(String search, List<View.Sort> sorts, List<View.Filter> filters, Set<ResourceId> hidden) {

    static final GridState PLAIN = new GridState("", List.of(), List.of(), Set.of());

    private static final String SEARCH = "q";
    private static final String SORT = "sort";
    private static final String FILTER = "f";
    private static final String HIDDEN = "hide";
    private static final int LONGEST_SEARCH = 200;
    private static final int MOST = 50;

    GridState {
        search = Shortened.start(search.strip(), LONGEST_SEARCH);
        sorts = List.copyOf(sorts);
        filters = List.copyOf(filters);
        hidden = Set.copyOf(hidden);
    }

    /** Whether fewer records may be shown than the view has. */
    boolean narrows() {
        return !search.isEmpty() || !filters.isEmpty();
    }

    GridState withSearch(String text) {
        return new GridState(text, sorts, filters, hidden);
    }

    GridState withSorts(List<View.Sort> wanted) {
        return new GridState(search, wanted, filters, hidden);
    }

    GridState withFilters(List<View.Filter> wanted) {
        return new GridState(search, sorts, wanted, hidden);
    }

    GridState withHidden(Set<ResourceId> wanted) {
        return new GridState(search, sorts, filters, wanted);
    }

    /** The state as part of an address. */
    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put(parameters, SEARCH, search.isEmpty() ? List.of() : List.of(search));
        put(
                parameters,
                SORT,
                sorts.stream()
                        .map(sort -> (sort.descending() ? "-" : "") + sort.field())
                        .toList());
        put(parameters, FILTER, filters.stream().map(GridState::text).toList());
        put(
                parameters,
                HIDDEN,
                new TreeSet<>(hidden).stream().map(ResourceId::toString).toList());
        return new QueryParameters(parameters);
    }

    private static void put(Map<String, List<String>> parameters, String name, List<String> values) {
        if (!values.isEmpty()) {
            parameters.put(name, values);
        }
    }

    private static String text(View.Filter filter) {
        String comparison = filter.comparison().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return filter.field() + "." + comparison + (filter.value() == null ? "" : "." + filter.value());
    }

    /** Reads an address. What does not (or no longer) fit the table is passed over: links live longer than definitions. */
    static GridState parse(QueryParameters parameters, Definition definition, ResourceId table) {
        Map<ResourceId, Field> fields = new LinkedHashMap<>();
        definition.fields(table).forEach(field -> fields.put(field.id(), field));
        List<View.Sort> sorts = new ArrayList<>();
        for (String text : values(parameters, SORT)) {
            boolean descending = text.startsWith("-");
            field(descending ? text.substring(1) : text, fields)
                    .ifPresent(field -> sorts.add(new View.Sort(field.id(), descending)));
        }
        List<View.Filter> filters = new ArrayList<>();
        values(parameters, FILTER).forEach(text -> filter(text, fields).ifPresent(filters::add));
        Set<ResourceId> hidden = new TreeSet<>();
        values(parameters, HIDDEN)
                .forEach(text -> field(text, fields).map(Field::id).ifPresent(hidden::add));
        return new GridState(values(parameters, SEARCH).stream().findFirst().orElse(""), sorts, filters, hidden);
    }

    private static List<String> values(QueryParameters parameters, String name) {
        return parameters.getParameters(name).stream().limit(MOST).toList();
    }

    private static Optional<Field> field(String text, Map<ResourceId, Field> fields) {
        return AppDoor.parsed(text, ResourceId::parse).flatMap(id -> Optional.ofNullable(fields.get(id)));
    }

    private static Optional<View.Filter> filter(String text, Map<ResourceId, Field> fields) {
        String[] parts = text.split("\\.", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String value = parts.length == 3 ? parts[2] : null;
        return field(parts[0], fields)
                .flatMap(field -> comparison(parts[1])
                        .filter(comparison -> fits(field, comparison, value))
                        .map(comparison -> new View.Filter(field.id(), comparison, value)));
    }

    private static Optional<View.Comparison> comparison(String text) {
        return AppDoor.parsed(text.toUpperCase(Locale.ROOT).replace('-', '_'), View.Comparison::valueOf);
    }

    private static boolean fits(Field field, View.Comparison comparison, @Nullable String value) {
        if (!FilterWords.possible(field.kind()).contains(comparison)) {
            return false;
        }
        return FilterWords.isAboutEmptiness(comparison)
                ? value == null
                : value != null && !value.isEmpty() && ValueText.parse(field.kind(), value) instanceof Parsed.Ok;
    }
}
