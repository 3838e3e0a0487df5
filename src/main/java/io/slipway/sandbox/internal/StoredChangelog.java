package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Revision;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.Merge;
import io.slipway.definition.compare.ResourceChange;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.sandbox.Changelog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log of revisions in words. */
@Component
class StoredChangelog implements Changelog {

    private final SandboxAccess access;
    private final Definitions definitions;
    private final Standpoints standpoints;
    private final RestoringRuns restores;

    StoredChangelog(SandboxAccess access, Definitions definitions, Standpoints standpoints, RestoringRuns restores) {
        this.access = access;
        this.definitions = definitions;
        this.standpoints = standpoints;
        this.restores = restores;
    }

    @Override
    public List<Entry> full(Actor actor, EnvironmentId id) {
        Environment environment = access.seen(actor, id);
        if (environment.isProduction()) {
            Definition now = definitions.current(id);
            return entries(environment, Shown.of(now, now, definitions.log(id)), 0);
        }
        Standpoints.Standpoint standpoint = standpoints.of(id);
        return entries(
                environment,
                Shown.of(standpoint.sandbox(), standpoint.base(), definitions.log(id)),
                standpoint.pendingAfter());
    }

    private List<Entry> entries(Environment environment, Shown shown, long pendingAfter) {
        Standings standings = new Standings(environment, pendingAfter, restores.of(environment.id()));
        return shown.log().stream()
                .map(revision -> entry(revision, shown, standings))
                .toList();
    }

    private static Entry entry(Revision revision, Shown shown, Standings standings) {
        return new Entry(
                revision.number(),
                revision.resource(),
                shown.apps(revision.shown()),
                revision.shown().name(),
                revision.type(),
                revision.kind(),
                ResourceChange.of(revision, shown).words(),
                revision.by(),
                revision.at(),
                standings.of(revision));
    }

    @Override
    public List<Entry> net(Actor actor, EnvironmentId id) {
        if (access.seen(actor, id).isProduction()) {
            return List.of();
        }
        Standpoints.Standpoint standpoint = standpoints.of(id);
        Merge merge = standpoint.merge(Map.of());
        Difference difference = Difference.between(standpoint.production().resources(), merge.resources());
        Shown shown = Shown.of(standpoint.sandbox(), standpoint.production(), definitions.log(id));
        Map<ResourceId, Revision> last = new HashMap<>();
        shown.log().stream()
                .filter(revision -> revision.number() > standpoint.pendingAfter())
                .forEach(revision -> last.putIfAbsent(revision.resource(), revision));
        return difference.changes().stream()
                .map(change -> net(change, last.get(change.id()), shown))
                .toList();
    }

    private static Entry net(ResourceChange change, @Nullable Revision last, Shown shown) {
        return new Entry(
                last == null ? 0 : last.number(),
                change.id(),
                shown.apps(change.shown()),
                change.shown().name(),
                change.shown().type(),
                change.kind(),
                change.words(),
                last == null ? "" : last.by(),
                last == null ? null : last.at(),
                Standing.PENDING);
    }

    @Override
    public void csv(List<Entry> entries, OutputStream to) throws IOException {
        ChangelogCsv.write(entries, to);
    }
}
