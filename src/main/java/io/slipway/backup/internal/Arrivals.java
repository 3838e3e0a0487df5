package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.Text;
import io.slipway.common.db.Counters;
import io.slipway.definition.Resource;
import io.slipway.storage.TableChunks;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Backups that come as files. Until all of one is verified it is nowhere listed, and what is not sound is removed. */
@Component
class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private static final int LONGEST_NOTES = 4000;

    /** Beyond this no account comes by giving out ids. */
    private static final long LARGEST_RESOURCE = 1L << 52;

    private final BackupStore store;
    private final BackupRows rows;
    private final Manifests manifests;
    private final TableChunks tables;
    private final Shipping shipping;
    private final StoredBackupTaking taking;
    private final InUse inUse;
    private final Counters counters;
    private final BackupProperties properties;

    Arrivals(
            BackupStore store,
            BackupRows rows,
            Manifests manifests,
            TableChunks tables,
            Shipping shipping,
            StoredBackupTaking taking,
            InUse inUse,
            Counters counters,
            BackupProperties properties) {
        this.store = store;
        this.rows = rows;
        this.manifests = manifests;
        this.tables = tables;
        this.shipping = shipping;
        this.taking = taking;
        this.inUse = inUse;
        this.counters = counters;
        this.properties = properties;
    }

    Backups.Upload take(EnvironmentId production, String by, InputStream file) throws IOException {
        String problem = store.problem();
        if (problem != null) {
            return new Backups.NoStore(problem);
        }
        AccountId account = production.account();
        BackupId id = taking.freshId(production);
        rows.insert(new BackupRows.New(id, production, Backup.Kind.UPLOADED, "Upload", "", by, null));
        boolean arrived = false;
        try (InUse.Use use = inUse.begin(account, id)) {
            Backup backup = verified(production, id, file);
            arrived = true;
            return new Backups.Uploaded(backup);
        } catch (BackupDamaged | InvalidInput e) {
            return new Backups.NotTaken(String.valueOf(e.getMessage()));
        } finally {
            if (!arrived) {
                log.info("An uploaded file was not taken as backup {} of account {}", id, account);
                shipping.giveUp(production, id, "The upload did not arrive whole and sound.");
            }
        }
    }

    private Backup verified(EnvironmentId production, BackupId id, InputStream file) throws IOException {
        BackupStore.Folder folder = store.folder(production.account(), id);
        Manifest theirs = new BackupUnzip(store, folder).read(file);
        if (!theirs.environment().account().equals(production.account())) {
            throw new BackupDamaged("This is a backup of account "
                    + theirs.environment().account() + "; this is account " + production.account()
                    + ". A backup can be uploaded to the account it was taken of, or to one with the same number in"
                    + " another installation.");
        }
        Manifest manifest = theirs.as(id, production, Backup.Kind.UPLOADED);
        Text.name("backup", manifest.name());
        check(manifest, folder);
        String hash = manifests.write(folder, manifest);
        // in a new installation the ids of what a restore brings must not be given again
        counters.skip(production.account(), "resource", highest(manifest));
        long bytes = manifest.bytes() + folder.size(Manifest.FILE);
        if (!rows.arrived(production, id, manifest, notes(manifest), bytes, hash)) {
            throw new BackupDamaged("The upload took too long and was given up.");
        }
        return rows.find(production.account(), id).orElseThrow();
    }

    private void check(Manifest manifest, BackupStore.Folder folder) {
        if (highest(manifest) > LARGEST_RESOURCE) {
            throw new BackupDamaged("The backup has ids that no account has.");
        }
        if (!manifest.contradictions().isEmpty()) {
            throw new BackupDamaged(
                    "The backup contradicts itself: " + String.join("; ", manifest.contradictions()) + ".");
        }
        try {
            Parts parts = Parts.of(tables, manifest.definition());
            new BackupCheck(manifest, new ChunkFiles(folder, parts), properties.connections()).requireSound(() -> {});
        } catch (IllegalStateException e) {
            throw new BackupDamaged("The backup's definition and its rows do not fit together.");
        }
    }

    private static long highest(Manifest manifest) {
        return manifest.resources().stream()
                .map(Resource::id)
                .mapToLong(id -> id.value())
                .max()
                .orElse(0);
    }

    private static String notes(Manifest manifest) {
        String from = "Taken on " + manifest.cutAt() + " by " + manifest.by() + ".";
        String notes = manifest.notes().isBlank() ? from : from + "\n" + manifest.notes();
        return notes.length() > LONGEST_NOTES ? notes.substring(0, LONGEST_NOTES) : notes;
    }
}
