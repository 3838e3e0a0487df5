package io.slipway.backup.internal;

import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole backup back: every chunk against its checksum and counts, and, by replaying the rounds over the base,
 * the number of records of each table.
 */
final class BackupCheck {

    private final Manifest manifest;
    private final ChunkFiles files;
    private final int threads;
    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private final Map<ResourceId, LongAdder> counts = new ConcurrentHashMap<>();
    private @Nullable Replay replay;

    BackupCheck(Manifest manifest, ChunkFiles files, int threads) {
        this.manifest = manifest;
        this.files = files;
        this.threads = threads;
    }

    /** Everything found to be wrong; empty: the backup is sound. */
    List<String> run(Runnable tick) {
        findings.addAll(manifest.contradictions());
        if (findings.isEmpty()) {
            replay();
            base(tick);
            compareCounts();
        }
        return List.copyOf(findings);
    }

    /**
     * @throws BackupDamaged with everything found to be wrong
     */
    Replay requireSound(Runnable tick) {
        List<String> found = run(tick);
        Replay sound = replay;
        if (!found.isEmpty() || sound == null) {
            throw new BackupDamaged(String.join(" ", found));
        }
        return sound;
    }

    private void replay() {
        try {
            replay = Replay.of(files, manifest);
        } catch (BackupDamaged e) {
            findings.add(message(e));
        }
    }

    private static String message(BackupDamaged e) {
        return e.getMessage() == null ? "The backup is damaged." : e.getMessage();
    }

    private void base(Runnable tick) {
        List<Chunk> base = Stream.concat(manifest.chunks(ChunkName.Kind.TABLE), manifest.chunks(ChunkName.Kind.SIDE))
                .toList();
        AtomicInteger next = new AtomicInteger();
        Workers.run(
                "backup-check",
                Math.max(1, Math.min(threads, base.size())),
                (number, stop) -> {
                    for (int i = next.getAndIncrement(); i < base.size(); i = next.getAndIncrement()) {
                        check(base.get(i), stop);
                    }
                },
                tick);
    }

    private void check(Chunk chunk, Workers.Stop stop) {
        try {
            Replay known = replay;
            if (chunk.file().kind() == ChunkName.Kind.TABLE && known != null) {
                ResourceId table = new ResourceId(chunk.file().id());
                LongAdder count = counts.computeIfAbsent(table, key -> new LongAdder());
                files.rows(chunk, row -> {
                    stop.check();
                    if (!known.replaces(table, row.record())) {
                        count.increment();
                    }
                });
            } else {
                files.rows(chunk, row -> stop.check());
            }
        } catch (BackupDamaged e) {
            findings.add(message(e));
        }
    }

    private void compareCounts() {
        Replay known = replay;
        if (!findings.isEmpty() || known == null) {
            return;
        }
        SortedMap<ResourceId, Long> counted = new TreeMap<>();
        counts.forEach((table, count) -> counted.put(table, count.sum()));
        for (Manifest.Content content : manifest.tables()) {
            long found = counted.getOrDefault(content.table(), 0L) + known.alive(content.table());
            if (found != content.records()) {
                findings.add("The backup is damaged: \"" + content.name() + "\" has " + found + " records instead of "
                        + content.records() + ".");
            }
        }
    }
}
