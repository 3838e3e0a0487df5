package io.slipway.backup.internal;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes one chunk: rows, packed by zstd, hashed on the way to the store. */
final class ChunkWriter implements AutoCloseable {

    private static final int LEVEL = 3;
    private static final int BUFFER = 128 * 1024;

    private final ChunkName name;
    private final BackupStore.NewFile file;
    private final HashingOutput hashed;
    private final OutputStream packed;
    private final RowOutput rows;
    private boolean finished;

    ChunkWriter(BackupStore.Folder folder, ChunkName name) throws IOException {
        this.name = name;
        this.file = folder.write(name.file());
        this.hashed = new HashingOutput(file);
        this.packed = pack(hashed);
        this.rows = new RowOutput(packed);
    }

    /** A stream that packs as chunks are packed. */
    static OutputStream pack(OutputStream out) throws IOException {
        return new BufferedOutputStream(new ZstdOutputStream(out, RecyclingBufferPool.INSTANCE, LEVEL), BUFFER);
    }

    RowOutput rows() {
        return rows;
    }

    /** Makes the chunk durable. */
    Chunk finish() throws IOException {
        packed.close();
        finished = true;
        file.keep();
        return new Chunk(name, hashed.sha256(), hashed.bytes(), rows.bytes(), rows.rows(), rows.first(), rows.last());
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (!finished) {
                packed.close();
            }
        }
    }
}
