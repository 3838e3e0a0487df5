package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Kinds of fields as JSON. */
final class KindWriter {

    /** Whole numbers beyond this are written as text: programs that read JSON numbers as doubles would bend them. */
    private static final long EXACT_IN_A_DOUBLE = 1L << 53;

    private KindWriter() {}

    static ObjectNode write(FieldKind kind, Function<ResourceId, JsonNode> reference) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", name(kind));
        switch (kind) {
            case FieldKind.ShortText k -> node.put("maxLength", k.maxLength());
            case FieldKind.WholeNumber k -> {
                node.set("min", number(k.min()));
                node.set("max", number(k.max()));
            }
            case FieldKind.DecimalNumber k -> node.put("scale", k.scale());
            case FieldKind.Percent k -> node.put("scale", k.scale());
            case FieldKind.Money k -> node.put("code", k.code());
            case FieldKind.SingleChoice k -> choices(node, k.choices());
            case FieldKind.MultiChoice k -> choices(node, k.choices());
            case FieldKind.AutoNumber k -> {
                node.put("prefix", k.prefix());
                node.put("digits", k.digits());
            }
            case FieldKind.Link k -> node.set("relationship", reference.apply(k.relationship()));
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
        return node;
    }

    /** The kind's word; the same as in the changelog. */
    static String name(FieldKind kind) {
        return switch (kind) {
            case FieldKind.ShortText k -> "text";
            case FieldKind.LongText k -> "long-text";
            case FieldKind.WholeNumber k -> "integer";
            case FieldKind.DecimalNumber k -> "decimal";
            case FieldKind.Money k -> "currency";
            case FieldKind.Percent k -> "percent";
            case FieldKind.Date k -> "date";
            case FieldKind.DateTime k -> "date-time";
            case FieldKind.Time k -> "time";
            case FieldKind.YesNo k -> "yes-no";
            case FieldKind.SingleChoice k -> "single-choice";
            case FieldKind.MultiChoice k -> "multi-choice";
            case FieldKind.Email k -> "email";
            case FieldKind.Phone k -> "phone";
            case FieldKind.Url k -> "url";
            case FieldKind.User k -> "user";
            case FieldKind.AutoNumber k -> "auto-number";
            case FieldKind.Link k -> "link";
        };
    }

    private static void choices(ObjectNode node, List<Choice> choices) {
        ArrayNode list = node.putArray("choices");
        for (Choice choice : choices) {
            ObjectNode one = list.addObject();
            one.set("id", number(choice.id()));
            one.put("label", choice.label());
        }
    }

    private static JsonNode number(@Nullable Long value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value == null) {
            return json.nullNode();
        }
        boolean exact = value > -EXACT_IN_A_DOUBLE && value < EXACT_IN_A_DOUBLE;
        return exact ? json.numberNode(value) : json.stringNode(value.toString());
    }
}
