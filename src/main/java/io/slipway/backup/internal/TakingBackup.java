package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.BackupTaking.InProgress;
import io.slipway.backup.BackupTaking.StoreNotWritable;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A backup whose base is in the store; follows the change feed from the base's cut on. */
final class TakingBackup implements InProgress {

    private static final int COUNTED_PENDING = 5000;
    private static final int SMALL_TAIL = 200;
    private static final int MOST_ROUNDS = 20;

    private final StoredBackupTaking taking;
    private final BackupRows.New backup;
    private final BackupStore.Folder folder;
    private final ChangedRecords changes;
    private Manifest manifest;
    private ChangedRecords.Progress reached;
    private int rounds;

    TakingBackup(
            StoredBackupTaking taking, BackupRows.New backup, BackupStore.Folder folder, Manifest base, Parts parts) {
        this.taking = taking;
        this.backup = backup;
        this.folder = folder;
        this.manifest = base;
        this.changes = taking.changes(backup.environment(), parts);
        SortedMap<ResourceId, Long> records = new TreeMap<>();
        base.tables().forEach(content -> records.put(content.table(), content.records()));
        this.reached = new ChangedRecords.Progress(base.position(), records);
    }

    private EnvironmentId environment() {
        return backup.environment();
    }

    @Override
    public BackupId id() {
        return backup.id();
    }

    @Override
    public long catchUp() {
        ChunkName name = new ChunkName(ChunkName.Kind.DELTA, rounds + 1, 1);
        try (ChunkWriter writer = new ChunkWriter(folder, name)) {
            ChangedRecords.Round round = changes.follow(reached, writer.rows());
            if (round.taken() > 0) {
                keep(writer.finish(), round.reached());
            }
            return round.taken();
        } catch (IOException e) {
            throw StoreNotWritable.because(e);
        } catch (UncheckedIOException e) {
            throw StoreNotWritable.because(e);
        }
    }

    private void keep(Chunk chunk, ChangedRecords.Progress to) {
        Manifest next = manifest.withChunks(List.of(chunk))
                .upTo(to.position(), taking.clock().instant(), to.records(), manifest.autoNumbers())
                .withGroups(taking.drafts().groups(environment().account(), manifest.definition()));
        taking.tails().draft(environment(), id(), next);
        taking.rows().progress(environment(), id(), next.revision(), next.records(), next.bytes());
        manifest = next;
        reached = to;
        rounds++;
        taking.feed().mark(environment(), StoredBackupTaking.reader(id()), to.position());
    }

    @Override
    public long pending() {
        taking.feed().sequence(environment());
        return taking.feed()
                .after(environment(), reached.position(), COUNTED_PENDING)
                .size();
    }

    /** Changes nothing of this object: the transaction may be rolled back and tried again. */
    @Override
    public long tail() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The tail belongs into a transaction");
        }
        try {
            ChangedRecords.Round round;
            RowOutput items;
            try (OutputStream packed = ChunkWriter.pack(taking.tails().tail(environment(), id()))) {
                items = new RowOutput(packed);
                round = changes.follow(reached, items);
            }
            secure(round, items);
            return round.taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void secure(ChangedRecords.Round round, RowOutput items) {
        SortedMap<ResourceId, Long> records = round.reached().records();
        taking.tails()
                .header(
                        environment(),
                        id(),
                        new TailRows.Header(
                                round.reached().position(),
                                taking.clock().instant(),
                                items.rows(),
                                items.bytes(),
                                records,
                                taking.tables().autoNumbers(environment())));
        long sum = records.values().stream().mapToLong(Long::longValue).sum();
        if (!taking.rows().secured(environment(), id(), sum)) {
            throw new IllegalStateException("Backup " + id() + " was given up by somebody else");
        }
    }

    @Override
    public Backup complete() {
        // so that little is left to do while writers wait; who writes faster than we follow does not keep us for ever
        for (int round = 0; round < MOST_ROUNDS && pending() > SMALL_TAIL; round++) {
            catchUp();
        }
        taking.cut().held(environment(), gate -> tail());
        return taking.ship(environment(), id());
    }

    @Override
    public void abandon(String reason) {
        taking.abandon(environment(), id(), reason);
    }

    @Override
    public void close() {
        taking.feed().forget(environment(), StoredBackupTaking.reader(id()));
    }
}
