package io.slipway.integration;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a call wants, as a parameter of handler methods: its parameters {@code limit} and {@code cursor}.
 * Pages begin right after the last entry of the page before, whether that is still there or not, so they repeat and miss
 * nothing that was there all the time, whatever comes and goes meanwhile.
 *
 * @param list what cursors belong to: the account and the address with its other parameters
 * @param limit most entries of the page
 * @param after the place of the last entry of the page before; null: the first page is wanted
 */
public record PageWanted(String list, int limit, @Nullable String after) {

    /** Entries of a page when nothing is said. */
    public static final int USUAL = 100;

    /** Most entries of a page. */
    public static final int MOST = 1000;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /**
     * A page.
     *
     * @param next cursor of the next page; null: this is the last
     */
    public record Page<T>(List<T> entries, @Nullable String next) {

        /** The entries in another form. */
        public <R> List<R> as(Function<? super T, R> form) {
            return entries.stream().map(form).toList();
        }
    }

    private record Named(String name, long id) {

        private static final Comparator<Named> ORDER =
                Comparator.comparing(Named::name).thenComparingLong(Named::id);

        String place() {
            return id + " " + name;
        }
    }

    /** How many entries to look for: one more than are given says whether there is another page. */
    public int oneMore() {
        return limit + 1;
    }

    /**
     * For lists with the highest id first: the id all entries of the page are below.
     *
     * @throws ApiProblem when the cursor is damaged
     */
    public long below() {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            long id = Long.parseLong(after);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // Told below, as an id there can't be.
        }
        throw ListCursor.damaged();
    }

    /**
     * The page of what was found from its place on.
     *
     * @param found in the order of the list, at most {@link #oneMore}
     * @param place of an entry, to begin after it
     */
    public <T> Page<T> page(List<T> found, Function<? super T, String> place) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), ListCursor.write(list, place.apply(found.get(limit - 1))));
    }

    /** The page of a list that is known as a whole, with the highest id first. */
    public <T> Page<T> newestFirst(Stream<T> all, ToLongFunction<? super T> id) {
        long below = below();
        List<T> found = all.filter(each -> id.applyAsLong(each) < below)
                .sorted(Comparator.comparingLong(id).reversed())
                .limit(oneMore())
                .toList();
        return page(found, each -> Long.toString(id.applyAsLong(each)));
    }

    /** The page of a list that is known as a whole, by name whatever its case and accents, then by id. */
    public <T> Page<T> byName(Stream<T> all, Function<? super T, String> name, ToLongFunction<? super T> id) {
        Function<T, Named> named = each -> new Named(plain(name.apply(each)), id.applyAsLong(each));
        Named last = named(after);
        List<T> found = all.filter(each -> last == null || Named.ORDER.compare(named.apply(each), last) > 0)
                .sorted(Comparator.comparing(named, Named.ORDER))
                .limit(oneMore())
                .toList();
        return page(found, each -> named.apply(each).place());
    }

    private static @Nullable Named named(@Nullable String place) {
        if (place == null) {
            return null;
        }
        int space = place.indexOf(' ');
        try {
            return new Named(place.substring(space + 1), Long.parseLong(place.substring(0, Math.max(0, space))));
        } catch (NumberFormatException e) {
            throw ListCursor.damaged();
        }
    }

    private static String plain(String name) {
        return ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
