package io.slipway.backup.internal;

import io.slipway.backup.Materialise.BackupDamaged;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BackupZip} wrote, and believes nothing: names, order and sizes are anybody's. */
final class BackupUnzip {

    private static final Pattern NAME = Pattern.compile("backup-[0-9]{1,19}/([a-z0-9.-]{1,60})");
    private static final int LARGEST_MANIFEST = 256 * 1024 * 1024;
    private static final long LOOK_AT_DISK_EVERY = 64L * 1024 * 1024;

    private final BackupStore store;
    private final BackupStore.Folder folder;
    private final Set<String> kept = new HashSet<>();
    private long sinceLook;

    BackupUnzip(BackupStore store, BackupStore.Folder folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * Writes the chunks to the folder.
     *
     * @return the manifest, which is not yet written
     * @throws BackupDamaged when this is no backup, or has chunks its manifest does not name
     */
    Manifest read(InputStream file) throws IOException {
        Manifest manifest = null;
        ZipInputStream zip = new ZipInputStream(file, StandardCharsets.UTF_8);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = name(entry);
                if (!name.equals(Manifest.FILE)) {
                    chunk(name, zip);
                } else if (manifest == null) {
                    manifest = manifest(zip);
                } else {
                    throw new BackupDamaged("The file has two manifests.");
                }
            }
        } catch (EOFException e) {
            throw new BackupDamaged("The end of the file is missing: it broke off on the way.");
        } catch (ZipException | IllegalArgumentException e) {
            throw new BackupDamaged("This is no backup file, or it has been damaged on the way: " + e.getMessage());
        }
        return sound(manifest);
    }

    private static String name(ZipEntry entry) {
        Matcher matcher = NAME.matcher(entry.getName());
        if (!matcher.matches()) {
            throw new BackupDamaged("This is no backup file: there is something in it that no backup has.");
        }
        return matcher.group(1);
    }

    private void chunk(String name, InputStream content) throws IOException {
        String safe = ChunkName.parse(name).file();
        if (!kept.add(safe)) {
            throw new BackupDamaged("The file has " + safe + " twice.");
        }
        byte[] buffer = new byte[64 * 1024];
        try (BackupStore.NewFile file = folder.write(safe)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                file.write(buffer, 0, read);
                sinceLook += read;
                if (sinceLook > LOOK_AT_DISK_EVERY) {
                    sinceLook = 0;
                    requireRoom();
                }
            }
            file.keep();
        }
    }

    private void requireRoom() {
        String problem = store.problem();
        if (problem != null) {
            throw new BackupDamaged("The backup can't be stored: " + problem);
        }
    }

    private static Manifest manifest(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST_MANIFEST + 1);
        if (bytes.length > LARGEST_MANIFEST) {
            throw new BackupDamaged("The manifest is larger than possible.");
        }
        return Manifests.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private Manifest sound(@Nullable Manifest manifest) {
        if (manifest == null) {
            throw new BackupDamaged("This is no backup file, or its end is missing: it has no manifest.");
        }
        Set<String> named = new HashSet<>();
        manifest.chunks().forEach(chunk -> named.add(chunk.file().file()));
        if (!named.containsAll(kept)) {
            throw new BackupDamaged("The file has parts that its manifest does not name.");
        }
        return manifest;
    }
}
