package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.compare.Merge;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.compare.ThreeWay;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Where a sandbox and production stand to each other. */
@Component
class Standpoints {

    private final Environments environments;
    private final Definitions definitions;
    private final RestoringRuns restores;
    private final Transactions transactions;

    Standpoints(Environments environments, Definitions definitions, RestoringRuns restores, Transactions transactions) {
        this.environments = environments;
        this.definitions = definitions;
        this.restores = restores;
        this.transactions = transactions;
    }

    /**
     * Three definitions of one moment.
     *
     * @param base production as it was when sandbox and production went different ways: the sandbox's base, or, when
     *     production was restored to an earlier state since, that state. So what a restore took from production is
     *     pending in the sandbox again, not lost
     * @param baseRevision production's revision the sandbox's fold starts from
     * @param pendingAfter the sandbox's revisions after this one are its own pending changes
     */
    record Standpoint(
            Definition base, Definition sandbox, Definition production, long baseRevision, long pendingAfter) {

        /** Whether production has changed since the base. */
        boolean productionMoved() {
            return baseRevision != production.revision();
        }

        /** How many resources a promotion would add, change or remove. */
        int pendingChanges() {
            return productionMoved()
                    ? different(production.resources(), merge(Map.of()).resources())
                    : different(base.resources(), sandbox.resources());
        }

        private static int different(Map<ResourceId, Resource> one, Map<ResourceId, Resource> other) {
            Set<ResourceId> ids = new HashSet<>(one.keySet());
            ids.addAll(other.keySet());
            ids.removeIf(id -> Objects.equals(one.get(id), other.get(id)));
            return ids.size();
        }

        Merge merge(Map<String, Settlement> settlements) {
            return ThreeWay.compare(base.resources(), sandbox.resources(), production.resources(), settlements);
        }
    }

    Standpoint of(EnvironmentId sandbox) {
        EnvironmentId production = environments.production(sandbox.account()).id();
        return transactions.reading(() -> {
            Definition now = definitions.current(sandbox);
            Definitions.Base base = definitions.baseAt(sandbox, now.revision());
            Definition there = definitions.current(production);
            return new Standpoint(
                    definitions.at(production, ancestor(production, base.revision(), there.revision())),
                    now,
                    there,
                    base.revision(),
                    base.pendingAfter());
        });
    }

    private long ancestor(EnvironmentId production, long base, long head) {
        NavigableSet<Long> restored = restores.heads(production);
        if (restored.tailSet(base, false).isEmpty()) {
            return base;
        }
        return new Lineage(definitions.log(production).reversed(), restored).commonAncestor(base, head);
    }

    /**
     * What the sandbox would be if its pending revisions were replayed on production's head: what its log alone says
     * after the base has moved there.
     */
    SortedMap<ResourceId, Resource> replayed(Standpoint standpoint) {
        SortedMap<ResourceId, Resource> resources =
                new TreeMap<>(standpoint.production().resources());
        for (Revision revision : pending(standpoint)) {
            Resource after = revision.after();
            if (after == null) {
                resources.remove(revision.resource());
            } else {
                resources.put(revision.resource(), after);
            }
        }
        return resources;
    }

    private List<Revision> pending(Standpoint standpoint) {
        return definitions.log(standpoint.sandbox().environment()).stream()
                .filter(revision -> revision.number() > standpoint.pendingAfter()
                        && revision.number() <= standpoint.sandbox().revision())
                .sorted(Comparator.comparingLong(Revision::number))
                .toList();
    }
}
