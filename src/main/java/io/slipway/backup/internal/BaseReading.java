package io.slipway.backup.internal;

import io.slipway.common.RecordId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.storage.TableChunks;
import io.slipway.storage.TableChunks.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads all parts into chunks, several connections at a time, each taking the next range of rows. */
final class BaseReading {

    private static final int ROWS_PER_CHUNK = 50_000;

    private final TableChunks tables;
    private final BackupStore.Folder folder;
    private final List<DedicatedConnection> connections;
    private final Iterator<Part> waiting;
    private final List<Chunk> done = new ArrayList<>();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable Part part;
    private @Nullable RecordId after;
    private int number;

    BaseReading(TableChunks tables, BackupStore.Folder folder, Parts parts, List<DedicatedConnection> connections) {
        this.tables = tables;
        this.folder = folder;
        this.connections = connections;
        this.waiting = parts.all().iterator();
    }

    /** Records read so far. */
    long records() {
        return records.get();
    }

    /** Bytes written so far. */
    long bytes() {
        return bytes.get();
    }

    /** Reads everything; returns the chunks in the order of their names. */
    List<Chunk> run(Runnable tick) {
        Workers.run(
                "backup-base",
                connections.size(),
                (number, stop) -> {
                    DedicatedConnection connection = connections.get(number);
                    for (Range range = next(connection); range != null; range = next(connection)) {
                        stop.check();
                        read(connection, range, stop);
                    }
                },
                tick);
        done.sort(Comparator.comparing((Chunk chunk) -> chunk.file().kind())
                .thenComparing(chunk -> chunk.file().id())
                .thenComparing(chunk -> chunk.file().number()));
        return List.copyOf(done);
    }

    private record Range(
            Part part, @Nullable RecordId after, @Nullable RecordId upTo, ChunkName name) {}

    /** Cuts off the next range; all connections have the same snapshot, so any of them can tell where it ends. */
    private synchronized @Nullable Range next(DedicatedConnection connection) {
        if (part == null) {
            if (!waiting.hasNext()) {
                return null;
            }
            part = waiting.next();
            after = null;
            number = 0;
        }
        Part current = part;
        RecordId from = after;
        RecordId upTo = tables.boundary(connection, current, from, ROWS_PER_CHUNK);
        after = upTo;
        if (upTo == null) {
            part = null;
        }
        return new Range(current, from, upTo, name(current, ++number));
    }

    private static ChunkName name(Part part, int number) {
        return part.field() == null
                ? new ChunkName(ChunkName.Kind.TABLE, part.table().value(), number)
                : new ChunkName(ChunkName.Kind.SIDE, part.field().value(), number);
    }

    private void read(DedicatedConnection connection, Range range, Workers.Stop stop) throws IOException {
        boolean isRecords = range.part().field() == null;
        try (ChunkWriter writer = new ChunkWriter(folder, range.name())) {
            RowOutput rows = writer.rows();
            long read = tables.read(connection, range.part(), range.after(), range.upTo(), row -> {
                stop.check();
                try {
                    rows.row(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (isRecords) {
                    records.incrementAndGet();
                }
            });
            if (read > 0) {
                Chunk chunk = writer.finish();
                bytes.addAndGet(chunk.bytes());
                synchronized (done) {
                    done.add(chunk);
                }
            }
        }
    }
}
