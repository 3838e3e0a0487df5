package io.slipway.definition.value;

import io.slipway.definition.Choice;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Choices found by their labels; upper and lower case and the amount of white space do not count. */
final class ChoiceText {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");
    private static final int NAMED = 5;

    private ChoiceText() {}

    static Parsed one(List<Choice> choices, String text) {
        return byLabel(choices, text)
                .<Parsed>map(choice -> new Parsed.Ok(choice.id()))
                .orElseGet(() -> CanonicalText.bad(text, "one of the choices" + some(choices)));
    }

    static Optional<Choice> byLabel(List<Choice> choices, String text) {
        return choices.stream()
                .filter(choice -> choice.label().equals(text))
                .findFirst()
                .or(() -> byFoldedLabel(choices, folded(text)));
    }

    private static Optional<Choice> byFoldedLabel(List<Choice> choices, String wanted) {
        return choices.stream()
                .filter(choice -> folded(choice.label()).equals(wanted))
                .findFirst();
    }

    static Optional<Choice> byId(List<Choice> choices, long id) {
        return choices.stream().filter(choice -> choice.id() == id).findFirst();
    }

    private record Label(Long id, String folded) {}

    /** Labels separated by commas, semicolons or new lines; of labels with commas in them the longest that fits. */
    static Parsed many(List<Choice> choices, String text) {
        List<Label> longestFirst = choices.stream()
                .map(choice -> new Label(choice.id(), folded(choice.label())))
                .sorted(Comparator.comparingInt((Label label) -> label.folded().length())
                        .reversed())
                .toList();
        String all = folded(text.replace('\n', ';'));
        Set<Long> found = new LinkedHashSet<>();
        int at = 0;
        while (at < all.length()) {
            Label next = labelAt(longestFirst, all, at);
            if (next == null) {
                String unknown = all.substring(at).split("[,;]", 2)[0].strip();
                return CanonicalText.bad(unknown, "one of the choices" + some(choices));
            }
            found.add(next.id());
            at = afterSeparator(all, at + next.folded().length());
        }
        return found.isEmpty() ? Parsed.NOTHING : new Parsed.Ok(inOrder(choices, List.copyOf(found)));
    }

    private static @Nullable Label labelAt(List<Label> longestFirst, String text, int at) {
        for (Label label : longestFirst) {
            if (text.startsWith(label.folded(), at)
                    && endsAt(text, at + label.folded().length())) {
                return label;
            }
        }
        return null;
    }

    /** Whether a label may end here: at the end, or before a separator. */
    private static boolean endsAt(String text, int at) {
        int next = at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
        return at == text.length() || next < text.length() && isSeparator(text.charAt(next));
    }

    private static int afterSeparator(String text, int at) {
        int next = at;
        while (next < text.length() && (text.charAt(next) == ' ' || isSeparator(text.charAt(next)))) {
            next++;
        }
        return next;
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';';
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
                        .limit(NAMED)
                        .map(choice -> "“" + choice.label() + "”")
                        .collect(Collectors.joining(", ", " (", choices.size() > NAMED ? " …)" : ")"));
    }

    private static String folded(String text) {
        String composed = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACES.matcher(composed.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
