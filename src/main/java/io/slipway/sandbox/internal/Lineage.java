package io.slipway.sandbox.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of production's revisions lead to which. Each follows the one before it, but a restore goes back: what it put in
 * force follows the earlier revision it equals, and what came between is not part of it.
 */
final class Lineage {

    private record Span(long from, long to) {}

    private final List<Revision> log;
    private final NavigableSet<Long> restores;

    /**
     * @param log oldest first
     * @param restores the revisions that restores ended at
     */
    Lineage(List<Revision> log, NavigableSet<Long> restores) {
        this.log = List.copyOf(log);
        this.restores = new TreeSet<>(restores);
    }

    /** The latest revision from which both of two revisions come. */
    long commonAncestor(long one, long other) {
        List<Span> ofOther = ancestors(other);
        long latest = 0;
        for (Span span : ancestors(one)) {
            for (Span there : ofOther) {
                long last = Math.min(span.to(), there.to());
                if (last >= Math.max(span.from(), there.from())) {
                    latest = Math.max(latest, last);
                }
            }
        }
        return latest;
    }

    private List<Span> ancestors(long revision) {
        List<Span> spans = new ArrayList<>();
        long to = revision;
        while (true) {
            Long restored = restores.floor(to);
            if (restored == null) {
                spans.add(new Span(0, to));
                return spans;
            }
            spans.add(new Span(restored, to));
            to = origin(restored);
        }
    }

    /** The latest earlier revision at which everything was as a restore put it; the one before it, if there is none. */
    private long origin(long restored) {
        Map<ResourceId, Resource> wanted = new HashMap<>();
        log.stream().filter(revision -> revision.number() <= restored).forEach(revision -> apply(revision, wanted));
        Map<ResourceId, Resource> state = new HashMap<>();
        Set<ResourceId> different = new TreeSet<>(wanted.keySet());
        long latest = different.isEmpty() ? 0 : -1;
        for (Revision revision : log) {
            if (revision.number() >= restored) {
                break;
            }
            apply(revision, state);
            ResourceId id = revision.resource();
            if (Objects.equals(state.get(id), wanted.get(id))) {
                different.remove(id);
            } else {
                different.add(id);
            }
            if (different.isEmpty()) {
                latest = revision.number();
            }
        }
        return latest < 0 ? restored - 1 : latest;
    }

    private static void apply(Revision revision, Map<ResourceId, Resource> state) {
        Resource after = revision.after();
        if (after == null) {
            state.remove(revision.resource());
        } else {
            state.put(revision.resource(), after);
        }
    }
}
