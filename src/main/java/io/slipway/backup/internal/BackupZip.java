package io.slipway.backup.internal;

import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.json.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a backup as one ZIP file: the chunks as they are in the store, then the manifest. */
final class BackupZip {

    private BackupZip() {}

    /**
     * @throws BackupDamaged when a chunk is not what it was; nothing was written then, unless it changed meanwhile
     */
    static void write(Manifests.Opened opened, OutputStream to) throws IOException {
        for (Chunk chunk : opened.manifest().chunks()) {
            copy(opened, chunk, OutputStream.nullOutputStream());
        }
        String folder = "backup-" + opened.manifest().backup() + "/";
        // finished only when all went well: half of it must never look like a whole ZIP file
        ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        // the chunks are packed already
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (Chunk chunk : opened.manifest().chunks()) {
            zip.putNextEntry(new ZipEntry(folder + chunk.file().file()));
            copy(opened, chunk, zip);
            zip.closeEntry();
        }
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(new ZipEntry(folder + Manifest.FILE));
        zip.write(CanonicalJson.write(opened.manifest()).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private static void copy(Manifests.Opened opened, Chunk chunk, OutputStream to) throws IOException {
        HashingOutput hashed = new HashingOutput(to);
        try (InputStream in = opened.folder().read(chunk.file().file())) {
            in.transferTo(hashed);
        } catch (NoSuchFileException e) {
            throw new BackupDamaged("The backup is damaged: " + chunk.file() + " is missing.");
        }
        if (hashed.bytes() != chunk.bytes() || !hashed.sha256().equals(chunk.sha256())) {
            throw new BackupDamaged("The backup is damaged: " + chunk.file() + " is not what it was.");
        }
    }
}
