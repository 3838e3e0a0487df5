package io.slipway.definition.compare;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The properties of a field's kind, in words. */
final class KindProperties {

    private static final int CHOICES_NAMED = 5;

    private KindProperties() {}

    static List<Property> of(FieldKind kind, Names names) {
        List<Property> found = new ArrayList<>();
        found.add(new Property("kind", "type", kind.getClass(), words(kind), Property.Sort.VALUE));
        switch (kind) {
            case FieldKind.ShortText k -> found.add(value("maxLength", "maximum length", k.maxLength()));
            case FieldKind.WholeNumber k -> {
                found.add(value("min", "smallest value", k.min()));
                found.add(value("max", "largest value", k.max()));
            }
            case FieldKind.DecimalNumber k -> found.add(value("scale", "decimal places", k.scale()));
            case FieldKind.Percent k -> found.add(value("scale", "decimal places", k.scale()));
            case FieldKind.Money k -> found.add(value("code", "currency", k.code()));
            case FieldKind.AutoNumber k -> {
                found.add(value("prefix", "prefix", k.prefix()));
                found.add(value("digits", "digits", k.digits()));
            }
            case FieldKind.SingleChoice k -> choices(k.choices(), found);
            case FieldKind.MultiChoice k -> choices(k.choices(), found);
            case FieldKind.Link k ->
                found.add(new Property(
                        "kind.relationship",
                        "relationship",
                        k.relationship(),
                        Words.quoted(names.of(k.relationship())),
                        Property.Sort.VALUE));
            case FieldKind.LongText k -> {}
            case FieldKind.Date k -> {}
            case FieldKind.DateTime k -> {}
            case FieldKind.Time k -> {}
            case FieldKind.YesNo k -> {}
            case FieldKind.Email k -> {}
            case FieldKind.Phone k -> {}
            case FieldKind.Url k -> {}
            case FieldKind.User k -> {}
        }
        return found;
    }

    private static Property value(String path, String label, @Nullable Object value) {
        String words = value == null || value.equals("") ? Words.NOTHING : value.toString();
        return new Property("kind." + path, label, value, words, Property.Sort.VALUE);
    }

    private static void choices(List<Choice> choices, List<Property> found) {
        for (Choice choice : choices) {
            found.add(new Property(
                    "kind.choices/" + choice.id(),
                    "choice",
                    choice.label(),
                    Words.quoted(choice.label()),
                    Property.Sort.ENTRY));
        }
        List<Long> ids = choices.stream().map(Choice::id).toList();
        found.add(new Property(
                "kind.choices.order", "order of choices", ids, labels(choices, choices.size()), Property.Sort.ORDER));
    }

    /** The kind with what limits it: "Text, at most 50 characters". */
    static String words(FieldKind kind) {
        return switch (kind) {
            case FieldKind.ShortText k -> kind.label() + ", at most " + k.maxLength() + " characters";
            case FieldKind.WholeNumber k -> kind.label() + range(k);
            case FieldKind.DecimalNumber k -> kind.label() + ", " + k.scale() + " decimal places";
            case FieldKind.Percent k -> kind.label() + ", " + k.scale() + " decimal places";
            case FieldKind.Money k -> kind.label() + " (" + k.code() + ")";
            case FieldKind.SingleChoice k -> kind.label() + " (" + labels(k.choices(), CHOICES_NAMED) + ")";
            case FieldKind.MultiChoice k -> kind.label() + " (" + labels(k.choices(), CHOICES_NAMED) + ")";
            case FieldKind.AutoNumber k ->
                kind.label() + " (" + k.prefix() + "0".repeat(Math.max(0, k.digits() - 1)) + "1)";
            case FieldKind.Link k -> kind.label();
            case FieldKind.LongText k -> kind.label();
            case FieldKind.Date k -> kind.label();
            case FieldKind.DateTime k -> kind.label();
            case FieldKind.Time k -> kind.label();
            case FieldKind.YesNo k -> kind.label();
            case FieldKind.Email k -> kind.label();
            case FieldKind.Phone k -> kind.label();
            case FieldKind.Url k -> kind.label();
            case FieldKind.User k -> kind.label();
        };
    }

    private static String range(FieldKind.WholeNumber kind) {
        if (kind.min() != null && kind.max() != null) {
            return " from " + kind.min() + " to " + kind.max();
        }
        if (kind.min() != null) {
            return ", at least " + kind.min();
        }
        return kind.max() == null ? "" : ", at most " + kind.max();
    }

    private static String labels(List<Choice> choices, int most) {
        String named = choices.stream().limit(most).map(Choice::label).collect(Collectors.joining(", "));
        return choices.size() > most ? named + " …" : named;
    }
}
