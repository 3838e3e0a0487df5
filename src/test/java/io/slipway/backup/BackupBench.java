package io.slipway.backup;

import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Gates;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.storage.Evolution.Progress;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What tests of backups do again and again: write as the record service does, back up, load, flip, look. */
@Component
public class BackupBench {

    public static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123Z");

    private final BackupTaking taking;
    private final Materialise materialise;
    private final Evolution evolution;
    private final Definitions definitions;
    private final Gates gates;
    private final ChangeFeed feed;
    private final RecordStore records;
    private final Transactions transactions;
    private final Path dataDir;

    BackupBench(
            BackupTaking taking,
            Materialise materialise,
            Evolution evolution,
            Definitions definitions,
            Gates gates,
            ChangeFeed feed,
            RecordStore records,
            Transactions transactions,
            @Value("${slipway.data-dir}") Path dataDir) {
        this.taking = taking;
        this.materialise = materialise;
        this.evolution = evolution;
        this.definitions = definitions;
        this.gates = gates;
        this.feed = feed;
        this.records = records;
        this.transactions = transactions;
        this.dataDir = dataDir;
    }

    /** The folder a backup's files are in. */
    public Path folder(AccountId account, BackupId id) {
        return dataDir.resolve("backups").resolve("a" + account).resolve(id.toString());
    }

    /** A record with values. */
    public static StoredRecord record(Map<ResourceId, Object> values) {
        return new StoredRecord(RecordId.next(), 1, NOW, 7L, NOW, null, values);
    }

    public void insert(EnvironmentId environment, ResourceId table, List<StoredRecord> added) {
        transactions.retrying(() -> {
            Definition definition = writing(environment);
            records.insert(definition, table, added);
            feed.append(environment, entries(table, ids(added), ChangeFeed.Kind.CREATED));
            return true;
        });
    }

    public void update(EnvironmentId environment, ResourceId table, List<StoredRecord> after) {
        transactions.retrying(() -> {
            Definition definition = writing(environment);
            List<RecordStore.Change> changes = new ArrayList<>();
            Set<ResourceId> all = Set.copyOf(definition.layout(table).columns().keySet());
            after.forEach(record -> changes.add(new RecordStore.Change(record, all)));
            records.update(definition, table, changes);
            feed.append(environment, entries(table, ids(after), ChangeFeed.Kind.UPDATED));
            return true;
        });
    }

    public void delete(EnvironmentId environment, ResourceId table, List<RecordId> gone) {
        transactions.retrying(() -> {
            Definition definition = writing(environment);
            records.delete(definition, table, gone);
            feed.append(environment, entries(table, gone, ChangeFeed.Kind.DELETED));
            return true;
        });
    }

    private Definition writing(EnvironmentId environment) {
        return definitions.at(environment, gates.shareLocked(environment).revision());
    }

    private static List<RecordId> ids(List<StoredRecord> some) {
        return some.stream().map(StoredRecord::id).toList();
    }

    private static List<ChangeFeed.NewEntry> entries(ResourceId table, List<RecordId> ids, ChangeFeed.Kind kind) {
        return ids.stream()
                .map(id -> new ChangeFeed.NewEntry(table, id, kind, Set.of()))
                .toList();
    }

    public BackupTaking.InProgress base(EnvironmentId environment) {
        return taking.base(environment, Backup.Kind.MANUAL, "Test", "", "Tester", null, Progress.SILENT);
    }

    /** A complete backup of what is there now. */
    public Backup backup(EnvironmentId environment) {
        try (BackupTaking.InProgress progress = base(environment)) {
            return progress.complete();
        }
    }

    /** Loads a backup beside what is live in an environment, and flips to it. */
    public Materialise.Materialised restore(
            EnvironmentId source, BackupId backup, EnvironmentId target, DataChoice data) {
        String work = "test:" + UUID.randomUUID();
        Materialise.Materialised loaded = materialise.load(source, backup, target, data, work, Progress.SILENT);
        transactions.retrying(() -> {
            gates.exclusivelyLocked(target);
            Definition base = definitions.at(target, gates.peek(target).revision());
            evolution.settle(target, loaded.layouts(), work);
            return definitions.append(base, loaded.resources(), loaded.layouts(), "test", null);
        });
        definitions.forget(target);
        return loaded;
    }

    /** Everything that is live in an environment. */
    public SortedMap<ResourceId, Map<RecordId, StoredRecord>> everything(EnvironmentId environment) {
        Definition definition = definitions.current(environment);
        SortedMap<ResourceId, Map<RecordId, StoredRecord>> all = new TreeMap<>();
        definition.all(Table.class).forEach(table -> {
            Map<RecordId, StoredRecord> found = new HashMap<>();
            records.scan(definition, table.id(), 500, some -> some.forEach(record -> found.put(record.id(), record)));
            all.put(table.id(), found);
        });
        return all;
    }
}
