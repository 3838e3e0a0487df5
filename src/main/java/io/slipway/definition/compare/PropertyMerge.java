package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Merges the properties of one resource; both sides have it, and it was there before. */
final class PropertyMerge {

    private final Settling settling;
    private final Set<ResourceId> restored;
    private final Resource shown;
    private final Map<String, Property> base;
    private final Map<String, Property> sandbox;
    private final Map<String, Property> production;

    /**
     * @param restored resources one side deleted that stay all the same: that the side let go of them does not count
     */
    PropertyMerge(
            Settling settling,
            Names names,
            Set<ResourceId> restored,
            Resource base,
            Resource sandbox,
            Resource production) {
        this.settling = settling;
        this.restored = restored;
        this.shown = sandbox;
        this.base = Properties.of(base, names);
        this.sandbox = Properties.of(sandbox, names);
        this.production = Properties.of(production, names);
    }

    /** The value of the side that changed it; asks when both did. */
    <T extends @Nullable Object> T pick(String path, T before, T inSandbox, T inProduction) {
        if (Objects.equals(inSandbox, inProduction) || Objects.equals(inProduction, before)) {
            return inSandbox;
        }
        if (Objects.equals(inSandbox, before)) {
            return inProduction;
        }
        return choose(path, Arrays.asList(before, inSandbox, inProduction)) == Settlement.KEEP_SANDBOX
                ? inSandbox
                : inProduction;
    }

    /** Asks. */
    Settlement choose(String path, List<? extends @Nullable Object> states) {
        return settling.settle(
                new Settling.Question(
                        shown, path, label(path), words(base, path), words(sandbox, path), words(production, path)),
                states);
    }

    /** Asks about several properties that only go together. */
    Settlement chooseTogether(String path, String label, List<String> paths, List<?> states) {
        return settling.settle(
                new Settling.Question(
                        shown,
                        path,
                        label,
                        together(base, paths),
                        together(sandbox, paths),
                        together(production, paths)),
                states);
    }

    <T> T attempt(Supplier<T> work, Supplier<T> otherwise) {
        return settling.attempt(work, otherwise);
    }

    /** As {@link #pick} for a reference that is given up when what it names is deleted. */
    @Nullable
    ResourceId reference(
            String path,
            @Nullable ResourceId before,
            @Nullable ResourceId inSandbox,
            @Nullable ResourceId inProduction) {
        if (before != null && restored.contains(before)) {
            if (inSandbox == null && before.equals(inProduction) || inProduction == null && before.equals(inSandbox)) {
                return before;
            }
        }
        return pick(path, before, inSandbox, inProduction);
    }

    /** A set: whatever either side added is in, whatever either side removed is out. */
    Set<ResourceId> set(Set<ResourceId> before, Set<ResourceId> inSandbox, Set<ResourceId> inProduction) {
        Set<ResourceId> merged = new TreeSet<>(inSandbox);
        merged.addAll(inProduction);
        merged.removeIf(id -> before.contains(id)
                && !restored.contains(id)
                && !(inSandbox.contains(id) && inProduction.contains(id)));
        return merged;
    }

    /** A map, entry by entry. */
    <V> Map<ResourceId, V> map(
            String path, Map<ResourceId, V> before, Map<ResourceId, V> inSandbox, Map<ResourceId, V> inProduction) {
        Map<ResourceId, V> merged = new LinkedHashMap<>();
        Set<ResourceId> keys = new TreeSet<>(inSandbox.keySet());
        keys.addAll(inProduction.keySet());
        for (ResourceId key : keys) {
            V value = entry(path, key, before.get(key), inSandbox.get(key), inProduction.get(key));
            if (value != null) {
                merged.put(key, value);
            }
        }
        return merged;
    }

    private <K, V> @Nullable V entry(
            String path, K key, @Nullable V before, @Nullable V inSandbox, @Nullable V inProduction) {
        if (key instanceof ResourceId id && restored.contains(id) && (inSandbox == null || inProduction == null)) {
            return inSandbox == null ? inProduction : inSandbox;
        }
        return pick(path + "/" + key, before, inSandbox, inProduction);
    }

    /** An ordered list whose entries have a key: entry by entry, and then the order. */
    <K, V> List<V> list(String path, List<V> before, List<V> inSandbox, List<V> inProduction, Function<V, K> key) {
        if (inSandbox.equals(inProduction) || inProduction.equals(before)) {
            return restored.isEmpty() ? inSandbox : keyed(path, before, inSandbox, inProduction, key);
        }
        return inSandbox.equals(before) && restored.isEmpty()
                ? inProduction
                : keyed(path, before, inSandbox, inProduction, key);
    }

    private <K, V> List<V> keyed(
            String path, List<V> before, List<V> inSandbox, List<V> inProduction, Function<V, K> key) {
        Map<K, V> old = byKey(before, key);
        Map<K, V> mine = byKey(inSandbox, key);
        Map<K, V> theirs = byKey(inProduction, key);
        Map<K, V> merged = new LinkedHashMap<>();
        Set<K> keys = new LinkedHashSet<>(mine.keySet());
        keys.addAll(theirs.keySet());
        for (K each : keys) {
            V value = entry(path, each, old.get(each), mine.get(each), theirs.get(each));
            if (value != null) {
                merged.put(each, value);
            }
        }
        List<V> result = new ArrayList<>();
        for (K each :
                order(path, List.copyOf(old.keySet()), List.copyOf(mine.keySet()), List.copyOf(theirs.keySet()))) {
            V value = merged.get(each);
            if (value != null) {
                result.add(value);
            }
        }
        return result;
    }

    private static <K, V> Map<K, V> byKey(List<V> list, Function<V, K> key) {
        Map<K, V> map = new LinkedHashMap<>();
        list.forEach(value -> map.put(key.apply(value), value));
        return map;
    }

    /** The order of the side that changed it; what only the other side has comes after what it follows there. */
    private <K> List<K> order(String path, List<K> before, List<K> mine, List<K> theirs) {
        List<K> mineOfAll = common(mine, before, theirs);
        List<K> theirsOfAll = common(theirs, before, mine);
        List<K> oldOfAll = common(before, mine, theirs);
        boolean sandboxLeads = mineOfAll.equals(theirsOfAll)
                || theirsOfAll.equals(oldOfAll)
                || !mineOfAll.equals(oldOfAll)
                        && choose(path + ".order", List.of(before, mine, theirs)) == Settlement.KEEP_SANDBOX;
        List<K> result = new ArrayList<>(sandboxLeads ? mine : theirs);
        K previous = null;
        for (K each : sandboxLeads ? theirs : mine) {
            if (!result.contains(each)) {
                result.add(previous == null ? 0 : result.indexOf(previous) + 1, each);
            }
            previous = each;
        }
        return result;
    }

    private static <K> List<K> common(List<K> list, List<K> one, List<K> other) {
        return list.stream()
                .filter(each -> one.contains(each) && other.contains(each))
                .toList();
    }

    private String label(String path) {
        for (Map<String, Property> side : List.of(sandbox, production, base)) {
            Property property = side.get(path);
            if (property != null) {
                return property.sort() == Property.Sort.ENTRY
                                && property.label().equals("choice")
                        ? property.label() + " " + property.words()
                        : property.label();
            }
        }
        return path;
    }

    private static String words(Map<String, Property> side, String path) {
        Property property = side.get(path);
        return property == null ? "not there" : property.words();
    }

    private static String together(Map<String, Property> side, List<String> paths) {
        List<String> words = new ArrayList<>();
        for (String path : paths) {
            Property property = side.get(path);
            if (property != null) {
                words.add(property.label() + ": " + property.words());
            }
        }
        return String.join("; ", words);
    }
}
