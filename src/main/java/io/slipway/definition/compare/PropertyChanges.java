package io.slipway.definition.compare;

import io.slipway.definition.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two states of one resource. */
final class PropertyChanges {

    private PropertyChanges() {}

    static List<PropertyChange> between(Resource before, Resource after, Names names) {
        Map<String, Property> old = Properties.of(before, names);
        Map<String, Property> now = Properties.of(after, names);
        Set<String> paths = new LinkedHashSet<>(now.keySet());
        paths.addAll(old.keySet());
        List<PropertyChange> changes = new ArrayList<>();
        for (String path : paths) {
            change(old.get(path), now.get(path), anotherKind(path, old, now)).ifPresent(changes::add);
        }
        return changes;
    }

    /** What only a field's old or new kind has is told with the kind itself. */
    private static boolean anotherKind(String path, Map<String, Property> old, Map<String, Property> now) {
        return path.startsWith("kind.choices")
                && old.containsKey("kind.choices.order") != now.containsKey("kind.choices.order");
    }

    private static Optional<PropertyChange> change(
            @Nullable Property before, @Nullable Property after, boolean anotherKind) {
        Property any = after == null ? before : after;
        if (any == null || anotherKind) {
            return Optional.empty();
        }
        if (before == null || after == null) {
            return any.sort() == Property.Sort.ENTRY ? Optional.of(oneSided(any, before == null)) : Optional.empty();
        }
        return same(before, after)
                ? Optional.empty()
                : Optional.of(new PropertyChange(any.path(), any.label(), before.words(), after.words()));
    }

    /** A permission that was not there is "nothing"; an entry of a list is added or removed. */
    private static PropertyChange oneSided(Property entry, boolean added) {
        if (entry.label().startsWith("permission ")) {
            return new PropertyChange(
                    entry.path(),
                    entry.label(),
                    added ? Words.NOTHING : entry.words(),
                    added ? entry.words() : Words.NOTHING);
        }
        return new PropertyChange(
                entry.path(), entry.label(), added ? null : entry.words(), added ? entry.words() : null);
    }

    private static boolean same(Property before, Property after) {
        if (before.sort() == Property.Sort.ORDER
                && before.value() instanceof List<?> old
                && after.value() instanceof List<?> now) {
            return old.stream()
                    .filter(now::contains)
                    .toList()
                    .equals(now.stream().filter(old::contains).toList());
        }
        return Objects.equals(before.value(), after.value());
    }
}
