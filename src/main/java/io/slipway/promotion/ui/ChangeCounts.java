package io.slipway.promotion.ui;

import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import io.slipway.definition.compare.Difference;
import io.slipway.ui.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A difference in numbers: "Added: 1 app, 2 tables, 14 fields". */
final class ChangeCounts {

    private ChangeCounts() {}

    static List<String> lines(Difference difference) {
        List<String> lines = new ArrayList<>();
        add(lines, "Added: ", difference, RevisionKind.ADD);
        add(lines, "Modified: ", difference, RevisionKind.MODIFY);
        add(lines, "Removed: ", difference, RevisionKind.DELETE);
        return lines;
    }

    private static void add(List<String> lines, String word, Difference difference, RevisionKind kind) {
        if (difference.count(kind) > 0) {
            lines.add(Arrays.stream(ResourceType.values())
                    .sorted((one, other) -> Integer.compare(place(one), place(other)))
                    .map(type -> count(difference, kind, type))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", ", word, "")));
        }
    }

    /** Apps first, as people think of them. */
    private static int place(ResourceType type) {
        return type == ResourceType.APP ? -1 : type.ordinal();
    }

    private static @org.jspecify.annotations.Nullable String count(
            Difference difference, RevisionKind kind, ResourceType type) {
        long count = difference.changes().stream()
                .filter(change -> change.kind() == kind && change.shown().type() == type)
                .count();
        String word = type.label().toLowerCase(Locale.ROOT);
        return count == 0 ? null : Shown.count(count, word, word + "s");
    }
}
