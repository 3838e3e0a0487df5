package io.slipway.definition.document;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what a field holds. */
final class KindReader {

    private static final Set<String> KINDS = DocumentShape.KINDS.keySet();

    private final References references;
    private final DocumentIds ids;

    KindReader(References references, DocumentIds ids) {
        this.references = references;
        this.ids = ids;
    }

    /**
     * The kind; null: it was reported why there is none.
     *
     * @param old the field as it is now
     */
    @Nullable
    FieldKind read(Properties field, ResourceId table, @Nullable Field old) {
        Properties.Element element = field.element("kind");
        FieldKind before = old == null ? null : old.kind();
        if (element == null) {
            if (before == null || field.has("kind")) {
                field.problem("kind", "The kind is missing. Kinds are " + String.join(", ", KINDS) + ".");
            }
            return before;
        }
        if (element.node().isString()) {
            element = new Properties.Element(
                    JsonNodeFactory.instance.objectNode().set("kind", element.node()), element.path());
        }
        if (!element.node().isObject()) {
            field.problem(element, "A kind is an object such as {\"kind\": \"text\", \"maxLength\": 100}.");
            return null;
        }
        Properties properties = field.of(element);
        String name = properties.textOrNull("kind");
        if (name == null || !KINDS.contains(name)) {
            properties.problem(
                    "kind",
                    (name == null ? "The kind's word is missing" : Problems.quoted(name) + " is no kind")
                            + ". Kinds are " + String.join(", ", KINDS) + ".");
            return null;
        }
        properties.only(Objects.requireNonNull(DocumentShape.KINDS.get(name)).names());
        try {
            return kind(name, properties, table, old, before);
        } catch (InvalidInput bad) {
            properties.problem(bad.place(), String.valueOf(bad.getMessage()));
            return null;
        }
    }

    private @Nullable FieldKind kind(
            String name, Properties p, ResourceId table, @Nullable Field old, @Nullable FieldKind before) {
        return switch (name) {
            case "text" ->
                new FieldKind.ShortText(
                        p.small("maxLength", before instanceof FieldKind.ShortText k ? k.maxLength() : 100));
            case "integer" ->
                new FieldKind.WholeNumber(
                        p.whole("min", before instanceof FieldKind.WholeNumber k ? k.min() : null),
                        p.whole("max", before instanceof FieldKind.WholeNumber k ? k.max() : null));
            case "decimal" ->
                new FieldKind.DecimalNumber(
                        p.small("scale", before instanceof FieldKind.DecimalNumber k ? k.scale() : 2));
            case "percent" ->
                new FieldKind.Percent(p.small("scale", before instanceof FieldKind.Percent k ? k.scale() : 2));
            case "currency" -> new FieldKind.Money(p.text("code", before instanceof FieldKind.Money k ? k.code() : ""));
            case "single-choice" -> new FieldKind.SingleChoice(choices(p, old, before));
            case "multi-choice" -> new FieldKind.MultiChoice(choices(p, old, before));
            case "auto-number" -> {
                FieldKind.AutoNumber now = before instanceof FieldKind.AutoNumber k ? k : null;
                yield new FieldKind.AutoNumber(
                        p.text("prefix", now == null ? "" : now.prefix()),
                        p.small("digits", now == null ? 4 : now.digits()));
            }
            case "link" -> {
                if (!p.has("relationship") && before instanceof FieldKind.Link) {
                    yield before;
                }
                ResourceId relationship = references.needed(p, "relationship", ResourceType.RELATIONSHIP, table);
                yield relationship == null ? null : new FieldKind.Link(relationship);
            }
            default -> withoutSettings(name);
        };
    }

    private static FieldKind withoutSettings(String name) {
        return switch (name) {
            case "long-text" -> new FieldKind.LongText();
            case "date" -> new FieldKind.Date();
            case "date-time" -> new FieldKind.DateTime();
            case "time" -> new FieldKind.Time();
            case "yes-no" -> new FieldKind.YesNo();
            case "email" -> new FieldKind.Email();
            case "phone" -> new FieldKind.Phone();
            case "url" -> new FieldKind.Url();
            case "user" -> new FieldKind.User();
            default -> throw new IllegalStateException("A kind without a reader: " + name);
        };
    }

    /** Choices by id; those without one by their label as it is now, else new ones. */
    private List<Choice> choices(Properties kind, @Nullable Field old, @Nullable FieldKind before) {
        List<Choice> now = of(before);
        List<Properties.Element> elements = kind.list("choices");
        if (elements == null) {
            return now;
        }
        List<@Nullable Long> said = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Properties.Element element : elements) {
            Long id = null;
            String label = null;
            if (element.node().isString()) {
                label = element.node().stringValue();
            } else if (element.node().isObject()) {
                Properties choice = kind.of(element);
                choice.only(DocumentShape.CHOICE.names());
                id = choice.whole("id", null);
                label = choice.textOrNull("label");
                if (id != null && id <= 0) {
                    choice.problem("id", "The id of a choice is positive.");
                    continue;
                }
            }
            if (label == null) {
                kind.problem(element, "A choice is its label, or {\"id\": …, \"label\": …}.");
                continue;
            }
            try {
                Text.name("choice", label);
            } catch (InvalidInput bad) {
                kind.problem(element, String.valueOf(bad.getMessage()));
                continue;
            }
            said.add(id);
            labels.add(label);
        }
        return numbered(said, labels, now, old);
    }

    private List<Choice> numbered(
            List<@Nullable Long> said, List<String> labels, List<Choice> now, @Nullable Field old) {
        long highest = now.stream().mapToLong(Choice::id).max().orElse(0);
        for (Long id : said) {
            highest = Math.max(highest, id == null ? 0 : id);
        }
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            Long id = said.get(i);
            if (id == null) {
                id = now.stream()
                        .filter(choice -> choice.label().equals(label.strip()) && !said.contains(choice.id()))
                        .findFirst()
                        .map(Choice::id)
                        .orElse(null);
            }
            if (id == null) {
                highest = Math.max(highest + 1, old == null ? 1 : ids.freshChoice(old));
                id = highest;
            }
            choices.add(new Choice(Objects.requireNonNull(id), label));
        }
        return choices;
    }

    private static List<Choice> of(@Nullable FieldKind kind) {
        if (kind instanceof FieldKind.SingleChoice single) {
            return single.choices();
        }
        return kind instanceof FieldKind.MultiChoice multi ? multi.choices() : List.of();
    }
}
