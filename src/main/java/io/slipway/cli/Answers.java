package io.slipway.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads the API's answers: what is missing reads as empty text, so that an older server only shows less. */
final class Answers {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Answers() {}

    /** A property as text. */
    static String text(JsonNode node, String property) {
        JsonNode value = node.path(property);
        return value.isValueNode() ? value.asString("") : "";
    }

    /** A list of texts as one line. */
    static String joined(JsonNode list) {
        return String.join("; ", list.valueStream().map(JsonNode::asString).toList());
    }

    /** A moment in the reader's own time zone. */
    static String time(JsonNode node, String property) {
        String text = text(node, property);
        try {
            return text.isEmpty() ? "" : LOCAL.format(Instant.parse(text).atZone(ZoneId.systemDefault()));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** Bytes as people say them. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
