package io.slipway.builder.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Revision;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.ResourceChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What others changed since a page was drawn, in words. */
final class Meanwhile {

    private Meanwhile() {}

    static List<String> words(Bench bench, Collection<ResourceId> resources) {
        Definition now = bench.room().definitions().current(bench.environment());
        List<Revision> log = bench.room().definitions().log(bench.environment());
        List<String> lines = new ArrayList<>();
        for (ResourceChange change : Difference.between(bench.definition().resources(), now.resources())
                .changes()) {
            if (resources.contains(change.id())) {
                lines.add(who(log, change.id()) + " " + what(change));
            }
        }
        return lines;
    }

    private static String who(List<Revision> log, ResourceId id) {
        return log.stream()
                .filter(revision -> revision.resource().equals(id))
                .findFirst()
                .map(Revision::by)
                .orElse("Somebody");
    }

    private static String what(ResourceChange change) {
        String title = change.shown().type().label().toLowerCase(java.util.Locale.ROOT) + " “"
                + change.shown().name() + "”";
        return switch (change) {
            case ResourceChange.Added added -> "added " + title;
            case ResourceChange.Deleted deleted -> "removed " + title;
            case ResourceChange.Modified modified ->
                "changed " + title + " (" + String.join(", ", modified.words()) + ")";
        };
    }
}
