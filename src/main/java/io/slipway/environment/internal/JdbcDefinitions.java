package io.slipway.environment.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.Counters;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.environment.StaleDefinition;
import io.slipway.environment.Standing;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Definitions folded from the log of revisions, cached per environment and revision. */
@Component
class JdbcDefinitions implements Definitions {

    // a dropped or altered generation under a reader's feet: no such table, no such column, definition changed
    private static final Set<Integer> GENERATION_GONE = Set.of(1146, 1054, 1412);
    private static final int READ_ATTEMPTS = 4;

    private record Key(EnvironmentId environment, long revision) {}

    private final RevisionLog log;
    private final Gates gates;
    private final Environments environments;
    private final Counters counters;
    private final Transactions transactions;
    private final Clock clock;
    private final Cache<Key, Definition> cache =
            Caffeine.newBuilder().maximumSize(300).build();

    JdbcDefinitions(
            RevisionLog log,
            Gates gates,
            Environments environments,
            Counters counters,
            Transactions transactions,
            Clock clock) {
        this.log = log;
        this.gates = gates;
        this.environments = environments;
        this.counters = counters;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Definition current(EnvironmentId environment) {
        return transactions.reading(
                () -> at(environment, gates.peek(environment).revision()));
    }

    /** Where the definition of a read request that is under way on this thread is kept. */
    private record UnderWay(EnvironmentId environment) {}

    @Override
    public <T extends @Nullable Object> T reading(EnvironmentId environment, Function<Definition, T> work) {
        Definition outer = TransactionSynchronizationManager.isActualTransactionActive()
                ? null
                : (Definition) TransactionSynchronizationManager.getResource(new UnderWay(environment));
        return outer != null
                ? work.apply(outer)
                : repeating(() -> under(at(environment, gates.peek(environment).revision()), work));
    }

    @Override
    public <T extends @Nullable Object> T reading(
            Supplier<Standing> first, BiFunction<Environment, Definition, T> work) {
        return repeating(() -> {
            Standing standing = first.get();
            Definition head = at(standing.environment().id(), standing.gate().revision());
            return under(head, definition -> work.apply(standing.environment(), definition));
        });
    }

    private <T extends @Nullable Object> T repeating(Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.reading(request);
            } catch (RuntimeException e) {
                if (attempt == READ_ATTEMPTS || !GENERATION_GONE.contains(Transactions.errorCode(e))) {
                    throw e;
                }
            }
        }
    }

    private static <T extends @Nullable Object> T under(Definition head, Function<Definition, T> work) {
        UnderWay key = new UnderWay(head.environment());
        if (TransactionSynchronizationManager.hasResource(key)) {
            return work.apply(head);
        }
        TransactionSynchronizationManager.bindResource(key, head);
        try {
            return work.apply(head);
        } finally {
            TransactionSynchronizationManager.unbindResource(key);
        }
    }

    @Override
    public Definition at(EnvironmentId environment, long revision) {
        Key key = new Key(environment, revision);
        Definition known = cache.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Definition folded = fold(environment, revision);
        // What this thread's open transaction has appended may still be rolled back: it must not be remembered.
        if (!TransactionSynchronizationManager.hasResource(environment)) {
            cache.put(key, folded);
        }
        return folded;
    }

    private Definition fold(EnvironmentId environment, long revision) {
        boolean production =
                environments.find(environment).map(Environment::isProduction).orElse(true);
        SortedMap<ResourceId, Resource> resources = new TreeMap<>();
        SortedMap<ResourceId, TableLayout> layouts = new TreeMap<>();
        long after = 0;
        long laidOut = -1;
        if (production) {
            Definition earlier = newestKnownBefore(environment, revision);
            if (earlier != null) {
                resources.putAll(earlier.resources());
                layouts.putAll(earlier.layouts());
                after = earlier.revision();
                laidOut = after;
            }
        } else {
            Base base = log.baseAt(environment, revision);
            EnvironmentId source =
                    environments.production(environment.account()).id();
            resources.putAll(at(source, base.revision()).resources());
            after = base.pendingAfter();
        }
        log.replay(environment, after, revision, resources);
        log.replayLayouts(environment, laidOut, revision, layouts);
        return new Definition(environment, revision, resources, layouts);
    }

    /** Production's log only grows, so a fold may go on from an earlier one; a sandbox's base may have moved between. */
    private @Nullable Definition newestKnownBefore(EnvironmentId production, long revision) {
        return cache.asMap().values().stream()
                .filter(known -> known.environment().equals(production) && known.revision() < revision)
                .max(Comparator.comparingLong(Definition::revision))
                .orElse(null);
    }

    @Override
    public ResourceId nextId(EnvironmentId environment) {
        return new ResourceId(counters.next(environment.account(), "resource"));
    }

    @Override
    public boolean wasEverThere(EnvironmentId environment, ResourceId id) {
        EnvironmentId production =
                environments.production(environment.account()).id();
        return log.names(environment, id) || log.names(production, id);
    }

    @Override
    public List<Resource> lastKnown(EnvironmentId environment, ResourceId id) {
        EnvironmentId production =
                environments.production(environment.account()).id();
        return Stream.of(environment, production)
                .distinct()
                .flatMap(each -> log.last(each, id).stream())
                .distinct()
                .toList();
    }

    @Override
    public long append(
            Definition base,
            Map<ResourceId, ? extends Resource> resources,
            Collection<TableLayout> layouts,
            String by,
            @Nullable RunId run) {
        EnvironmentId environment = base.environment();
        Gate gate = gates.peek(environment);
        if (gate.revision() != base.revision()) {
            throw new StaleDefinition(environment, base.revision(), gate.revision());
        }
        rememberUncommitted(environment);
        long head = write(base, resources, layouts, by, run);
        gates.advance(environment, head);
        return head;
    }

    private long write(
            Definition base,
            Map<ResourceId, ? extends Resource> resources,
            Collection<TableLayout> layouts,
            String by,
            @Nullable RunId run) {
        List<RevisionLog.Change> changes = RevisionLog.changes(base.resources(), resources);
        log.write(base.environment(), base.revision() + 1, changes, by, clock.instant(), run);
        long head = base.revision() + Math.max(1, changes.size());
        log.writeLayouts(base.environment(), head, base.layouts(), layouts);
        return head;
    }

    @Override
    public long rehearse(
            Definition base,
            Map<ResourceId, ? extends Resource> resources,
            Collection<TableLayout> layouts,
            String by,
            @Nullable RunId run) {
        rememberUncommitted(base.environment());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                throw new IllegalStateException("A rehearsal is never committed");
            }
        });
        return write(base, resources, layouts, by, run);
    }

    private static void rememberUncommitted(EnvironmentId environment) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("Revisions are appended in a transaction that holds the gate's row");
        }
        if (TransactionSynchronizationManager.hasResource(environment)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(environment, Boolean.TRUE);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(environment);
            }
        });
    }

    @Override
    public void moveBase(EnvironmentId sandbox, long sandboxRevision, long baseRevision, long pendingAfter) {
        log.writeBase(sandbox, sandboxRevision, baseRevision, pendingAfter, clock.instant());
    }

    @Override
    public Base base(EnvironmentId sandbox) {
        return log.baseAt(sandbox, gates.peek(sandbox).revision());
    }

    @Override
    public Base baseAt(EnvironmentId sandbox, long sandboxRevision) {
        return log.baseAt(sandbox, sandboxRevision);
    }

    @Override
    public List<Revision> log(EnvironmentId environment) {
        return log.all(environment);
    }

    @Override
    public void forget(EnvironmentId environment) {
        cache.asMap().keySet().removeIf(key -> key.environment().equals(environment));
    }
}
