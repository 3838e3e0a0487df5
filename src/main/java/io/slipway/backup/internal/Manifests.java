package io.slipway.backup.internal;

import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.Sha256;
import io.slipway.common.json.CanonicalJson;
import io.slipway.storage.TableChunks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes manifests to the store and reads them back, believing nothing that is not what was written. */
@Component
class Manifests {

    private static final long LARGEST = 256L * 1024 * 1024;

    private final BackupStore store;
    private final BackupRows rows;
    private final TableChunks tables;

    Manifests(BackupStore store, BackupRows rows, TableChunks tables) {
        this.store = store;
        this.rows = rows;
        this.tables = tables;
    }

    /** Writes a manifest; returns its checksum. */
    String write(BackupStore.Folder folder, Manifest manifest) throws IOException {
        String text = CanonicalJson.write(manifest);
        try (BackupStore.NewFile file = folder.write(Manifest.FILE)) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
            file.keep();
        }
        return Sha256.hex(text);
    }

    /** A complete backup's manifest and the way to its chunks. */
    record Opened(Manifest manifest, ChunkFiles files, BackupStore.Folder folder) {}

    /**
     * Opens a COMPLETE backup.
     *
     * @throws BackupDamaged when the manifest is not what was written
     */
    Opened open(AccountId account, BackupId id) {
        String hash = rows.manifestHash(account, id)
                .orElseThrow(() -> new BackupDamaged("The backup is not complete, or no longer there."));
        BackupStore.Folder folder = store.folder(account, id);
        Manifest manifest = read(folder, hash);
        if (!manifest.backup().equals(id) || !manifest.environment().account().equals(account)) {
            throw new BackupDamaged("The backup is damaged: its manifest is that of another backup.");
        }
        return open(manifest, folder);
    }

    private Opened open(Manifest manifest, BackupStore.Folder folder) {
        List<String> contradictions = manifest.contradictions();
        if (!contradictions.isEmpty()) {
            throw new BackupDamaged("The backup is damaged: " + String.join("; ", contradictions) + ".");
        }
        try {
            return new Opened(manifest, new ChunkFiles(folder, Parts.of(tables, manifest.definition())), folder);
        } catch (IllegalStateException e) {
            throw new BackupDamaged("The backup is damaged: its definition and its generations do not fit together.");
        }
    }

    private static Manifest read(BackupStore.Folder folder, String hash) {
        try {
            if (folder.size(Manifest.FILE) > LARGEST) {
                throw new BackupDamaged("The backup is damaged: its manifest is larger than possible.");
            }
            try (InputStream in = folder.read(Manifest.FILE)) {
                String text = new String(in.readNBytes((int) LARGEST), StandardCharsets.UTF_8);
                if (!Sha256.hex(text).equals(hash)) {
                    throw new BackupDamaged("The backup is damaged: its manifest has another checksum than it had.");
                }
                return parse(text);
            }
        } catch (NoSuchFileException e) {
            throw new BackupDamaged("The backup is damaged: its manifest is missing.");
        } catch (IOException e) {
            throw new BackupDamaged("The backup can't be read: " + e.getMessage());
        }
    }

    /**
     * @throws BackupDamaged when the text is no manifest of ours
     */
    static Manifest parse(String text) {
        try {
            return CanonicalJson.read(text, Manifest.class);
        } catch (RuntimeException e) {
            throw new BackupDamaged("The backup is damaged: its manifest can't be understood.");
        }
    }
}
