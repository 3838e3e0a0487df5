package io.slipway.imports.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of columns and files as words. */
final class Words {

    private Words() {}

    /** The words of a name such as {@code first_name}, {@code FirstName} or {@code First name}, in lower case. */
    static List<String> of(String name) {
        String spaced = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})", " ")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        // "E-mail" and "email" are one word
        String told = spaced.replaceAll("(?<= |^)e mail(?=s?( |$))", "email");
        return told.isEmpty() ? List.of() : List.of(told.split(" "));
    }

    /** What people would call it: {@code first_name} is "First name"; what has no words stays as it is. */
    static String shown(String name) {
        if (!name.matches("[\\p{L}\\p{N}_]+") || !(name.contains("_") || name.equals(name.toLowerCase(Locale.ROOT)))) {
            return name.strip();
        }
        return capital(String.join(" ", of(name)));
    }

    /** With a capital first letter. */
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** English plural endings taken off, well enough to tell that "films" and "film" are the same. */
    static String singular(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches")) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") && word.length() > 3
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** The words of a name, the last one in the singular. */
    static List<String> singular(List<String> words) {
        if (words.isEmpty()) {
            return words;
        }
        List<String> changed = new ArrayList<>(words);
        changed.set(words.size() - 1, singular(words.getLast()));
        return changed;
    }

    /** The plural of a word people read, well enough. */
    static String plural(String word) {
        if (word.endsWith("s") || word.matches(".*[^\\p{L}]")) {
            return word;
        }
        if (word.matches("(?i).*[^aeiou]y")) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        return word.matches("(?i).*(x|ch|sh)") ? word + "es" : word + "s";
    }

    /** At most so many characters, with an ellipsis when something is left out. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
