package io.slipway.definition.document;

import io.slipway.common.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object read property by property. What is absent is as it was; what is of the wrong type is reported, and then
 * taken as absent.
 */
final class Properties {

    private static final int TEXT_LIMIT = 100_000;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private final JsonNode node;
    private final String path;
    private final Problems problems;
    private String what;

    Properties(JsonNode node, String path, String what, Problems problems) {
        this.node = node;
        this.path = path;
        this.what = what;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    /** From now on messages call it like this. */
    void called(String title) {
        what = title;
    }

    void problem(String message) {
        problems.add(path, what + ": " + message);
    }

    void problem(String key, String message) {
        problems.add(path(key), what + ": " + message);
    }

    private String path(String key) {
        return PLAIN.matcher(key).matches()
                ? path + "." + key
                : path + "['"
                        + key.codePoints()
                                .limit(40)
                                .filter(c -> !Character.isISOControl(c) && c != '\'')
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        + "']";
    }

    /** Reports what nobody knows. */
    void only(List<String> known) {
        Set<String> names = Set.copyOf(known);
        for (String key : node.propertyNames()) {
            if (!names.contains(key)) {
                problem(
                        key,
                        "There is no property " + Problems.quoted(key) + " here. There are "
                                + known.stream().collect(Collectors.joining(", ")) + ".");
            }
        }
    }

    boolean has(String key) {
        return node.has(key);
    }

    boolean isNull(String key) {
        JsonNode value = node.get(key);
        return value != null && value.isNull();
    }

    /** A text; null is none, which is empty. */
    String text(String key, String otherwise) {
        JsonNode value = node.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            problem(key, "A text is needed here.");
            return otherwise;
        }
        return sound(key, value.stringValue()) ? value.stringValue() : otherwise;
    }

    /** A text that must not be missing; null: it is, which has been reported if it is of a wrong type. */
    @Nullable
    String textOrNull(String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            problem(key, "A text is needed here.");
            return null;
        }
        return sound(key, value.stringValue()) ? value.stringValue() : null;
    }

    /** The text of any single value, for defaults and filters. */
    @Nullable
    String value(String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isContainer()) {
            problem(key, "One value is needed here, as text.");
            return null;
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? value.bigIntegerValue().toString() : plain(key, value);
        }
        if (value.isBoolean()) {
            return Boolean.toString(value.booleanValue());
        }
        return sound(key, value.stringValue()) ? value.stringValue() : null;
    }

    private @Nullable String plain(String key, JsonNode value) {
        if (Math.abs((long) value.decimalValue().scale()) > 100) {
            problem(key, "This number is longer than any field can hold.");
            return null;
        }
        return value.decimalValue().toPlainString();
    }

    private boolean sound(String key, String text) {
        if (Text.hasLoneSurrogate(text)) {
            problem(key, "The text has half of a character, which can't be stored. Type it again.");
            return false;
        }
        if (text.length() > TEXT_LIMIT) {
            problem(key, "The text has " + text.length() + " characters; at most " + TEXT_LIMIT + " are possible.");
            return false;
        }
        return true;
    }

    boolean yesNo(String key, boolean otherwise) {
        JsonNode value = node.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            problem(key, "true or false is needed here.");
            return otherwise;
        }
        return value.booleanValue();
    }

    /** A whole number, as JSON number or as text; null: none. */
    @Nullable
    Long whole(String key, @Nullable Long otherwise) {
        JsonNode value = node.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value.isNull()) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isString() && WHOLE.matcher(value.stringValue()).matches()) {
            try {
                return Long.valueOf(value.stringValue());
            } catch (NumberFormatException tooLong) {
                // Reported below as every other number that is none.
            }
        }
        problem(key, "A whole number is needed here.");
        return otherwise;
    }

    /** A whole number that fits an int and must be there. */
    int small(String key, int otherwise) {
        Long value = whole(key, (long) otherwise);
        if (value == null || value != value.intValue()) {
            problem(key, "A small whole number is needed here.");
            return otherwise;
        }
        return value.intValue();
    }

    /** The values of a list with their places; null: absent, or reported as no list. */
    @Nullable
    List<Element> list(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            problem(key, "A list is needed here.");
            return null;
        }
        List<Element> elements = new ArrayList<>(value.size());
        int index = 0;
        for (JsonNode each : value) {
            elements.add(new Element(each, path(key) + "[" + index + "]"));
            index++;
        }
        return elements;
    }

    /** The objects of a list; null: absent, or reported as no list. What is no object is reported and left out. */
    @Nullable
    List<Properties> objects(String key) {
        List<Element> elements = list(key);
        if (elements == null) {
            return null;
        }
        List<Properties> objects = new ArrayList<>(elements.size());
        for (Element element : elements) {
            if (element.node().isObject()) {
                objects.add(new Properties(element.node(), element.path(), what, problems));
            } else {
                problems.add(element.path(), what + ": An object is needed here.");
            }
        }
        return objects;
    }

    /** Any value with its place; null: absent or null. */
    @Nullable
    Element element(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : new Element(value, path(key));
    }

    Properties of(Element element) {
        return new Properties(element.node(), element.path(), what, problems);
    }

    void problem(Element element, String message) {
        problems.add(element.path(), what + ": " + message);
    }

    /** A value and where it is. */
    record Element(JsonNode node, String path) {}
}
