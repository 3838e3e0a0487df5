package io.slipway.definition.document;

import io.slipway.definition.document.DocumentShape.Part;
import io.slipway.definition.document.DocumentShape.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document's JSON Schema (2020-12). For editors it knows every way to say a thing that is read; for programs only the
 * one that is written, so that a generated client has one type for each.
 */
public final class DocumentSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 100_000;

    private final boolean everyWay;
    private final UnaryOperator<String> address;

    private DocumentSchema(boolean everyWay, UnaryOperator<String> address) {
        this.everyWay = everyWay;
        this.address = address;
    }

    /** One schema for editors: whatever is read is valid, but for what only the environment can tell. */
    public static String forEditors() {
        DocumentSchema made = new DocumentSchema(true, name -> "#/$defs/" + name);
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Definition of a Slipway environment");
        Map<String, ObjectNode> all = made.all();
        ObjectNode document = all.remove(DocumentShape.DOCUMENT.name());
        if (document != null) {
            root.setAll(document);
        }
        ObjectNode definitions = root.putObject("$defs");
        all.forEach(definitions::set);
        return DocumentText.pretty(root);
    }

    /**
     * Schemas of what is written, by name: {@code Document}, {@code Table}, {@code Field} and so on, each as JSON.
     *
     * @param address where a schema of a name is, for references between them
     */
    public static Map<String, String> forPrograms(UnaryOperator<String> address) {
        Map<String, String> schemas = new LinkedHashMap<>();
        new DocumentSchema(false, address).all().forEach((name, schema) -> schemas.put(name, schema.toString()));
        return schemas;
    }

    private Map<String, ObjectNode> all() {
        Map<String, ObjectNode> schemas = new LinkedHashMap<>();
        Stream.of(
                        Stream.of(DocumentShape.DOCUMENT),
                        Arrays.stream(DocumentSection.values()).map(DocumentShape::of),
                        Stream.of(
                                DocumentShape.ITEM,
                                DocumentShape.FILTER,
                                DocumentShape.SORT,
                                DocumentShape.PERMISSION,
                                DocumentShape.CHOICE,
                                DocumentShape.CONVERSION,
                                DocumentShape.RULE))
                .flatMap(shapes -> shapes)
                .forEach(shape -> schemas.put(shape.name(), object(shape)));
        schemas.put(DocumentShape.REFERENCE_OBJECT.name(), reference());
        schemas.put("Kind", everyWay ? everyKind() : oneKind());
        return schemas;
    }

    private ObjectNode object(DocumentShape shape) {
        return object(shape.parts());
    }

    private ObjectNode object(List<Part> parts) {
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        for (Part part : parts) {
            ObjectNode type = type(part.type());
            type.put("description", part.about());
            properties.set(part.name(), type);
        }
        List<String> needed =
                parts.stream().filter(Part::needed).map(Part::name).toList();
        if (!needed.isEmpty()) {
            ArrayNode required = schema.putArray("required");
            needed.forEach(required::add);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode type(Type type) {
        return switch (type) {
            case DocumentShape.Phrase text -> typed("string", text.nullable()).put("maxLength", LONGEST_TEXT);
            case DocumentShape.OneOf one -> {
                ObjectNode schema = typed("string", one.nullable());
                ArrayNode values = schema.putArray("enum");
                one.words().forEach(values::add);
                if (one.nullable()) {
                    values.addNull();
                }
                yield schema;
            }
            case DocumentShape.Constant constant -> constant(constant.value());
            case DocumentShape.Whole whole -> whole(whole);
            case DocumentShape.YesNo yesNo -> typed("boolean");
            case DocumentShape.Value value -> value(value.lists());
            case DocumentShape.Reference reference ->
                orNull(ref(DocumentShape.REFERENCE_OBJECT.name()), reference.nullable());
            case DocumentShape.ByName byName ->
                everyWay ? orNull(ref(DocumentShape.REFERENCE_OBJECT.name()), true) : typed("string", true);
            case DocumentShape.ListOf list -> {
                ObjectNode schema = typed("array");
                schema.set("items", type(list.each()));
                yield schema;
            }
            case DocumentShape.Nested nested -> ref(nested.shape().name());
            case DocumentShape.Section section -> {
                ObjectNode schema = typed("array");
                schema.set("items", ref(DocumentShape.of(section.section()).name()));
                yield schema;
            }
            case DocumentShape.Kind kind -> orNull(ref("Kind"), everyWay);
            case DocumentShape.Choice choice -> either(typed("string"), ref(DocumentShape.CHOICE.name()));
            case DocumentShape.Rule rule -> orNull(ref(DocumentShape.RULE.name()), everyWay);
        };
    }

    private ObjectNode constant(Object value) {
        if (value instanceof Integer number) {
            ObjectNode schema = everyWay ? JSON.objectNode() : typed("integer");
            ArrayNode values = schema.putArray("enum").add(number);
            if (everyWay) {
                values.add(number.toString());
            }
            return schema;
        }
        ObjectNode schema = typed("string");
        schema.putArray("enum").add(value.toString());
        return schema;
    }

    private ObjectNode whole(DocumentShape.Whole whole) {
        ObjectNode schema = JSON.objectNode();
        if (!everyWay && whole.wide()) {
            // a number or a text: no type is the only one that every generator takes for both
            return schema;
        }
        ObjectNode number = typed("integer");
        Long least = whole.least();
        if (least != null) {
            number.put("minimum", least);
        }
        if (!everyWay) {
            return number.put("format", "int64");
        }
        // one type each: not every program that checks by a schema takes limits of a number beside several types
        ArrayNode ways = schema.putArray("anyOf").add(number);
        ways.add(typed("string").put("pattern", "^-?[0-9]{1,19}$"));
        if (whole.nullable()) {
            ways.add(typed("null"));
        }
        return schema;
    }

    private ObjectNode value(boolean lists) {
        if (!everyWay) {
            return typed("string", true);
        }
        ObjectNode schema = JSON.objectNode();
        ArrayNode types = schema.putArray("type")
                .add("string")
                .add("number")
                .add("boolean")
                .add("null");
        if (lists) {
            types.add("array");
            schema.putObject("items")
                    .putArray("type")
                    .add("string")
                    .add("number")
                    .add("boolean");
        }
        return schema;
    }

    private ObjectNode reference() {
        ObjectNode object = object(DocumentShape.REFERENCE_OBJECT);
        if (!everyWay) {
            return object;
        }
        ObjectNode schema = JSON.objectNode();
        schema.put("description", "A name, an id, or both");
        schema.putArray("anyOf")
                .add(typed("string"))
                .add(typed("integer").put("minimum", 1))
                .add(object);
        return schema;
    }

    private ObjectNode everyKind() {
        ObjectNode schema = JSON.objectNode();
        ArrayNode ways = schema.putArray("anyOf");
        ObjectNode word = typed("string");
        ways.add(word);
        ArrayNode words = word.putArray("enum");
        DocumentShape.KINDS.forEach((name, shape) -> {
            words.add(name);
            ways.add(object(shape));
        });
        return schema;
    }

    /** All kinds in one: which settings a kind has is said in the document's description. */
    private ObjectNode oneKind() {
        Map<String, Part> settings = new LinkedHashMap<>();
        settings.put(
                "kind",
                new Part(
                        "kind",
                        new DocumentShape.OneOf(List.copyOf(DocumentShape.KINDS.keySet()), false),
                        true,
                        "Its word"));
        DocumentShape.KINDS.values().stream()
                .flatMap(shape -> shape.parts().stream())
                .forEach(part -> settings.putIfAbsent(part.name(), part));
        return object(List.copyOf(settings.values()));
    }

    private ObjectNode either(ObjectNode shortly, ObjectNode object) {
        if (!everyWay) {
            return object;
        }
        ObjectNode schema = JSON.objectNode();
        schema.putArray("anyOf").add(shortly).add(object);
        return schema;
    }

    private static ObjectNode orNull(ObjectNode reference, boolean nullable) {
        if (!nullable) {
            return reference;
        }
        ObjectNode schema = JSON.objectNode();
        schema.putArray("anyOf").add(reference).add(typed("null"));
        return schema;
    }

    private ObjectNode ref(String name) {
        return JSON.objectNode().put("$ref", address.apply(name));
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode typed(String type, boolean nullable) {
        ObjectNode schema = JSON.objectNode();
        if (nullable) {
            schema.putArray("type").add(type).add("null");
        } else {
            schema.put("type", type);
        }
        return schema;
    }
}
