package io.slipway.integration.records;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What tables and fields are called in the API: a readable name made of the name people see, and always also the id,
 * which never changes. “Unit price (€)” is {@code unit_price}. When two would be called the same, the one that was there
 * first (of the smaller id) has the name and the others end with their id: {@code unit_price_118}. A name never consists
 * of digits only, so it can't be mistaken for an id. Renaming a field changes its API name; programs that must not notice
 * use ids.
 */
final class ApiNames {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int LONGEST = 60;

    private ApiNames() {}

    /** The name for a text, before collisions are looked at. */
    static String of(String name, String kind) {
        String plain = MARKS.matcher(
                        Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD))
                .replaceAll("");
        String joined = OTHERS.matcher(plain).replaceAll("_");
        String trimmed = trim(joined);
        String cut = trimmed.length() <= LONGEST ? trimmed : trim(trimmed.substring(0, LONGEST));
        if (cut.isEmpty()) {
            return kind;
        }
        return Character.isDigit(cut.charAt(0)) ? kind + "_" + cut : cut;
    }

    private static String trim(String text) {
        int from = text.startsWith("_") ? 1 : 0;
        int to = text.endsWith("_") ? text.length() - 1 : text.length();
        return from >= to ? "" : text.substring(from, to);
    }

    /** Names of some tables, by id. */
    static Map<ResourceId, String> ofTables(Definition definition) {
        return names(definition.all(Table.class).toList(), Table::name, "table");
    }

    /** Names of a table's fields by id, in the order of the fields. */
    static Map<ResourceId, String> ofFields(List<Field> fields) {
        Map<ResourceId, String> byId = names(fields, Field::name, "field");
        Map<ResourceId, String> inOrder = new LinkedHashMap<>();
        fields.forEach(field -> inOrder.put(field.id(), byId.getOrDefault(field.id(), "")));
        return Collections.unmodifiableMap(inOrder);
    }

    private static <R extends Resource> Map<ResourceId, String> names(
            List<R> resources, Function<R, String> name, String kind) {
        Map<String, ResourceId> taken = new HashMap<>();
        Map<ResourceId, String> names = new HashMap<>();
        resources.stream().sorted(Comparator.comparing(Resource::id)).forEach(resource -> {
            String wanted = of(name.apply(resource), kind);
            String given = taken.containsKey(wanted) ? wanted + "_" + resource.id() : wanted;
            while (taken.containsKey(given)) {
                given = given + "_" + resource.id();
            }
            taken.put(given, resource.id());
            names.put(resource.id(), given);
        });
        return names;
    }

    /** The id a text names, if it has the form of one. */
    static Optional<ResourceId> id(String text) {
        return ID.matcher(text).matches() ? Optional.of(ResourceId.parse(text)) : Optional.empty();
    }
}
