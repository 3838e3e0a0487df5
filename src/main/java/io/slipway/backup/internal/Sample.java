package io.slipway.backup.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks.Part;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a sample that hangs together: the newest records of each table, and all that they link to, and all that those
 * link to. Newest by id, because ids are made in the order of time.
 */
final class Sample {

    private static final int PER_TABLE = 200;

    private final Manifest manifest;
    private final ChunkFiles files;
    private final Replay replay;
    private final Definition definition;
    private final Map<ResourceId, Set<RecordId>> chosen = new HashMap<>();
    private Map<ResourceId, NavigableSet<RecordId>> open = new HashMap<>();
    private Map<ResourceId, NavigableSet<RecordId>> found = new HashMap<>();

    private Sample(Manifest manifest, ChunkFiles files, Replay replay) {
        this.manifest = manifest;
        this.files = files;
        this.replay = replay;
        this.definition = manifest.definition();
    }

    /** The chosen records of each table; may name some that are not there. */
    static Map<ResourceId, Set<RecordId>> choose(Manifest manifest, ChunkFiles files, Replay replay) {
        Sample sample = new Sample(manifest, files, replay);
        manifest.tables()
                .forEach(content -> sample.newest(content.table()).forEach(id -> sample.find(content.table(), id)));
        while (!sample.found.isEmpty()) {
            sample.open = sample.found;
            sample.found = new HashMap<>();
            sample.followLinks();
        }
        return sample.chosen;
    }

    private void find(@Nullable ResourceId table, RecordId id) {
        if (table != null
                && chosen.computeIfAbsent(table, key -> new HashSet<>()).add(id)) {
            found.computeIfAbsent(table, key -> new TreeSet<>()).add(id);
        }
    }

    private Set<RecordId> newest(ResourceId table) {
        NavigableSet<RecordId> newest = new TreeSet<>();
        replay.alive(table, id -> keep(newest, id));
        List<Chunk> chunks = manifest.chunks(ChunkName.Kind.TABLE)
                .filter(chunk -> chunk.file().id() == table.value())
                .toList()
                .reversed();
        for (Chunk chunk : chunks) {
            RecordId last = chunk.last();
            if (newest.size() == PER_TABLE && last != null && newest.first().compareTo(last) > 0) {
                break;
            }
            files.rows(chunk, row -> {
                RecordId id = row.record();
                if (!replay.replaces(table, id)) {
                    keep(newest, id);
                }
            });
        }
        return newest;
    }

    private static void keep(NavigableSet<RecordId> newest, RecordId id) {
        newest.add(id);
        if (newest.size() > PER_TABLE) {
            newest.pollFirst();
        }
    }

    /** Finds what the open records link to. */
    private void followLinks() {
        base(ChunkName.Kind.TABLE)
                .forEach(chunk -> files.rows(chunk, row -> {
                    ResourceId table = new ResourceId(chunk.file().id());
                    if (isOpen(table, row.record()) && !replay.replaces(table, row.record())) {
                        followCells(table, row);
                    }
                }));
        base(ChunkName.Kind.SIDE)
                .forEach(chunk -> files.rows(chunk, row -> {
                    ResourceId field = new ResourceId(chunk.file().id());
                    ResourceId table = files.parts().side(field).table();
                    if (isOpen(table, row.record()) && !replay.replaces(table, row.record())) {
                        followSide(field, row);
                    }
                }));
        replay.visitLast(new Replay.LastVisitor() {
            @Override
            public void record(ResourceId table, RawRow row) {
                if (isOpen(table, row.record())) {
                    followCells(table, row);
                }
            }

            @Override
            public void side(ResourceId field, RawRow row) {
                if (isOpen(files.parts().side(field).table(), row.record())) {
                    followSide(field, row);
                }
            }
        });
    }

    private boolean isOpen(ResourceId table, RecordId id) {
        return open.getOrDefault(table, Collections.emptyNavigableSet()).contains(id);
    }

    /** Chunks that may have open records with links. */
    private Stream<Chunk> base(ChunkName.Kind kind) {
        return manifest.chunks(kind).filter(chunk -> {
            Part part = files.parts().of(chunk.file());
            boolean links = part.field() == null
                    ? part.fields().stream().anyMatch(field -> target(field) != null)
                    : target(part.field()) != null;
            NavigableSet<RecordId> wanted = open.get(part.table());
            RecordId first = chunk.first();
            RecordId last = chunk.last();
            if (!links || wanted == null || first == null || last == null) {
                return false;
            }
            RecordId candidate = wanted.ceiling(first);
            return candidate != null && candidate.compareTo(last) <= 0;
        });
    }

    private void followCells(ResourceId table, RawRow row) {
        Part part = files.parts().records(table);
        int cell = row.size() - part.fields().size();
        for (ResourceId field : part.fields()) {
            ResourceId target = target(field);
            byte[] id = row.get(cell++);
            if (target != null && id != null) {
                find(target, RecordId.of(id));
            }
        }
    }

    private void followSide(ResourceId field, RawRow row) {
        byte[] id = row.get(1);
        if (id != null) {
            find(target(field), RecordId.of(id));
        }
    }

    /** The table a link field points to; null: it is no link. */
    private @Nullable ResourceId target(ResourceId field) {
        return definition.get(Field.class, field).kind() instanceof FieldKind.Link link
                ? definition.get(Relationship.class, link.relationship()).to()
                : null;
    }
}
