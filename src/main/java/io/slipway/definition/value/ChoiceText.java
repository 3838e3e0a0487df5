package io.slipway.definition.value;

import io.slipway.definition.Choice;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Choices found by their labels; upper and lower case and the amount of white space do not count. */
final class ChoiceText {

    private ChoiceText() {}

    static Parsed one(List<Choice> choices, String text) {
        return byLabel(choices, text)
                .<Parsed>map(choice -> new Parsed.Ok(choice.id()))
                .orElseGet(() -> CanonicalText.bad(text, "one of the choices" + some(choices)));
    }

    static Optional<Choice> byLabel(List<Choice> choices, String text) {
        String wanted = folded(text);
        return choices.stream()
                .filter(choice -> choice.label().equals(text))
                .findFirst()
                .or(() -> choices.stream()
                        .filter(choice -> folded(choice.label()).equals(wanted))
                        .findFirst());
    }

    static Optional<Choice> byId(List<Choice> choices, long id) {
        return choices.stream().filter(choice -> choice.id() == id).findFirst();
    }

    /** Labels separated by commas, semicolons or new lines; of labels with commas in them the longest that fits. */
    static Parsed many(List<Choice> choices, String text) {
        List<Choice> longestFirst = choices.stream()
                .sorted(Comparator.comparingInt(
                                (Choice choice) -> folded(choice.label()).length())
                        .reversed())
                .toList();
        List<Long> found = new ArrayList<>();
        String rest = folded(text);
        while (!rest.isEmpty()) {
            String left = rest;
            Optional<Choice> next = longestFirst.stream()
                    .filter(choice -> startsWithLabel(left, folded(choice.label())))
                    .findFirst();
            if (next.isEmpty()) {
                return CanonicalText.bad(left.split("[,;]", 2)[0], "one of the choices" + some(choices));
            }
            found.add(next.get().id());
            rest = left.substring(folded(next.get().label()).length()).replaceFirst("^ ?[,;]? ?", "");
        }
        return found.isEmpty() ? Parsed.NOTHING : new Parsed.Ok(inOrder(choices, found));
    }

    private static boolean startsWithLabel(String text, String label) {
        return text.startsWith(label)
                && (text.length() == label.length()
                        || text.substring(label.length()).matches("(?s) ?[,;].*"));
    }

    /** Each id once, in the order of the choices; ids that are no choice come last. */
    static List<Long> inOrder(List<Choice> choices, List<Long> ids) {
        List<Long> order = choices.stream().map(Choice::id).toList();
        return ids.stream()
                .distinct()
                .sorted(Comparator.comparingInt(id -> order.contains(id) ? order.indexOf(id) : Integer.MAX_VALUE))
                .toList();
    }

    private static String some(List<Choice> choices) {
        return choices.isEmpty()
                ? "; there are none yet"
                : choices.stream()
                        .limit(5)
                        .map(choice -> "“" + choice.label() + "”")
                        .collect(Collectors.joining(", ", " (", choices.size() > 5 ? " …)" : ")"));
    }

    private static String folded(String text) {
        String separated = text.replace('\n', ';');
        return Normalizer.normalize(separated, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\u00A0]+", " ")
                .strip();
    }
}
