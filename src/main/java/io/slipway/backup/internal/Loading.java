package io.slipway.backup.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks;
import io.slipway.storage.TableChunks.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Fills new, empty tables from a backup, several connections at a time: base chunks without what the rounds replace. */
final class Loading {

    private final TableChunks tables;
    private final Manifest manifest;
    private final ChunkFiles files;
    private final Replay replay;
    private final Parts target;
    private final BiPredicate<ResourceId, RecordId> wanted;

    /**
     * @param wanted which records are loaded, by table and id
     */
    Loading(
            TableChunks tables,
            Manifest manifest,
            ChunkFiles files,
            Replay replay,
            Parts target,
            BiPredicate<ResourceId, RecordId> wanted) {
        this.tables = tables;
        this.manifest = manifest;
        this.files = files;
        this.replay = replay;
        this.target = target;
        this.wanted = wanted;
    }

    void run(List<DedicatedConnection> connections, Runnable tick) {
        target.all().forEach(this::requireSameRows);
        List<Chunk> base = Stream.concat(manifest.chunks(ChunkName.Kind.TABLE), manifest.chunks(ChunkName.Kind.SIDE))
                .toList();
        // the last number stands for all rounds
        AtomicInteger next = new AtomicInteger();
        Workers.run(
                "backup-load",
                connections.size(),
                (number, stop) -> {
                    DedicatedConnection connection = connections.get(number);
                    for (int i = next.getAndIncrement(); i <= base.size(); i = next.getAndIncrement()) {
                        if (i < base.size()) {
                            base(connection, base.get(i), stop);
                        } else {
                            rounds(connection, stop);
                        }
                    }
                },
                tick);
    }

    private void requireSameRows(Part part) {
        ResourceId field = part.field();
        Part source = field == null
                ? files.parts().records(part.table())
                : files.parts().side(field);
        if (!source.fields().equals(part.fields()) || source.width() != part.width()) {
            throw new IllegalStateException("The new generation of table " + part.table() + " has other columns");
        }
    }

    private void base(DedicatedConnection connection, Chunk chunk, Workers.Stop stop) {
        Part source = files.parts().of(chunk.file());
        ResourceId table = source.table();
        try (TableChunks.Loading loading = tables.load(connection, target.of(chunk.file()))) {
            files.rows(chunk, row -> {
                stop.check();
                RecordId id = row.record();
                if (!replay.replaces(table, id) && wanted.test(table, id)) {
                    loading.add(row);
                }
            });
            loading.finish();
        }
    }

    private void rounds(DedicatedConnection connection, Workers.Stop stop) {
        Map<Part, TableChunks.Loading> loadings = new HashMap<>();
        try {
            replay.visitLast(new Replay.LastVisitor() {
                @Override
                public void record(ResourceId table, RawRow row) {
                    add(target.records(table), row);
                }

                @Override
                public void side(ResourceId field, RawRow row) {
                    add(target.side(field), row);
                }

                private void add(Part part, RawRow row) {
                    stop.check();
                    if (wanted.test(part.table(), row.record())) {
                        loadings.computeIfAbsent(part, key -> tables.load(connection, key))
                                .add(row);
                    }
                }
            });
            loadings.values().forEach(TableChunks.Loading::finish);
        } finally {
            loadings.values().forEach(TableChunks.Loading::close);
        }
    }
}
