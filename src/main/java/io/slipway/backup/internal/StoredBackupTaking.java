package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.BackupTaking;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.Counters;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution.Cancelled;
import io.slipway.storage.Evolution.Progress;
import io.slipway.storage.TableChunks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes backups into the store. */
@Component
class StoredBackupTaking implements BackupTaking {

    private static final Logger log = LoggerFactory.getLogger(StoredBackupTaking.class);

    private final BackupStore store;
    private final BackupRows rows;
    private final TailRows tails;
    private final Shipping shipping;
    private final CleanCut cut;
    private final Drafts drafts;
    private final Definitions definitions;
    private final ChangeFeed feed;
    private final TableChunks tables;
    private final Counters counters;
    private final DedicatedConnections connections;
    private final BackupProperties properties;
    private final Clock clock;

    StoredBackupTaking(
            BackupStore store,
            BackupRows rows,
            TailRows tails,
            Shipping shipping,
            CleanCut cut,
            Drafts drafts,
            Definitions definitions,
            ChangeFeed feed,
            TableChunks tables,
            Counters counters,
            DedicatedConnections connections,
            BackupProperties properties,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.tails = tails;
        this.shipping = shipping;
        this.cut = cut;
        this.drafts = drafts;
        this.definitions = definitions;
        this.feed = feed;
        this.tables = tables;
        this.counters = counters;
        this.connections = connections;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public InProgress base(
            EnvironmentId environment,
            Backup.Kind kind,
            String name,
            String notes,
            String by,
            @Nullable RunId run,
            Progress progress) {
        return base(begin(environment, kind, name, notes, by, run), progress);
    }

    /** Gives a backup its number and its row, so that it can be watched while its base is read. */
    BackupRows.New begin(
            EnvironmentId environment, Backup.Kind kind, String name, String notes, String by, @Nullable RunId run) {
        BackupRows.New backup = new BackupRows.New(freshId(environment), environment, kind, name, notes, by, run);
        rows.insert(backup);
        return backup;
    }

    /** Never the number of a folder that is there: it may be the last copy of an installation that was here before. */
    BackupId freshId(EnvironmentId environment) {
        while (true) {
            BackupId id = new BackupId(counters.next(environment.account(), "backup"));
            if (!store.folder(environment.account(), id).exists()) {
                return id;
            }
        }
    }

    InProgress base(BackupRows.New backup, Progress progress) {
        try {
            String problem = store.problem();
            if (problem != null) {
                throw new StoreNotWritable(problem, new IOException(problem));
            }
            return readBase(backup, progress);
        } catch (UncheckedIOException e) {
            StoreNotWritable failure = StoreNotWritable.because(e);
            giveUp(backup.environment(), backup.id(), String.valueOf(failure.getMessage()));
            throw failure;
        } catch (RuntimeException e) {
            giveUp(backup.environment(), backup.id(), reason(e));
            throw e;
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof Cancelled ? "Stopped on request." : String.valueOf(e.getMessage());
    }

    private InProgress readBase(BackupRows.New backup, Progress progress) {
        EnvironmentId environment = backup.environment();
        BackupStore.Folder folder = store.folder(environment.account(), backup.id());
        List<DedicatedConnection> snapshots = new ArrayList<>();
        try {
            for (int i = 0; i < properties.connections(); i++) {
                DedicatedConnection connection = connections.open();
                snapshots.add(connection);
                progress.connection(connection.id());
            }
            progress.begin("backup.snapshot", "backup " + backup.id());
            // folded before the cut, so that nobody waits for it
            definitions.current(environment);
            CleanCut.Cut at = cut.snapshot(environment, reader(backup.id()), snapshots);
            Definition definition = definitions.at(environment, at.revision());
            Parts parts = Parts.of(tables, definition);
            snapshots.forEach(connection -> tables.touch(connection, parts.all()));
            progress.done("backup.snapshot", "position " + at.position() + ", revision " + at.revision());

            progress.begin("backup.base", "backup " + backup.id());
            BaseReading reading = new BaseReading(tables, folder, parts, snapshots);
            List<Chunk> chunks = reading.run(ticking(backup, at.revision(), reading, progress));
            Manifest base = drafts.base(backup, definition, at.position(), chunks);
            // read back now: no flip may come before a base that is known to be good (INV-12)
            new BackupCheck(base, new ChunkFiles(folder, parts), properties.connections())
                    .requireSound(() -> requireWanted(progress));
            tails.draft(environment, backup.id(), base);
            rows.progress(environment, backup.id(), at.revision(), base.records(), base.bytes());
            progress.done("backup.base", base.records() + " records, " + base.bytes() + " bytes");
            return new TakingBackup(this, backup, folder, base, parts);
        } finally {
            snapshots.forEach(StoredBackupTaking::close);
        }
    }

    private static void close(DedicatedConnection connection) {
        try {
            connection.close();
        } catch (IllegalStateException e) {
            log.warn("A connection of a backup does not close: {}", e.getMessage());
        }
    }

    private static void requireWanted(Progress progress) {
        if (progress.cancelled()) {
            throw new Cancelled();
        }
    }

    private Runnable ticking(BackupRows.New backup, long revision, BaseReading reading, Progress progress) {
        return new Runnable() {
            private int ticks;

            @Override
            public void run() {
                requireWanted(progress);
                if (++ticks % 10 == 0) {
                    rows.progress(backup.environment(), backup.id(), revision, reading.records(), reading.bytes());
                }
            }
        };
    }

    /** How a backup is called among the readers of the change feed. */
    static String reader(BackupId id) {
        return "backup:" + id;
    }

    ChangedRecords changes(EnvironmentId environment, Parts parts) {
        return new ChangedRecords(feed, tables, environment, parts);
    }

    ChangeFeed feed() {
        return feed;
    }

    TableChunks tables() {
        return tables;
    }

    TailRows tails() {
        return tails;
    }

    BackupRows rows() {
        return rows;
    }

    CleanCut cut() {
        return cut;
    }

    Drafts drafts() {
        return drafts;
    }

    Clock clock() {
        return clock;
    }

    BackupProperties properties() {
        return properties;
    }

    @Override
    public Backup ship(EnvironmentId environment, BackupId id) {
        return shipping.ship(environment, id);
    }

    @Override
    public void abandon(EnvironmentId environment, BackupId id, String reason) {
        giveUp(environment, id, reason);
    }

    @Override
    public void endOf(EnvironmentId environment, RunId run, String reason) {
        for (Backup backup : rows.all(environment.account())) {
            if (!run.equals(backup.run()) || !backup.environment().equals(environment)) {
                continue;
            }
            if (backup.state() == Backup.State.SECURED) {
                shipping.shipOrLose(environment, backup);
            } else {
                giveUp(environment, backup.id(), reason);
            }
        }
    }

    @Override
    public void discard(EnvironmentId environment, BackupId id) {
        shipping.remove(environment, id);
    }

    private void giveUp(EnvironmentId environment, BackupId id, String reason) {
        shipping.giveUp(environment, id, reason);
    }

    @Override
    public @Nullable String storeProblem() {
        return store.problem();
    }
}
