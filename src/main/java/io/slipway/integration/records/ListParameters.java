package io.slipway.integration.records;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.Sha256;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.definition.View.Comparison;
import io.slipway.definition.compare.FilterRules;
import io.slipway.definition.value.Parsed;
import io.slipway.integration.ApiProblem;
import io.slipway.storage.RecordQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a list of records is to be from the parameters of its address. */
final class ListParameters {

    static final Set<String> KNOWN = Set.of(
            "filter", "sort", "fields", "expand", "choices", "search", "linked", "limit", "offset", "cursor", "count");

    static final int MOST = 1000;
    static final int USUAL = 50;
    private static final int MOST_FILTERS = 50;

    /** A time whose offset came as a space. */
    private static final Pattern PLUS_LOST = Pattern.compile(".*T.* [0-9]{2}:?[0-9]{2}");

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "eq", Comparison.EQUALS,
            "ne", Comparison.NOT_EQUALS,
            "contains", Comparison.CONTAINS,
            "starts", Comparison.STARTS_WITH,
            "lt", Comparison.LESS,
            "le", Comparison.AT_MOST,
            "gt", Comparison.GREATER,
            "ge", Comparison.AT_LEAST,
            "empty", Comparison.EMPTY,
            "filled", Comparison.NOT_EMPTY);

    private static final Set<Comparison> ORDERED =
            EnumSet.of(Comparison.LESS, Comparison.AT_MOST, Comparison.GREATER, Comparison.AT_LEAST);

    private final ApiValues values;
    private final AccountId account;
    private final ApiTable table;
    private final Map<String, List<String>> given;

    ListParameters(ApiValues values, AccountId account, ApiTable table, Map<String, List<String>> given) {
        this.values = values;
        this.account = account;
        this.table = table;
        this.given = given;
        for (String name : given.keySet()) {
            if (!KNOWN.contains(name)) {
                throw ApiProblem.invalidParameter(
                        Shown.cut(name),
                        "There is no parameter “" + Shown.cut(name) + "”.",
                        "Possible are: " + String.join(", ", new TreeSet<>(KNOWN)) + ".");
            }
        }
    }

    @Nullable
    String one(String name) {
        List<String> all = given.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw ApiProblem.invalidParameter(name, "The parameter stands there more than once.", "Give it once.");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    Shown shown() {
        return Shown.of(table, one("fields"), one("expand"), one("choices"));
    }

    boolean counted() {
        String text = one("count");
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ApiProblem.invalidParameter("count", "Neither true nor false.", "Give true or false.");
    }

    RecordQuery query(Shown shown) {
        List<View.Filter> filters = given.getOrDefault("filter", List.of()).stream()
                .map(this::filter)
                .toList();
        if (filters.size() > MOST_FILTERS) {
            throw ApiProblem.invalidParameter(
                    "filter", "There are more than " + MOST_FILTERS + " filters.", "Give fewer.");
        }
        long offset = number("offset", 0, 0, Integer.MAX_VALUE);
        if (offset > 0 && one("cursor") != null) {
            throw ApiProblem.invalidParameter(
                    "offset", "An offset and a cursor can't be used together.", "Leave one of them out.");
        }
        String search = one("search");
        return new RecordQuery(
                table.id(), shown.read(), filters, linked(), search == null ? "" : search, sorts(), offset, (int)
                        number("limit", USUAL, 1, MOST));
    }

    private long number(String name, long otherwise, long least, long most) {
        String text = one(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw ApiProblem.invalidParameter(
                name, "“" + Shown.cut(text) + "” can't be taken.", "Give a number from " + least + " to " + most + ".");
    }

    private View.Filter filter(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 2) {
            throw ApiProblem.invalidParameter(
                    "filter",
                    "“" + Shown.cut(text) + "” is no filter.",
                    "Write field:comparison:value, for example name:eq:Anna.");
        }
        Field field = Shown.field(table, "filter", parts[0]);
        Comparison comparison = COMPARISONS.get(parts[1]);
        if (comparison == null) {
            throw ApiProblem.invalidParameter(
                    "filter",
                    "There is no comparison “" + Shown.cut(parts[1]) + "”.",
                    "Possible are: " + String.join(", ", new TreeSet<>(COMPARISONS.keySet())) + ".");
        }
        if (!FilterRules.comparisons(field.kind()).contains(comparison)) {
            throw unsuitable(
                    field,
                    "“" + parts[1] + "” makes no sense for a field of type "
                            + field.kind().label() + ".");
        }
        if (comparison == Comparison.EMPTY || comparison == Comparison.NOT_EMPTY) {
            return new View.Filter(field.id(), comparison, null);
        }
        String value = value(field, parts.length < 3 ? "" : parts[2]);
        if (table.leadsToOne(field)) {
            if (value != null && value.contains(",")) {
                throw unsuitable(field, "It leads to one record at most: name one.");
            }
            // the records such a link has are the one it leads to
            comparison = comparison == Comparison.CONTAINS ? Comparison.EQUALS : comparison;
        }
        if (value == null && ORDERED.contains(comparison)) {
            throw unsuitable(field, "“" + parts[1] + "” needs a value to compare with.");
        }
        return new View.Filter(field.id(), comparison, value);
    }

    private ApiProblem unsuitable(Field field, String why) {
        String possible = COMPARISONS.entrySet().stream()
                .filter(each -> FilterRules.comparisons(field.kind()).contains(each.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        return ApiProblem.invalidParameter(
                "filter",
                "“" + table.name(field) + "”: " + why,
                "Of “" + table.name(field) + "” possible are: " + possible + ".");
    }

    private @Nullable String value(Field field, String text) {
        return switch (text.isEmpty() ? Parsed.NOTHING : values.filter(account, field, text)) {
            case Parsed.Ok ok -> ok.value() == null ? null : ok.value().toString();
            case Parsed.Bad bad ->
                throw ApiProblem.invalidParameter(
                        "filter",
                        "“" + table.name(field) + "”: " + bad.reason(),
                        PLUS_LOST.matcher(text).matches()
                                ? "In an address a + stands for a space: write %2B, or give the time in UTC with a Z."
                                : "Change the filter's value.");
        };
    }

    private RecordQuery.@Nullable LinkedTo linked() {
        String text = one("linked");
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        Field field = Shown.field(table, "linked", colon < 0 ? text : text.substring(0, colon));
        RecordId target = ApiValues.recordId(colon < 0 ? "" : text.substring(colon + 1))
                .orElseThrow(() -> ApiProblem.invalidParameter(
                        "linked", "No record is named.", "Write field:id, with a link field and a record's id."));
        if (!(field.kind() instanceof FieldKind.Link)) {
            throw ApiProblem.invalidParameter(
                    "linked", "“" + table.name(field) + "” is no link.", "Name a link field.");
        }
        return new RecordQuery.LinkedTo(field.id(), target);
    }

    private List<View.Sort> sorts() {
        String text = one("sort");
        List<View.Sort> sorts = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String part : text.split(",", -1)) {
                boolean descending = part.strip().startsWith("-");
                String name = descending ? part.strip().substring(1) : part.strip();
                sorts.add(new View.Sort(Shown.field(table, "sort", name).id(), descending));
            }
        }
        return sorts;
    }

    /** What a cursor belongs to: the same records in the same order, whatever of them is shown. */
    static String shape(RecordQuery query) {
        RecordQuery.LinkedTo linked = query.linkedFrom();
        return Sha256.hex(CanonicalJson.write(List.of(
                        query.table().toString(),
                        query.filters(),
                        query.sorts(),
                        query.search(),
                        linked == null ? "" : linked.linkField() + ":" + linked.target())))
                .substring(0, 16);
    }
}
