package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a field's settings suit its kind. */
final class FieldRules {

    private FieldRules() {}

    static List<Violation> check(Field field, Map<ResourceId, ? extends Resource> resources) {
        List<Violation> found = new ArrayList<>();
        boolean manyToMany = false;
        if (field.kind() instanceof FieldKind.Link link
                && resources.get(link.relationship()) instanceof Relationship relationship) {
            manyToMany = relationship.cardinality() == Cardinality.MANY_TO_MANY;
            link(field, relationship, resources, found);
        }
        settings(field, manyToMany, found);
        return found;
    }

    /** The rules that look at nothing but the field. */
    static boolean suits(Field field) {
        List<Violation> found = new ArrayList<>();
        settings(field, false, found);
        return found.isEmpty();
    }

    private static void settings(Field field, boolean manyToMany, List<Violation> found) {
        if (field.required() && field.kind() instanceof FieldKind.AutoNumber) {
            report(field, "required", "An auto-number is always there; it can't be required.", found);
        }
        if (field.unique()) {
            notUnique(field.kind(), manyToMany)
                    .ifPresent(what -> report(field, "unique", what + " can't be unique.", found));
        }
        if (field.defaultValue() != null) {
            defaultValue(field, field.defaultValue(), found);
        }
    }

    private static Optional<String> notUnique(FieldKind kind, boolean manyToMany) {
        return switch (kind) {
            case FieldKind.YesNo k -> Optional.of("A yes/no field");
            case FieldKind.MultiChoice k -> Optional.of("A multiple choice field");
            case FieldKind.Link k when manyToMany -> Optional.of("A link to many records");
            default -> Optional.empty();
        };
    }

    private static void defaultValue(Field field, String canonical, List<Violation> found) {
        if (field.kind() instanceof FieldKind.AutoNumber || field.kind() instanceof FieldKind.Link) {
            report(field, "defaultValue", "A field of type " + field.kind().label() + " has no default value.", found);
        } else if (field.unique()) {
            report(
                    field,
                    "defaultValue",
                    "A unique field has no default value: the second record would break it.",
                    found);
        } else {
            problem(field.kind(), canonical)
                    .ifPresent(problem -> report(
                            field, "defaultValue", "The default value does not suit the field: " + problem, found));
        }
    }

    private static Optional<String> problem(FieldKind kind, String canonical) {
        return switch (ValueText.parse(kind, canonical)) {
            case Parsed.Bad bad -> Optional.of(bad.reason());
            case Parsed.Ok ok -> ValueRules.check(kind, ok.value());
        };
    }

    private static void link(
            Field field,
            Relationship relationship,
            Map<ResourceId, ? extends Resource> resources,
            List<Violation> found) {
        if (!relationship.from().equals(field.table())) {
            found.add(new Violation(
                    Violation.Rule.LINK,
                    field.id(),
                    "kind",
                    DefinitionRules.title(field) + " carries a relationship of another table.",
                    Set.of(field.id(), relationship.id())));
        }
        boolean second = resources.values().stream()
                .anyMatch(other -> other instanceof Field earlier
                        && earlier.id().compareTo(field.id()) < 0
                        && earlier.kind().equals(field.kind()));
        if (second) {
            found.add(new Violation(
                    Violation.Rule.LINK,
                    field.id(),
                    "kind",
                    "There is already a link field for this relationship.",
                    Set.of(field.id(), relationship.id())));
        }
    }

    private static void report(Field field, String place, String message, List<Violation> found) {
        found.add(new Violation(
                Violation.Rule.FIELD,
                field.id(),
                place,
                DefinitionRules.title(field) + ": " + message,
                Set.of(field.id())));
    }
}
