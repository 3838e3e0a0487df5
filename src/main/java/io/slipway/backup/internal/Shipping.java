package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.BackupTaking.StoreNotWritable;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.Transactions;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.TableChunks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The end of a backup, good or bad, by whoever is alive to see to it. Everything here is safe to repeat. */
@Component
class Shipping {

    private static final Logger log = LoggerFactory.getLogger(Shipping.class);

    private final BackupStore store;
    private final BackupRows rows;
    private final TailRows tails;
    private final Manifests manifests;
    private final TableChunks tables;
    private final ChangeFeed feed;
    private final Transactions transactions;
    private final BackupProperties properties;

    Shipping(
            BackupStore store,
            BackupRows rows,
            TailRows tails,
            Manifests manifests,
            TableChunks tables,
            ChangeFeed feed,
            Transactions transactions,
            BackupProperties properties) {
        this.store = store;
        this.rows = rows;
        this.tails = tails;
        this.manifests = manifests;
        this.tables = tables;
        this.feed = feed;
        this.transactions = transactions;
        this.properties = properties;
    }

    /** Brings the tail to the store, reads everything back, writes the manifest, moves to COMPLETE. */
    Backup ship(EnvironmentId environment, BackupId id) {
        Backup backup = get(environment, id);
        return switch (backup.state()) {
            case COMPLETE -> backup;
            case SECURED -> shipSecured(environment, id);
            case RUNNING, FAILED ->
                throw new IllegalStateException("Backup " + id + " is " + backup.state() + " and can't be shipped");
        };
    }

    /** Ships a SECURED backup nobody waits for; one that turns out to be damaged is given up. */
    void shipOrLose(EnvironmentId environment, Backup backup) {
        try {
            ship(environment, backup.id());
            log.info("Backup {} of {} was secured and is finished now", backup.id(), environment);
        } catch (BackupDamaged e) {
            giveUpSecured(environment, backup, String.valueOf(e.getMessage()));
        } catch (StoreNotWritable e) {
            log.warn("Backup {} of {} is finished later: {}", backup.id(), environment, e.getMessage());
        }
    }

    private Backup get(EnvironmentId environment, BackupId id) {
        return rows.find(environment.account(), id)
                .orElseThrow(() -> new IllegalStateException("There is no backup " + id));
    }

    private Backup shipSecured(EnvironmentId environment, BackupId id) {
        BackupStore.Folder folder = store.folder(environment.account(), id);
        try {
            Manifest manifest = withTail(environment, id, folder);
            Parts parts = Parts.of(tables, manifest.definition());
            new BackupCheck(manifest, new ChunkFiles(folder, parts), properties.connections()).requireSound(() -> {});
            String hash = manifests.write(folder, manifest);
            long bytes = manifest.bytes() + folder.size(Manifest.FILE);
            transactions.once(() -> {
                boolean mine = rows.completed(environment, id, manifest.records(), bytes, hash);
                tails.delete(environment, id);
                return mine;
            });
            feed.forget(environment, StoredBackupTaking.reader(id));
            manifests.open(environment.account(), id);
            return get(environment, id);
        } catch (IOException e) {
            throw StoreNotWritable.because(e);
        } catch (UncheckedIOException e) {
            throw StoreNotWritable.because(e);
        }
    }

    private Manifest withTail(EnvironmentId environment, BackupId id, BackupStore.Folder folder) throws IOException {
        Optional<Manifest> draft = tails.draft(environment, id);
        Optional<TailRows.Header> header = tails.header(environment, id);
        if (draft.isEmpty() || header.isEmpty()) {
            throw new BackupDamaged("The backup's tail is no longer in the database.");
        }
        TailRows.Header tail = header.get();
        Manifest base = draft.get().upTo(tail.position(), tail.cutAt(), tail.records(), tail.autoNumbers());
        return tail.items() == 0 ? base : base.withChunks(List.of(copyTail(environment, id, folder, tail)));
    }

    private Chunk copyTail(EnvironmentId environment, BackupId id, BackupStore.Folder folder, TailRows.Header tail)
            throws IOException {
        try (BackupStore.NewFile file = folder.write(ChunkName.TAIL.file())) {
            HashingOutput hashed = new HashingOutput(file);
            tails.copyTail(environment, id, hashed);
            file.keep();
            return new Chunk(
                    ChunkName.TAIL, hashed.sha256(), hashed.bytes(), tail.rawBytes(), tail.items(), null, null);
        }
    }

    /** RUNNING to FAILED, and nothing is left of it; leaves SECURED and COMPLETE ones alone. */
    void giveUp(EnvironmentId environment, BackupId id, String reason) {
        Backup backup = rows.find(environment.account(), id).orElse(null);
        if (backup != null && backup.kind() == Backup.Kind.SANDBOX_COPY && remove(environment, id)) {
            return;
        }
        if (backup == null || backup.state() == Backup.State.SECURED || backup.state() == Backup.State.COMPLETE) {
            return;
        }
        if (rows.failed(environment, id, reason)) {
            log.warn("Backup {} of {} was given up: {}", id, environment, reason);
        }
        clear(environment, backup);
    }

    /** SECURED to FAILED, of a backup that no run needs and that turned out to be damaged. */
    private void giveUpSecured(EnvironmentId environment, Backup backup, String reason) {
        if (rows.lost(environment, backup.id(), reason)) {
            log.warn("Backup {} of {} is lost: {}", backup.id(), environment, reason);
            clear(environment, backup);
        }
    }

    private void clear(EnvironmentId environment, Backup backup) {
        BackupId id = backup.id();
        tails.delete(environment, id);
        feed.forget(environment, StoredBackupTaking.reader(id));
        try {
            store.folder(environment.account(), id).remove();
        } catch (IOException e) {
            log.warn("Files of the given-up backup {} of {} can't be removed: {}", id, environment, e.getMessage());
        }
        if (backup.kind() == Backup.Kind.SANDBOX_COPY || backup.kind() == Backup.Kind.UPLOADED) {
            rows.delete(environment.account(), id);
        }
    }

    /** Removes a backup that is COMPLETE or FAILED; false: it is neither. */
    boolean remove(EnvironmentId environment, BackupId id) {
        if (!rows.condemned(environment.account(), id)) {
            return false;
        }
        try {
            store.folder(environment.account(), id).remove();
        } catch (IOException e) {
            throw new StoreNotWritable("The backup's files can't be removed: " + e.getMessage(), e);
        }
        feed.forget(environment, StoredBackupTaking.reader(id));
        rows.delete(environment.account(), id);
        return true;
    }
}
