package io.slipway.integration.hostile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies of the schemas of a document: right ones with hostile texts in them, and wrong ones of every sort. */
final class Bodies {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 20_000;
    private static final int DEEPEST_SAMPLE = 6;

    private final JsonNode document;
    private final Map<String, JsonNode> free;

    /**
     * @param free what stands for objects the document says nothing about, by the name of the operation or property
     */
    Bodies(JsonNode document, Map<String, JsonNode> free) {
        this.document = document;
        this.free = free;
    }

    /** A body of the right form; texts that may be anything are the given one. */
    JsonNode sample(Operation operation, String text) {
        return sample(operation.body(), operation.name(), text, 0);
    }

    /** A body the operation takes; null: it takes none. */
    byte @Nullable [] body(Operation operation) {
        if (operation.media() == null) {
            return null;
        }
        return operation.takesJson() ? bytes(sample(operation, "text")) : "Name\nx\n".getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode sample(@Nullable JsonNode schema, String name, String text, int depth) {
        if (schema == null || depth > DEEPEST_SAMPLE) {
            return NODES.nullNode();
        }
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return sample(document.at(reference.substring(1)), name, text, depth);
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.path("properties").isObject()) {
            ObjectNode object = NODES.objectNode();
            schema.path("properties")
                    .properties()
                    .forEach(
                            each -> object.set(each.getKey(), sample(each.getValue(), each.getKey(), text, depth + 1)));
            return object;
        }
        return switch (schema.path("type").asString("object")) {
            case "string" -> NODES.stringNode(text);
            case "integer", "number" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(false);
            case "array" -> NODES.arrayNode().add(sample(schema.path("items"), name, text, depth + 1));
            default -> filled(free.getOrDefault(name, NODES.objectNode().put("x", "")), text);
        };
    }

    /** Empty texts become the given one. */
    private static JsonNode filled(JsonNode form, String text) {
        if (form.isString()) {
            return form.asString().isEmpty() ? NODES.stringNode(text) : form;
        }
        if (form instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), filled(each.getValue(), text)));
            return copy;
        }
        if (form instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode();
            array.forEach(each -> copy.add(filled(each, text)));
            return copy;
        }
        return form;
    }

    /** A right body with one value at a time of a wrong type, and with a property nobody knows. */
    List<byte[]> mistyped(Operation operation) {
        List<byte[]> all = new ArrayList<>();
        JsonNode sample = sample(operation, "text");
        mistype(sample, sample, all);
        if (sample instanceof ObjectNode object) {
            all.add(bytes(object.deepCopy().put("nobodyKnowsThis", true)));
        }
        return all;
    }

    private static void mistype(JsonNode whole, JsonNode at, List<byte[]> all) {
        if (at instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode right = object.path(name);
                for (JsonNode wrong : wrong()) {
                    object.set(name, wrong);
                    all.add(bytes(whole));
                }
                object.remove(name);
                all.add(bytes(whole));
                object.set(name, right);
                mistype(whole, right, all);
            }
        } else if (at instanceof ArrayNode array) {
            array.forEach(each -> mistype(whole, each, all));
        }
    }

    private static List<JsonNode> wrong() {
        return List.of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(-1),
                NODES.numberNode(new BigInteger("9".repeat(40))),
                NODES.numberNode(new BigDecimal("1e400")),
                NODES.arrayNode().add(NODES.nullNode()),
                NODES.objectNode().put("a", 1));
    }

    /** Bodies of no form at all. */
    static List<byte[]> broken() {
        return List.of(
                new byte[0],
                text("null"),
                text("[]"),
                text("[null]"),
                text("\"text\""),
                text("17"),
                text("{"),
                text("{}"),
                text("{\"a\":1,\"a\":2}"),
                text("{\"__proto__\":{},\"class\":\"java.lang.Runtime\",\"@type\":\"x\"}"),
                text("[".repeat(DEEP)),
                text("{\"fields\":".repeat(DEEP) + "1" + "}".repeat(DEEP)),
                text("{\"name\":" + "1".repeat(DEEP) + "}"),
                new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"', '}'
                },
                "{\"name\":\"é\"}".getBytes(StandardCharsets.UTF_16));
    }

    static byte[] bytes(JsonNode body) {
        return JSON.writeValueAsBytes(body);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
