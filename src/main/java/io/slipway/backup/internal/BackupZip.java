package io.slipway.backup.internal;

import io.slipway.common.json.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a backup as one ZIP file: the chunks as they are in the store, then the manifest. */
final class BackupZip {

    private BackupZip() {}

    /**
     * @throws IOException also when a chunk turns out not to be what it was; what was written is then no whole ZIP file
     */
    static void write(Manifests.Opened opened, OutputStream to) throws IOException {
        String folder = "backup-" + opened.manifest().backup() + "/";
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
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
        }
    }

    private static void copy(Manifests.Opened opened, Chunk chunk, OutputStream to) throws IOException {
        HashingOutput hashed = new HashingOutput(to);
        try (InputStream in = opened.folder().read(chunk.file().file())) {
            in.transferTo(hashed);
        }
        if (hashed.bytes() != chunk.bytes() || !hashed.sha256().equals(chunk.sha256())) {
            throw new IOException("The backup is damaged: " + chunk.file() + " is not what it was");
        }
    }
}
