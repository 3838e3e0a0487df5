package io.slipway.cli;

import tools.jackson.databind.JsonNode;

/** Changes of a definition as lines: sign, what it is, what becomes of it. */
final class ChangeLine {

    private ChangeLine() {}

    /** One change. */
    static String of(JsonNode change) {
        String words = Answers.joined(change.path("words"));
        return sign(change) + " " + Answers.text(change, "type") + " “" + Answers.text(change, "name") + "”"
                + (words.isEmpty() ? "" : ": " + words);
    }

    /** A tree of changes, from app to property, each level further in. */
    static void tree(Output output, JsonNode nodes, int depth) {
        nodes.forEach(node -> {
            String note = Answers.text(node, "note");
            String type = Answers.text(node, "type");
            output.line("  ".repeat(depth) + sign(node) + " " + (type.isEmpty() ? "" : type + " ")
                    + Answers.text(node, "title")
                    + (note.isEmpty() ? "" : " (" + note + ")"));
            node.path("words").forEach(word -> output.line("  ".repeat(depth + 2) + word.asString()));
            tree(output, node.path("children"), depth + 1);
        });
    }

    private static String sign(JsonNode change) {
        return switch (Answers.text(change, "kind")) {
            case "add" -> "+";
            case "delete" -> "-";
            case "modify" -> "~";
            default -> " ";
        };
    }
}
