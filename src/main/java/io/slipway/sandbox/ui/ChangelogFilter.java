package io.slipway.sandbox.ui;

import io.slipway.sandbox.Changelog.Entry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which entries of a changelog are shown: each column's text must have what was typed, in any case. */
class ChangelogFilter implements Predicate<Entry> {

    private final Function<Entry, String> when;
    private final Map<ChangelogColumn, String> wanted = new EnumMap<>(ChangelogColumn.class);
    private String search = "";

    /**
     * @param when an entry's time as it is shown
     */
    ChangelogFilter(Function<Entry, String> when) {
        this.when = when;
    }

    void column(ChangelogColumn column, String text) {
        wanted.put(column, text.strip().toLowerCase(Locale.ROOT));
    }

    void search(String text) {
        search = text.strip().toLowerCase(Locale.ROOT);
    }

    void clear() {
        wanted.clear();
        search = "";
    }

    boolean isEmpty() {
        return search.isEmpty() && wanted.values().stream().allMatch(String::isEmpty);
    }

    @Override
    public boolean test(Entry entry) {
        return wanted.entrySet().stream().allMatch(each -> matches(entry, each.getKey(), each.getValue()))
                && (search.isEmpty() || found(entry));
    }

    private boolean matches(Entry entry, ChangelogColumn column, String text) {
        if (text.isEmpty()) {
            return true;
        }
        String value = text(entry, column);
        return column.exact() ? value.equals(text) : value.contains(text);
    }

    private boolean found(Entry entry) {
        for (ChangelogColumn column : ChangelogColumn.values()) {
            if (text(entry, column).contains(search)) {
                return true;
            }
        }
        return false;
    }

    private String text(Entry entry, ChangelogColumn column) {
        String text = column == ChangelogColumn.WHEN ? when.apply(entry) : column.text(entry);
        return text.toLowerCase(Locale.ROOT);
    }
}
