package io.slipway.definition.document;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text of documents: strict to read, and written in one way only, for people and for version control. */
final class DocumentText {

    private static final int DEPTH = 30;
    private static final int LINE = 100;
    private static final String INDENT = "  ";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxDocumentLength(4L * DefinitionDocument.LIMIT)
                            .maxStringLength(1_000_000)
                            .maxNameLength(1_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private DocumentText() {}

    /** The JSON value; null when there is none, which then is among the problems. */
    static @Nullable JsonNode parse(String text, Problems problems) {
        if (text.length() > DefinitionDocument.LIMIT) {
            problems.add(
                    "$",
                    "The document has " + text.length() + " characters; at most " + DefinitionDocument.LIMIT
                            + " are read at once. Send its resources one by one.");
            return null;
        }
        if (text.isBlank()) {
            problems.add("$", "The document is empty.");
            return null;
        }
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException tooMuch) {
            problems.add(
                    "$",
                    "The document is nested deeper than " + DEPTH
                            + " levels, or has a text or number longer than any in a definition" + at(tooMuch) + ".");
        } catch (JacksonException bad) {
            problems.add("$", "This is no JSON: " + bad.getOriginalMessage() + at(bad) + ".");
        }
        return null;
    }

    private static String at(JacksonException problem) {
        TokenStreamLocation location = problem.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** Two spaces a level; what fits in a line is in one line; ends with a line end. */
    static String pretty(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, "", text);
        return text.append('\n').toString();
    }

    private static void write(JsonNode node, String indent, StringBuilder text) {
        String line = line(node, LINE);
        if (line != null) {
            text.append(line);
        } else if (node.isObject()) {
            String inner = indent + INDENT;
            text.append('{');
            String separator = "\n";
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                text.append(separator)
                        .append(inner)
                        .append(quoted(property.getKey()))
                        .append(": ");
                write(property.getValue(), inner, text);
                separator = ",\n";
            }
            text.append('\n').append(indent).append('}');
        } else {
            String inner = indent + INDENT;
            text.append('[');
            String separator = "\n";
            for (JsonNode each : node) {
                text.append(separator).append(inner);
                write(each, inner, text);
                separator = ",\n";
            }
            text.append('\n').append(indent).append(']');
        }
    }

    /** The value in one line; null when it is longer than there is room. */
    private static @Nullable String line(JsonNode node, int room) {
        if (!node.isContainer()) {
            return scalar(node);
        }
        StringBuilder line = new StringBuilder(node.isObject() ? "{" : "[");
        Iterator<String> names = node.propertyNames().iterator();
        String separator = node.isObject() ? " " : "";
        for (JsonNode each : node) {
            line.append(separator);
            if (names.hasNext()) {
                line.append(quoted(names.next())).append(": ");
            }
            String part = line.length() > room ? null : line(each, room - line.length());
            if (part == null || line.length() + part.length() > room) {
                return null;
            }
            line.append(part);
            separator = ", ";
        }
        return line.append(node.isObject() ? (node.isEmpty() ? "}" : " }") : "]")
                .toString();
    }

    private static String scalar(JsonNode node) {
        return node.isString() ? quoted(node.stringValue()) : node.toString();
    }

    private static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
