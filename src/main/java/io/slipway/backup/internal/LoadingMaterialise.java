package io.slipway.backup.internal;

import io.slipway.backup.Materialise;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.definition.Definition;
import io.slipway.definition.TableLayout;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.storage.Evolution;
import io.slipway.storage.Evolution.Cancelled;
import io.slipway.storage.Evolution.Progress;
import io.slipway.storage.TableChunks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;

/** Loads backups from the store into new generations. */
@Component
class LoadingMaterialise implements Materialise {

    private final Manifests manifests;
    private final InUse inUse;
    private final Evolution evolution;
    private final TableChunks tables;
    private final DedicatedConnections connections;
    private final BackupProperties properties;

    LoadingMaterialise(
            Manifests manifests,
            InUse inUse,
            Evolution evolution,
            TableChunks tables,
            DedicatedConnections connections,
            BackupProperties properties) {
        this.manifests = manifests;
        this.inUse = inUse;
        this.evolution = evolution;
        this.tables = tables;
        this.connections = connections;
        this.properties = properties;
    }

    @Override
    public Materialised load(
            EnvironmentId source,
            BackupId backup,
            EnvironmentId target,
            DataChoice data,
            String work,
            Progress progress) {
        if (!source.account().equals(target.account())) {
            throw new IllegalArgumentException("A backup is loaded in its own account only");
        }
        try (InUse.Use use = inUse.begin(source.account(), backup)) {
            progress.begin("materialise.verify", "backup " + backup);
            Manifests.Opened opened = manifests.open(source.account(), backup);
            if (!opened.manifest().environment().equals(source)) {
                throw new BackupDamaged("The backup is damaged: it is of another environment.");
            }
            Replay replay = new BackupCheck(opened.manifest(), opened.files(), properties.connections())
                    .requireSound(() -> requireWanted(progress));
            progress.done("materialise.verify", opened.manifest().records() + " records");
            return load(opened, replay, target, data, work, progress);
        }
    }

    private static void requireWanted(Progress progress) {
        if (progress.cancelled()) {
            throw new Cancelled();
        }
    }

    private Materialised load(
            Manifests.Opened opened,
            Replay replay,
            EnvironmentId target,
            DataChoice data,
            String work,
            Progress progress) {
        Manifest manifest = opened.manifest();
        Definition definition = manifest.definition();
        Collection<TableLayout> layouts = createTables(target, definition, work, progress);
        Definition loaded = Definition.empty(target).with(0, definition.resources(), layouts);
        Parts parts = Parts.of(tables, loaded);
        if (data != DataChoice.NONE) {
            progress.begin("materialise.load", "backup " + manifest.backup());
            Loading loading =
                    new Loading(tables, manifest, opened.files(), replay, parts, wanted(data, opened, replay));
            fill(loading, progress);
            progress.done("materialise.load", data + " of " + manifest.records() + " records");
        }
        Map<ResourceId, Long> counts = counts(manifest, parts, data);
        SortedMap<ResourceId, Long> autoNumbers = data == DataChoice.NONE ? new TreeMap<>() : manifest.autoNumbers();
        tables.raiseAutoNumbers(target, autoNumbers);
        return new Materialised(definition.resources(), layouts, counts, autoNumbers);
    }

    private Collection<TableLayout> createTables(
            EnvironmentId target, Definition definition, String work, Progress progress) {
        Evolution.Expansion plan = evolution.plan(Definition.empty(target), definition.resources(), Map.of());
        try (Evolution.Expanded expanded = evolution.expand(plan, work, progress)) {
            return List.copyOf(expanded.layouts());
        }
    }

    private static BiPredicate<ResourceId, RecordId> wanted(DataChoice data, Manifests.Opened opened, Replay replay) {
        return switch (data) {
            case FULL -> (table, id) -> true;
            case NONE -> (table, id) -> false;
            case SAMPLE -> {
                Map<ResourceId, Set<RecordId>> sample = Sample.choose(opened.manifest(), opened.files(), replay);
                yield (table, id) -> sample.getOrDefault(table, Set.of()).contains(id);
            }
        };
    }

    private void fill(Loading loading, Progress progress) {
        List<DedicatedConnection> opened = new ArrayList<>();
        try {
            for (int i = 0; i < properties.connections(); i++) {
                DedicatedConnection connection = connections.open();
                opened.add(connection);
                progress.connection(connection.id());
            }
            loading.run(opened, () -> requireWanted(progress));
        } finally {
            opened.forEach(DedicatedConnection::close);
        }
    }

    /** What the tables have now; of a full copy it must be what the manifest says. */
    private Map<ResourceId, Long> counts(Manifest manifest, Parts parts, DataChoice data) {
        SortedMap<ResourceId, Long> counts = new TreeMap<>();
        for (Manifest.Content content : manifest.tables()) {
            long count = tables.count(parts.records(content.table()));
            if (data == DataChoice.FULL && count != content.records()) {
                throw new IllegalStateException(
                        "\"" + content.name() + "\" has " + count + " records after loading, not " + content.records());
            }
            counts.put(content.table(), count);
        }
        return counts;
    }
}
