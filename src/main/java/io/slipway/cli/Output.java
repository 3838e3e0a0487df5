package io.slipway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a command says: to people in lines and tables, to machines as the server's own JSON, never both. */
final class Output {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** In characters: what is written at once. */
    private static final int SEND_AT = 1 << 16;

    private final PrintWriter out;
    private final PrintWriter progress;
    private final boolean json;
    private int unsent;

    Output(PrintWriter out, PrintWriter progress, boolean json) {
        this.out = out;
        this.progress = progress;
        this.json = json;
    }

    /** The answer itself: printed as it is with {@code --json}, else through {@code forPeople}. */
    void answer(JsonNode answer, Runnable forPeople) {
        if (json) {
            out.println(PRETTY.writeValueAsString(answer));
        } else {
            forPeople.run();
        }
        sent();
    }

    /** One line for people; nothing for machines. */
    void line(String line) {
        if (!json) {
            out.println(clean(line));
            sent();
        }
    }

    /** What goes on meanwhile: on standard error, so that it never mixes with the answer. */
    void progress(String line) {
        progress.println(clean(line));
        progress.flush();
    }

    /** Raw text, such as a CSV, a definition file or one of very many records. */
    void raw(String text) {
        out.print(text);
        unsent += text.length();
        if (unsent >= SEND_AT) {
            sent();
        }
    }

    /** Sends what was said so far; whoever does not take it any more need not be told more. */
    void sent() {
        unsent = 0;
        if (out.checkError()) {
            throw new CliFailure(
                    ExitCode.UNEXPECTED,
                    "Standard output was closed, or is full, before all of the answer was written.");
        }
    }

    /** Columns as wide as their widest cell; nothing is cut, because people pipe this into other tools. */
    void table(List<String> heads, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < heads.size(); column++) {
            int width = width(heads.get(column));
            for (List<String> row : rows) {
                width = Math.max(width, width(clean(row.get(column))));
            }
            widths.add(width);
        }
        printRow(heads, widths);
        printRow(widths.stream().map("-"::repeat).toList(), widths);
        rows.forEach(row -> printRow(row, widths));
        sent();
    }

    private void printRow(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = clean(cells.get(column));
            line.append(cell);
            if (column < cells.size() - 1) {
                line.append(" ".repeat(widths.get(column) - width(cell) + 2));
            }
        }
        out.println(line.toString().stripTrailing());
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Names come from people: no control character of theirs reaches the terminal. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? ' ' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
