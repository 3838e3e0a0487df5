package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.Backups.Preview;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.TableChunks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Says what restoring a backup would do. */
@Component
class Previews {

    private static final int ENTRIES = 5000;
    private static final int MOST_ENTRIES = 1_000_000;

    private final Definitions definitions;
    private final TableChunks tables;
    private final ChangeFeed feed;

    Previews(Definitions definitions, TableChunks tables, ChangeFeed feed) {
        this.definitions = definitions;
        this.tables = tables;
        this.feed = feed;
    }

    Preview of(Backup backup, Manifest manifest) {
        EnvironmentId environment = backup.environment();
        // what has no position yet is not seen by readers of the feed
        feed.sequence(environment);
        return definitions.reading(
                environment,
                now -> new Preview(
                        backup,
                        counts(now, manifest),
                        DifferenceWords.between(now, manifest.definition()),
                        writtenSince(environment, manifest.position())));
    }

    private SortedMap<String, Preview.Counts> counts(Definition now, Manifest manifest) {
        Parts parts = Parts.of(tables, now);
        SortedMap<ResourceId, Preview.Counts> byTable = new TreeMap<>();
        SortedMap<ResourceId, String> names = new TreeMap<>();
        manifest.tables().forEach(content -> {
            byTable.put(content.table(), new Preview.Counts(-1, content.records()));
            names.put(content.table(), content.name());
        });
        now.all(Table.class).forEach(table -> {
            long count = tables.count(parts.records(table.id()));
            Preview.Counts inBackup = byTable.getOrDefault(table.id(), new Preview.Counts(-1, -1));
            byTable.put(table.id(), new Preview.Counts(count, inBackup.inBackup()));
            names.put(table.id(), table.name());
        });
        SortedMap<String, Preview.Counts> named = new TreeMap<>();
        byTable.forEach((table, counts) -> named.put(unused(named, names.getOrDefault(table, "?"), table), counts));
        return named;
    }

    /** Two tables may have had one name at different times. */
    private static String unused(SortedMap<String, Preview.Counts> named, String name, ResourceId table) {
        return named.containsKey(name) ? name + " (" + table + ")" : name;
    }

    private long writtenSince(EnvironmentId environment, long position) {
        record Written(ResourceId table, RecordId record) {}
        Set<Written> records = new HashSet<>();
        long at = position;
        try {
            for (int seen = 0; seen < MOST_ENTRIES; ) {
                List<ChangeFeed.Entry> entries = feed.after(environment, at, ENTRIES);
                if (entries.isEmpty()) {
                    return records.size();
                }
                for (ChangeFeed.Entry entry : entries) {
                    if (entry.kind() != ChangeFeed.Kind.REBASED) {
                        records.add(new Written(entry.table(), entry.record()));
                    }
                }
                at = entries.getLast().position();
                seen += entries.size();
            }
            return -1;
        } catch (ChangeFeed.Trimmed e) {
            return -1;
        }
    }
}
