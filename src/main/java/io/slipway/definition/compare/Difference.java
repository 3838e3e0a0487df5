package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.RevisionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two sets of resources.
 *
 * @param changes by type, then id
 * @param roots the same for people: app → table → resource
 */
public record Difference(List<ResourceChange> changes, List<DifferenceNode> roots) {

    public Difference {
        changes = List.copyOf(changes);
        roots = List.copyOf(roots);
    }

    /** What leads from one set of resources to another. */
    public static Difference between(
            Map<ResourceId, ? extends Resource> before, Map<ResourceId, ? extends Resource> after) {
        Names names = Names.in(after, before);
        TreeSet<ResourceId> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        List<ResourceChange> changes = new ArrayList<>();
        for (ResourceId id : ids) {
            ResourceChange.between(before.get(id), after.get(id), names).ifPresent(changes::add);
        }
        changes.sort(
                Comparator.comparing((ResourceChange change) -> change.shown().type())
                        .thenComparing(ResourceChange::id));
        return new Difference(changes, new DifferenceTree(before, after).of(changes));
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** How many resources were added, modified or deleted. */
    public long count(RevisionKind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** The resources there are after the changes are made. */
    public SortedMap<ResourceId, Resource> applyTo(Map<ResourceId, ? extends Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        for (ResourceChange change : changes) {
            switch (change) {
                case ResourceChange.Added added -> result.put(added.id(), added.after());
                case ResourceChange.Modified modified -> result.put(modified.id(), modified.after());
                case ResourceChange.Deleted deleted -> result.remove(deleted.id());
            }
        }
        return result;
    }
}
