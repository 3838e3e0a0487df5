package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chosen changes with all changes they can't do without.
 *
 * @param changes ids of the resources whose changes belong together, the chosen ones among them
 * @param reasons for each change that was not chosen, why it is needed, for people
 */
public record Closure(SortedSet<ResourceId> changes, SortedMap<ResourceId, String> reasons) {

    public Closure {
        changes = Collections.unmodifiableSortedSet(new TreeSet<>(changes));
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /**
     * The dependency closure of some of the changes that lead from one definition to another.
     *
     * @param chosen ids of changed resources; ids of others do nothing
     */
    public static Closure of(
            Map<ResourceId, ? extends Resource> before,
            Map<ResourceId, ? extends Resource> after,
            Collection<ResourceId> chosen) {
        return new Search(before, after).closure(chosen);
    }

    /** The resources after only these changes. */
    public SortedMap<ResourceId, Resource> applyTo(
            Map<ResourceId, ? extends Resource> before, Map<ResourceId, ? extends Resource> after) {
        return applied(before, after, changes);
    }

    private static SortedMap<ResourceId, Resource> applied(
            Map<ResourceId, ? extends Resource> before,
            Map<ResourceId, ? extends Resource> after,
            Collection<ResourceId> ids) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(before);
        for (ResourceId id : ids) {
            Resource now = after.get(id);
            if (now == null) {
                result.remove(id);
            } else {
                result.put(id, now);
            }
        }
        return result;
    }

    /** Follows what the changes need until nothing new is needed. */
    private static final class Search {
        private final Map<ResourceId, ? extends Resource> before;
        private final Map<ResourceId, ? extends Resource> after;
        private final Map<ResourceId, ResourceChange> changed = new TreeMap<>();
        private final SortedSet<ResourceId> found = new TreeSet<>();
        private final Map<ResourceId, String> reasons = new LinkedHashMap<>();
        private final Deque<ResourceId> open = new ArrayDeque<>();

        Search(Map<ResourceId, ? extends Resource> before, Map<ResourceId, ? extends Resource> after) {
            this.before = before;
            this.after = after;
            Difference.between(before, after).changes().forEach(change -> changed.put(change.id(), change));
        }

        Closure closure(Collection<ResourceId> chosen) {
            for (ResourceId id : chosen) {
                if (changed.containsKey(id) && found.add(id)) {
                    open.add(id);
                }
            }
            do {
                while (!open.isEmpty()) {
                    follow(open.remove());
                }
                violations();
            } while (!open.isEmpty());
            reasons.keySet().removeAll(chosen);
            return new Closure(found, new TreeMap<>(reasons));
        }

        private void follow(ResourceId id) {
            Resource now = after.get(id);
            if (now == null) {
                for (Resource user : before.values()) {
                    if (user.needs().contains(id)) {
                        add(user.id(), "uses " + title(id) + ", which is deleted");
                    }
                }
                return;
            }
            for (ResourceId needed : now.needs()) {
                if (!before.containsKey(needed)) {
                    add(needed, "is needed by " + title(id));
                }
            }
            for (Resource link : after.values()) {
                if (link instanceof Field field
                        && field.kind() instanceof FieldKind.Link kind
                        && kind.relationship().equals(id)) {
                    add(field.id(), "carries " + title(id));
                }
            }
        }

        /** What breaks a rule without another change takes that change along. */
        private void violations() {
            for (Violation violation : DefinitionRules.check(applied(before, after, found))) {
                for (ResourceId id : violation.involved()) {
                    add(id, "else: " + violation.message());
                }
            }
        }

        private void add(ResourceId id, String reason) {
            if (changed.containsKey(id) && found.add(id)) {
                reasons.put(id, title(id) + " " + reason + ".");
                open.add(id);
            }
        }

        private String title(ResourceId id) {
            Resource resource = after.get(id);
            Resource shown = resource == null ? before.get(id) : resource;
            return shown == null ? "#" + id : DefinitionRules.title(shown);
        }
    }
}
