package io.slipway.builder.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What resources are like, in a few words. */
final class BuildWords {

    private static final int CHOICES = 6;

    private BuildWords() {}

    static String name(Definition definition, ResourceId id) {
        return definition.find(id).map(Resource::name).orElse("(removed)");
    }

    static String names(Definition definition, Collection<ResourceId> ids) {
        return ids.stream().map(id -> name(definition, id)).collect(Collectors.joining(", "));
    }

    /** A field's kind with its options. */
    static String kind(Definition definition, FieldKind kind) {
        String label = kind.label();
        return switch (kind) {
            case FieldKind.ShortText k -> label + ", up to " + k.maxLength() + " characters";
            case FieldKind.WholeNumber k -> label + bounds(k);
            case FieldKind.DecimalNumber k -> label + ", " + places(k.scale());
            case FieldKind.Percent k -> label + ", " + places(k.scale());
            case FieldKind.Money k -> label + " in " + k.code();
            case FieldKind.SingleChoice k -> label + ": " + choices(k.choices());
            case FieldKind.MultiChoice k -> label + ": " + choices(k.choices());
            case FieldKind.AutoNumber k ->
                label + ", such as " + k.prefix() + "0".repeat(Math.max(0, k.digits() - 1)) + "1";
            case FieldKind.Link k ->
                definition
                        .find(Relationship.class, k.relationship())
                        .map(relationship -> label + " to " + name(definition, relationship.to()) + ", "
                                + relationship.cardinality().label())
                        .orElse(label);
            case FieldKind.LongText k -> label;
            case FieldKind.Date k -> label;
            case FieldKind.DateTime k -> label;
            case FieldKind.Time k -> label;
            case FieldKind.YesNo k -> label;
            case FieldKind.Email k -> label;
            case FieldKind.Phone k -> label;
            case FieldKind.Url k -> label;
            case FieldKind.User k -> label;
        };
    }

    private static String places(int scale) {
        return scale == 1 ? "1 decimal place" : scale + " decimal places";
    }

    private static String bounds(FieldKind.WholeNumber kind) {
        if (kind.min() != null && kind.max() != null) {
            return " from " + kind.min() + " to " + kind.max();
        }
        if (kind.min() != null) {
            return ", at least " + kind.min();
        }
        return kind.max() == null ? "" : ", at most " + kind.max();
    }

    private static String choices(List<Choice> choices) {
        if (choices.isEmpty()) {
            return "none yet";
        }
        String first = choices.stream().limit(CHOICES).map(Choice::label).collect(Collectors.joining(", "));
        return choices.size() > CHOICES ? first + " and " + (choices.size() - CHOICES) + " more" : first;
    }

    /** A value as people see it. */
    static String value(BuildRoom room, Field field, String canonical, ZoneId zone) {
        if (!(ValueText.parse(field.kind(), canonical) instanceof Parsed.Ok ok) || ok.value() == null) {
            return canonical;
        }
        if (field.kind() instanceof FieldKind.User && ok.value() instanceof Long id) {
            return room.directory()
                    .name(room.actor().account(), new io.slipway.common.UserId(id))
                    .orElse("(unknown person)");
        }
        return ValueText.show(field, ok.value(), zone, Locale.ENGLISH);
    }

    static String comparison(View.Comparison comparison) {
        return switch (comparison) {
            case EQUALS -> "is";
            case NOT_EQUALS -> "is not";
            case CONTAINS -> "contains";
            case STARTS_WITH -> "starts with";
            case LESS -> "is less than";
            case AT_MOST -> "is at most";
            case GREATER -> "is more than";
            case AT_LEAST -> "is at least";
            case EMPTY -> "is empty";
            case NOT_EMPTY -> "is not empty";
        };
    }

    static String filter(Bench bench, View.Filter filter) {
        String start = name(bench.definition(), filter.field()) + " " + comparison(filter.comparison());
        String value = filter.value();
        return value == null
                ? start
                : bench.definition()
                        .find(Field.class, filter.field())
                        .map(field -> start + " “"
                                + value(
                                        bench.room(),
                                        field,
                                        value,
                                        bench.room().time().zone()) + "”")
                        .orElse(start);
    }

    static String permission(Permission permission) {
        List<String> allowed = new ArrayList<>();
        if (permission.see()) {
            allowed.add("see");
        }
        if (permission.create()) {
            allowed.add("create");
        }
        if (permission.edit()) {
            allowed.add("edit");
        }
        if (permission.delete()) {
            allowed.add("delete");
        }
        return allowed.isEmpty() ? "nothing" : String.join(", ", allowed);
    }

    /** Resources by name, as lists show them. */
    static <R extends Resource> List<R> byName(java.util.stream.Stream<R> resources) {
        return resources
                .sorted(java.util.Comparator.comparing(
                                (R resource) -> resource.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Resource::id))
                .toList();
    }

    static List<Table> tables(Definition definition) {
        return byName(definition.all(Table.class));
    }
}
