package io.slipway.backup.internal;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.Sha256;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks.RowVisitor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of one backup and tells when one is not what the manifest says. Rows are handed on while the file is
 * still being read: who must not act on damaged data reads everything once before.
 */
final class ChunkFiles {

    private static final int BUFFER = 128 * 1024;

    private final BackupStore.Folder folder;
    private final Parts parts;

    /**
     * @param parts those the rows were read from
     */
    ChunkFiles(BackupStore.Folder folder, Parts parts) {
        this.folder = folder;
        this.parts = parts;
    }

    Parts parts() {
        return parts;
    }

    /** What is in a round, in the order in which it was written. */
    interface ItemVisitor {
        /** A whole record. */
        void record(ResourceId table, RawRow row);

        /** A row of the side table of a field; its record came before. */
        void side(ResourceId field, RawRow row);

        /** A record that was deleted. */
        void gone(ResourceId table, RecordId record);
    }

    /**
     * Visits the rows of a TABLE or SIDE chunk.
     *
     * @throws BackupDamaged when the chunk is not what it was
     */
    void rows(Chunk chunk, RowVisitor visitor) {
        int width = parts.of(chunk.file()).width();
        read(chunk, in -> {
            RawRow row = new RawRow(width);
            RecordId first = null;
            RecordId last = null;
            for (long i = 0; i < chunk.rows(); i++) {
                in.row(row);
                RecordId id = idOf(row);
                if (last != null && id.compareTo(last) < 0) {
                    throw new IOException("is not in order");
                }
                first = first == null ? id : first;
                last = id;
                visitor.row(row);
            }
            if (!java.util.Objects.equals(first, chunk.first()) || !java.util.Objects.equals(last, chunk.last())) {
                throw new IOException("has other records than it had");
            }
        });
    }

    private static RecordId idOf(RawRow row) throws IOException {
        byte[] id = row.get(0);
        if (id == null || id.length != 16) {
            throw new IOException("has a row without a record id");
        }
        return RecordId.of(id);
    }

    /**
     * Visits the items of a DELTA or TAIL.
     *
     * @throws BackupDamaged when the chunk is not what it was
     */
    void items(Chunk chunk, ItemVisitor visitor) {
        read(chunk, in -> {
            RawRow gone = new RawRow(1);
            for (long i = 0; i < chunk.rows(); i++) {
                int mark = in.mark();
                long number = in.number();
                if (number < 1) {
                    throw new IOException("has an item of nothing");
                }
                ResourceId id = new ResourceId(number);
                switch (mark) {
                    case RowOutput.RECORD -> {
                        require(parts.hasRecords(id));
                        visitor.record(id, row(in, parts.records(id).width()));
                    }
                    case RowOutput.SIDE -> {
                        require(parts.hasSide(id));
                        visitor.side(id, row(in, parts.side(id).width()));
                    }
                    case RowOutput.GONE -> {
                        require(parts.hasRecords(id));
                        in.row(gone);
                        visitor.gone(id, idOf(gone));
                    }
                    default -> throw new IOException("has an item of an unknown kind");
                }
            }
        });
    }

    private static RawRow row(RowInput in, int width) throws IOException {
        RawRow row = new RawRow(width);
        in.row(row);
        idOf(row);
        return row;
    }

    private static void require(boolean known) throws IOException {
        if (!known) {
            throw new IOException("has rows of a table that is not in the backup");
        }
    }

    private interface Reading {
        void of(RowInput in) throws IOException;
    }

    private void read(Chunk chunk, Reading reading) {
        String file = chunk.file().file();
        String problem;
        try {
            problem = problemIn(chunk, reading);
        } catch (NoSuchFileException e) {
            problem = "is missing";
        } catch (IOException e) {
            problem = e.getMessage() == null ? "can't be read" : e.getMessage();
        }
        if (problem != null) {
            throw new BackupDamaged("The backup is damaged: " + file + " " + problem + ".");
        }
    }

    private @Nullable String problemIn(Chunk chunk, Reading reading) throws IOException {
        String file = chunk.file().file();
        if (folder.size(file) != chunk.bytes()) {
            return "has " + folder.size(file) + " bytes instead of " + chunk.bytes();
        }
        try (DigestInputStream hashed = new DigestInputStream(folder.read(file), Sha256.digest());
                InputStream unpacked = new BufferedInputStream(unpack(hashed), BUFFER)) {
            RowInput in = new RowInput(unpacked, chunk.rawBytes());
            reading.of(in);
            in.requireEnd();
            hashed.transferTo(java.io.OutputStream.nullOutputStream());
            String hash = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
            return hash.equals(chunk.sha256()) ? null : "has another checksum than it had";
        }
    }

    private static InputStream unpack(InputStream packed) throws IOException {
        return new ZstdInputStream(packed, RecyclingBufferPool.INSTANCE);
    }
}
