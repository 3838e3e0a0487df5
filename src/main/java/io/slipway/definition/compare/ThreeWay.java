package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the changes of a sandbox and of production together, per resource and property. What only one side changed
 * goes in; what both changed differently, what one deleted while the other changed or used it, and what only together
 * is no definition, are collisions for a person to settle. With all of them settled the result is a valid definition,
 * except that a table may have more fields than are possible.
 */
public final class ThreeWay {

    private static final int ROUNDS = 50;

    private final Sides sides;
    private final Settling settling;
    private final Deletions deletions;
    private final Map<ResourceId, Settlement> forced = new HashMap<>();

    private ThreeWay(Sides sides, Map<String, Settlement> settlements) {
        this.sides = sides;
        this.settling = new Settling(settlements);
        this.deletions = new Deletions(sides, settling);
    }

    /** Compares with nothing settled. */
    public static Merge compare(
            Map<ResourceId, ? extends Resource> base,
            Map<ResourceId, ? extends Resource> sandbox,
            Map<ResourceId, ? extends Resource> production) {
        return compare(base, sandbox, production, Map.of());
    }

    /**
     * Compares.
     *
     * @param base what sandbox and production were made of; all three are definitions
     * @param settlements by collision id; those of collisions that are no longer there do nothing
     */
    public static Merge compare(
            Map<ResourceId, ? extends Resource> base,
            Map<ResourceId, ? extends Resource> sandbox,
            Map<ResourceId, ? extends Resource> production,
            Map<String, Settlement> settlements) {
        return new ThreeWay(new Sides(base, sandbox, production), settlements).merge();
    }

    /** Answers lead to further questions; each round knows more, until nothing new comes up. */
    private Merge merge() {
        for (int round = 0; round < ROUNDS; round++) {
            int known = deletions.known();
            Map<ResourceId, Resource> merged = pass();
            deletions.settleDangling(merged, forced.keySet());
            if (deletions.known() > known) {
                continue;
            }
            SortedMap<ResourceId, Resource> result = new NameMerge(sides, settling).apart(Cascade.tidy(merged));
            if (!force(DefinitionRules.check(result), result)) {
                return new Merge(result, relevant(result));
            }
        }
        throw new IllegalStateException("The changes of sandbox and production could not be brought together");
    }

    private Map<ResourceId, Resource> pass() {
        Map<ResourceId, Resource> merged = new TreeMap<>();
        SortedSet<ResourceId> ids = new TreeSet<>(sides.base().keySet());
        ids.addAll(sides.sandbox().keySet());
        ids.addAll(sides.production().keySet());
        for (ResourceId id : ids) {
            Resource resource = one(id);
            if (resource != null) {
                merged.put(id, resource);
            }
        }
        return merged;
    }

    private @Nullable Resource one(ResourceId id) {
        Resource base = sides.base().get(id);
        Resource sandbox = sides.sandbox().get(id);
        Resource production = sides.production().get(id);
        Settlement side = forced.get(id);
        if (side != null) {
            return side == Settlement.KEEP_SANDBOX ? sandbox : production;
        }
        if (sandbox == null || production == null) {
            return oneSided(id, base, sandbox, production);
        }
        if (base == null) {
            return Objects.equals(sandbox, production) ? sandbox : whole(sandbox, production);
        }
        return new ResourceMerge(
                        new PropertyMerge(settling, sides.names(), deletions.restored(), base, sandbox, production))
                .of(base, sandbox, production);
    }

    private @Nullable Resource oneSided(
            ResourceId id, @Nullable Resource base, @Nullable Resource sandbox, @Nullable Resource production) {
        Resource present = sandbox == null ? production : sandbox;
        if (present == null || base == null || deletions.restored().contains(id)) {
            return present;
        }
        return present.equals(base) ? null : deletions.deletedButChanged(present);
    }

    private Resource whole(Resource sandbox, Resource production) {
        Settling.Question question = new Settling.Question(
                sandbox, "", "", "not there", DefinitionRules.title(sandbox), DefinitionRules.title(production));
        return settling.settle(question, List.of(sandbox, production)) == Settlement.KEEP_SANDBOX
                ? sandbox
                : production;
    }

    /** Takes one side's state of resources that together break a rule; whether that is news. */
    private boolean force(List<Violation> violations, Map<ResourceId, Resource> merged) {
        boolean news = false;
        for (Violation violation : violations) {
            if (violation.rule() != Violation.Rule.LIMIT) {
                Settlement side = together(violation, merged);
                for (ResourceId id : violation.involved()) {
                    news |= forced.putIfAbsent(id, side) == null;
                }
            }
        }
        return news;
    }

    private Settlement together(Violation violation, Map<ResourceId, Resource> merged) {
        Resource resource = Objects.requireNonNull(merged.get(violation.resource()));
        Set<ResourceId> involved = new TreeSet<>(violation.involved());
        return settling.settle(
                new Settling.Question(
                        resource,
                        "together." + violation.place(),
                        violation.message(),
                        state(sides.base(), involved),
                        state(sides.sandbox(), involved),
                        state(sides.production(), involved)),
                List.of(
                        sides.of(involved, sides.base()),
                        sides.of(involved, sides.sandbox()),
                        sides.of(involved, sides.production())));
    }

    private String state(Map<ResourceId, ? extends Resource> side, Set<ResourceId> involved) {
        return involved.stream()
                .map(id -> Optional.<Resource>ofNullable(side.get(id))
                        .map(found -> changed(side, found))
                        .orElse(Words.quoted(sides.names().of(id)) + " not there"))
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private String changed(Map<ResourceId, ? extends Resource> side, Resource found) {
        List<String> lines = ResourceChange.between(sides.base().get(found.id()), found, sides.names())
                .map(ResourceChange::words)
                .orElse(List.of());
        boolean isNew = side != sides.base() && !sides.base().containsKey(found.id());
        return DefinitionRules.title(found)
                + (isNew ? " (new)" : lines.isEmpty() ? "" : " (" + String.join(", ", lines) + ")");
    }

    /** Without questions about resources that are not there any more, or whose whole state was settled elsewhere. */
    private List<Collision> relevant(Map<ResourceId, Resource> result) {
        Set<ResourceId> moot = new HashSet<>(forced.keySet());
        return settling.all().stream()
                .filter(collision -> isAboutWhole(collision)
                        || result.containsKey(collision.resource()) && !moot.contains(collision.resource()))
                .toList();
    }

    private static boolean isAboutWhole(Collision collision) {
        String path = collision.id().substring(collision.id().indexOf('/') + 1);
        return path.startsWith("@") || path.startsWith(Deletions.PATH) || path.startsWith("together.");
    }
}
