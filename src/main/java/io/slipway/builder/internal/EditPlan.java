package io.slipway.builder.internal;

import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome.Problem;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.compare.Cascade;
import io.slipway.definition.compare.DefinitionRules;
import io.slipway.definition.compare.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an edit makes of a definition. Pure.
 *
 * @param target the resources there would be
 * @param created ids of those that are new, in the order of the changes
 * @param problems what keeps it from being made
 */
record EditPlan(SortedMap<ResourceId, Resource> target, List<ResourceId> created, List<Problem> problems) {

    static EditPlan of(Definition current, Edit edit) {
        SortedMap<ResourceId, Resource> target = new TreeMap<>(current.resources());
        List<ResourceId> created = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (DefinitionChange change : edit.changes()) {
            target = switch (change) {
                case DefinitionChange.Put put -> put(current, target, put.wanted(), edit.revives(), created, problems);
                case DefinitionChange.Remove remove -> remove(target, List.of(remove.resource()), problems);
                case DefinitionChange.RemoveAppWithTables app -> removeApp(target, app.resource(), problems);
            };
        }
        created.removeIf(id -> !current.find(id).isEmpty());
        if (problems.isEmpty()) {
            problems.addAll(broken(current.resources(), target));
        }
        return new EditPlan(target, created, List.copyOf(problems));
    }

    private static SortedMap<ResourceId, Resource> put(
            Definition current,
            SortedMap<ResourceId, Resource> target,
            Resource wanted,
            boolean revives,
            List<ResourceId> created,
            List<Problem> problems) {
        Resource old = current.resources().get(wanted.id());
        if (old == null) {
            created.add(wanted.id());
        } else if (!revives && !target.containsKey(wanted.id())) {
            problems.add(gone(wanted.id(), wanted.type().label() + " “" + wanted.name() + "”"));
        } else {
            problems.addAll(Transitions.problems(old, wanted));
        }
        target.put(wanted.id(), wanted);
        return target;
    }

    private static SortedMap<ResourceId, Resource> remove(
            SortedMap<ResourceId, Resource> target, List<ResourceId> ids, List<Problem> problems) {
        for (ResourceId id : ids) {
            if (!target.containsKey(id)) {
                problems.add(gone(id, "This"));
            }
        }
        return Cascade.remove(target, ids);
    }

    private static SortedMap<ResourceId, Resource> removeApp(
            SortedMap<ResourceId, Resource> target, ResourceId id, List<Problem> problems) {
        if (!(target.get(id) instanceof App app)) {
            problems.add(gone(id, "The app"));
            return target;
        }
        Set<ResourceId> going = new HashSet<>(app.tables());
        for (Resource resource : target.values()) {
            if (resource instanceof App other && !other.id().equals(id)) {
                other.tables().forEach(going::remove);
            }
        }
        List<ResourceId> ids = new ArrayList<>(List.of(id));
        ids.addAll(going);
        return remove(target, ids, problems);
    }

    private static Problem gone(ResourceId id, String what) {
        return new Problem(id, "", what + " is not there any more; somebody removed it meanwhile.");
    }

    /** What was wrong before (two sides' changes brought together may fill a table too much) stops no other edit. */
    private static List<Problem> broken(
            Map<ResourceId, ? extends Resource> before, Map<ResourceId, ? extends Resource> after) {
        List<Violation> known = DefinitionRules.check(before);
        return DefinitionRules.check(after).stream()
                .filter(violation -> known.stream()
                        .noneMatch(old -> isSame(old, violation) && !growsTable(before, after, violation)))
                .map(violation -> new Problem(violation.resource(), violation.place(), violation.message()))
                .toList();
    }

    private static boolean isSame(Violation one, Violation other) {
        return one.rule() == other.rule()
                && one.resource().equals(other.resource())
                && one.place().equals(other.place());
    }

    private static boolean growsTable(
            Map<ResourceId, ? extends Resource> before,
            Map<ResourceId, ? extends Resource> after,
            Violation violation) {
        return violation.rule() == Violation.Rule.LIMIT
                && fields(after, violation.resource()) > fields(before, violation.resource());
    }

    private static long fields(Map<ResourceId, ? extends Resource> resources, ResourceId table) {
        return resources.values().stream()
                .filter(resource ->
                        resource instanceof Field field && field.table().equals(table))
                .count();
    }
}
