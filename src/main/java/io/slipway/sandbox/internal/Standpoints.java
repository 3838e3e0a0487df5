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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Where a sandbox and production stand to each other. */
@Component
class Standpoints {

    private final Environments environments;
    private final Definitions definitions;
    private final Transactions transactions;

    Standpoints(Environments environments, Definitions definitions, Transactions transactions) {
        this.environments = environments;
        this.definitions = definitions;
        this.transactions = transactions;
    }

    /**
     * Three definitions of one moment.
     *
     * @param pendingAfter the sandbox's revisions after this one are its own pending changes
     */
    record Standpoint(Definition base, Definition sandbox, Definition production, long pendingAfter) {

        /** Whether production has changed since the base. */
        boolean productionMoved() {
            return base.revision() != production.revision();
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
            return new Standpoint(
                    definitions.at(production, base.revision()),
                    now,
                    definitions.current(production),
                    base.pendingAfter());
        });
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
