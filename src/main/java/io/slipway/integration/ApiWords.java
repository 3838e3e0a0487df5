package io.slipway.integration;

import io.slipway.common.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words the API has for values of enumerations, {@code user-group} for {@code USER_GROUP}; and ids as text. */
public final class ApiWords {

    private ApiWords() {}

    /** The word of a value. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The id as text; null: none. */
    public static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    /**
     * The value of a word in a body.
     *
     * @param place the property it is in
     * @throws InvalidInput when it is none
     */
    public static <E extends Enum<E>> E inBody(Class<E> type, String place, @Nullable String word) {
        return find(type, word).orElseThrow(() -> new InvalidInput(place, choices(type, word)));
    }

    /**
     * The value of a word in a parameter; empty: it was not given.
     *
     * @throws ApiProblem when it is none
     */
    public static <E extends Enum<E>> Optional<E> parameter(Class<E> type, String name, @Nullable String word) {
        if (word == null || word.isEmpty()) {
            return Optional.empty();
        }
        Optional<E> found = find(type, word);
        if (found.isEmpty()) {
            throw ApiProblem.invalidParameter(name, choices(type, word), "Use one of these words.");
        }
        return found;
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, @Nullable String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst();
    }

    private static <E extends Enum<E>> String choices(Class<E> type, @Nullable String word) {
        List<E> all = List.of(type.getEnumConstants());
        String possible = all.stream().map(ApiWords::of).collect(Collectors.joining(", "));
        return word == null
                ? "One of these is needed here: " + possible + "."
                : "“" + (word.length() > 60 ? word.substring(0, 60) + "…" : word) + "” is none of " + possible + ".";
    }

    /**
     * A positive number in an address.
     *
     * @param what the thing it names
     * @throws ApiProblem not found, when it is no such number
     */
    public static long id(String text, String what) {
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException notOne) {
            // Told below in the same way as a number that nothing has.
        }
        throw ApiProblem.notFound(what);
    }
}
