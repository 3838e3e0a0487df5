package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two resources that got the same name on the two sides: both stay, and the one settled against gets another name. */
final class NameMerge {

    private final Sides sides;
    private final Settling settling;

    NameMerge(Sides sides, Settling settling) {
        this.sides = sides;
        this.settling = settling;
    }

    SortedMap<ResourceId, Resource> apart(SortedMap<ResourceId, Resource> merged) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(merged);
        for (List<Resource> same : DefinitionRules.sameNames(merged.values())) {
            Settlement kept = ask(same);
            Set<String> taken = takenBesides(result, same.getFirst());
            Resource keeper = same.stream()
                    .filter(resource -> hasNameOn(kept, resource))
                    .findFirst()
                    .orElse(same.getFirst());
            for (Resource resource : same) {
                if (!resource.equals(keeper)) {
                    String name = free(resource.name(), taken);
                    taken.add(DefinitionRules.folded(name));
                    result.put(resource.id(), renamed(resource, name));
                }
            }
        }
        return result;
    }

    private Settlement ask(List<Resource> same) {
        Resource first = same.getFirst();
        Settling.Question question = new Settling.Question(
                first,
                "same-name",
                "name, given twice",
                "not given twice",
                holders(Settlement.KEEP_SANDBOX, same),
                holders(Settlement.KEEP_PRODUCTION, same));
        return settling.settle(question, same);
    }

    private String holders(Settlement side, List<Resource> same) {
        return same.stream()
                .filter(resource -> hasNameOn(side, resource))
                .map(resource ->
                        DefinitionRules.title(resource) + (sides.base().containsKey(resource.id()) ? "" : " (new)"))
                .findFirst()
                .orElse("not there");
    }

    private boolean hasNameOn(Settlement side, Resource resource) {
        Resource there = sides.of(side).get(resource.id());
        return there != null && DefinitionRules.folded(there.name()).equals(DefinitionRules.folded(resource.name()));
    }

    private static Set<String> takenBesides(Map<ResourceId, Resource> resources, Resource one) {
        Set<String> taken = new HashSet<>();
        for (Resource other : resources.values()) {
            if (other.type() == one.type() && Scope.of(other).equals(Scope.of(one))) {
                taken.add(DefinitionRules.folded(other.name()));
            }
        }
        return taken;
    }

    private static String free(String name, Set<String> taken) {
        for (int number = 2; ; number++) {
            String suffix = " (" + number + ")";
            int room = Text.NAME_LIMIT - suffix.length();
            int length = Math.min(room, name.codePointCount(0, name.length()));
            String candidate = name.substring(0, name.offsetByCodePoints(0, length)) + suffix;
            if (!taken.contains(DefinitionRules.folded(candidate))) {
                return candidate;
            }
        }
    }

    private static Resource renamed(Resource resource, String name) {
        return switch (resource) {
            case Table r -> new Table(r.id(), name, r.description(), r.titleField());
            case Relationship r -> new Relationship(r.id(), name, r.cardinality(), r.from(), r.to());
            case Field r -> r.withName(name);
            case Form r -> new Form(r.id(), r.table(), name, r.items());
            case View r -> new View(r.id(), r.table(), name, r.columns(), r.filters(), r.sorts(), r.form());
            case App r -> new App(r.id(), name, r.description(), r.icon(), r.tables(), r.views());
            case Role r -> new Role(r.id(), name, r.apps(), r.tables());
            case UserGroup r -> new UserGroup(r.id(), name, r.roles());
        };
    }
}
