package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one side deleted while the other changed or used it. There is one question for each deletion that has others in
 * its train: a table, not each of its fields.
 */
final class Deletions {

    static final String PATH = "deleted";

    private static final int NAMED = 5;

    private final Sides sides;
    private final Settling settling;
    private final Set<ResourceId> restored = new HashSet<>();
    private final Set<ResourceId> gone = new HashSet<>();

    Deletions(Sides sides, Settling settling) {
        this.sides = sides;
        this.settling = settling;
    }

    /** What one side deleted and stays all the same. */
    Set<ResourceId> restored() {
        return restored;
    }

    /** A resource one side deleted and the other changed: as changed, or null. */
    @Nullable
    Resource deletedButChanged(Resource present) {
        Settlement deleter = sides.deletedBy(Settlement.KEEP_SANDBOX, present.id())
                ? Settlement.KEEP_SANDBOX
                : Settlement.KEEP_PRODUCTION;
        settle(root(present.id(), deleter), deleter);
        return restored.contains(present.id()) ? present : null;
    }

    /** How much is settled; grows with every answer that changes the outcome. */
    int known() {
        return restored.size() + gone.size();
    }

    /**
     * Settles references to deleted resources.
     *
     * @param forced resources whose state was settled elsewhere: what they need is not asked about
     */
    void settleDangling(Map<ResourceId, Resource> merged, Set<ResourceId> forced) {
        for (Resource resource : merged.values()) {
            for (ResourceId needed : resource.needs()) {
                if (!merged.containsKey(needed) && !forced.contains(needed)) {
                    dangling(needed);
                }
            }
        }
    }

    private void dangling(ResourceId needed) {
        for (Settlement side : Settlement.values()) {
            if (sides.deletedBy(side, needed)) {
                settle(root(needed, side), side);
            }
        }
    }

    /** The deletion in whose train a resource was deleted. */
    private ResourceId root(ResourceId id, Settlement deleter) {
        Resource deleted = sides.of(Sides.other(deleter)).get(id);
        if (deleted != null) {
            for (ResourceId owner : new TreeSet<>(Cascade.owners(deleted))) {
                if (sides.deletedBy(deleter, owner)) {
                    return root(owner, deleter);
                }
            }
        }
        return id;
    }

    private void settle(ResourceId root, Settlement deleter) {
        if (gone.contains(root)) {
            return;
        }
        Set<ResourceId> family = family(root, deleter);
        if (ask(root, deleter, family) == deleter) {
            gone.add(root);
        } else {
            restored.addAll(family);
        }
    }

    /** The deletion with everything it took along on the deleting side. */
    private Set<ResourceId> family(ResourceId root, Settlement deleter) {
        Set<ResourceId> family = new TreeSet<>(Set.of(root));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Resource resource : sides.of(Sides.other(deleter)).values()) {
                boolean taken = Cascade.owners(resource).stream().anyMatch(family::contains);
                if (taken && sides.deletedBy(deleter, resource.id())) {
                    grew |= family.add(resource.id());
                }
            }
        }
        return family;
    }

    private Settlement ask(ResourceId root, Settlement deleter, Set<ResourceId> family) {
        Map<ResourceId, ? extends Resource> keeper = sides.of(Sides.other(deleter));
        Resource kept = keeper.get(root);
        if (kept == null) {
            throw new IllegalStateException("Resource " + root + " was deleted on both sides");
        }
        List<Resource> touched = new ArrayList<>();
        for (Resource resource : keeper.values()) {
            boolean about =
                    family.contains(resource.id()) || resource.needs().stream().anyMatch(family::contains);
            if (about && !resource.equals(sides.base().get(resource.id()))) {
                touched.add(resource);
            }
        }
        String keptWords = "kept, with changes to " + named(touched);
        boolean bySandbox = deleter == Settlement.KEEP_SANDBOX;
        return settling.settle(
                new Settling.Question(
                        kept,
                        PATH,
                        "",
                        DefinitionRules.title(kept),
                        bySandbox ? PATH : keptWords,
                        bySandbox ? keptWords : PATH),
                List.of(kept, touched, deleter));
    }

    private static String named(List<Resource> resources) {
        String names =
                resources.stream().limit(NAMED).map(DefinitionRules::title).collect(Collectors.joining(", "));
        int more = resources.size() - NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
