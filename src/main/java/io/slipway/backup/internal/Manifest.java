package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.TableLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is in a backup. Written last, as canonical JSON; a folder without it holds no usable backup.
 *
 * @param format of the files; a reader refuses one it does not know
 * @param revision of the environment's definition
 * @param startedAt when the base was begun, UTC
 * @param cutAt the moment whose data the backup has, UTC
 * @param position the last position of the environment's change feed that is in it
 * @param resources the definition, by id
 * @param layouts the generations the rows were read from
 * @param tables what is where in the rows, and how many records there are
 * @param autoNumbers the next number of each auto-number field
 * @param groups who was in which user group; not restored, because membership is the account's own
 */
record Manifest(
        int format,
        BackupId backup,
        EnvironmentId environment,
        long revision,
        Backup.Kind kind,
        String name,
        String notes,
        String by,
        Instant startedAt,
        Instant cutAt,
        long position,
        List<Resource> resources,
        List<TableLayout> layouts,
        List<Content> tables,
        List<Chunk> chunks,
        SortedMap<ResourceId, Long> autoNumbers,
        SortedMap<ResourceId, SortedSet<UserId>> groups) {

    static final String FILE = "manifest.json";
    static final int FORMAT = 1;

    /**
     * One table.
     *
     * @param name as it was then
     * @param columns the fields in a row, after id, version, created at and by, updated at and by
     * @param sides the fields with many values, which have chunks of their own
     */
    record Content(ResourceId table, String name, long records, List<Column> columns, List<Column> sides) {
        Content {
            columns = List.copyOf(columns);
            sides = List.copyOf(sides);
            if (records < 0) {
                throw new IllegalArgumentException("A table can't have " + records + " records");
            }
        }

        Content withRecords(long counted) {
            return new Content(table, name, counted, columns, sides);
        }
    }

    /**
     * One field of a row.
     *
     * @param name as it was then
     * @param kind of its values, for people
     * @param type of the column they were in
     */
    record Column(ResourceId field, String name, String kind, String type) {}

    Manifest {
        resources = List.copyOf(resources);
        layouts = List.copyOf(layouts);
        tables = List.copyOf(tables);
        chunks = List.copyOf(chunks);
        autoNumbers = Collections.unmodifiableSortedMap(new TreeMap<>(autoNumbers));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** The definition it has, with the generations it was read from. */
    Definition definition() {
        SortedMap<ResourceId, Resource> byId = new TreeMap<>();
        resources.forEach(resource -> byId.put(resource.id(), resource));
        return Definition.empty(environment).with(revision, byId, layouts);
    }

    /** Records of all tables. */
    long records() {
        return tables.stream().mapToLong(Content::records).sum();
    }

    /** Bytes of all chunks. */
    long bytes() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }

    /** Chunks of a kind, in their order. */
    Stream<Chunk> chunks(ChunkName.Kind wanted) {
        return chunks.stream().filter(chunk -> chunk.file().kind() == wanted);
    }

    /** What came in rounds, oldest first. */
    List<Chunk> rounds() {
        return Stream.concat(chunks(ChunkName.Kind.DELTA), chunks(ChunkName.Kind.TAIL))
                .toList();
    }

    Manifest withChunks(List<Chunk> more) {
        List<Chunk> all = new ArrayList<>(chunks);
        all.addAll(more);
        return with(all, tables, position, cutAt, autoNumbers);
    }

    Manifest withGroups(SortedMap<ResourceId, SortedSet<UserId>> members) {
        return new Manifest(
                format,
                backup,
                environment,
                revision,
                kind,
                name,
                notes,
                by,
                startedAt,
                cutAt,
                position,
                resources,
                layouts,
                tables,
                chunks,
                autoNumbers,
                members);
    }

    /** The same as another backup, of another environment. */
    Manifest as(BackupId id, EnvironmentId home, Backup.Kind newKind) {
        return new Manifest(
                format,
                id,
                home,
                revision,
                newKind,
                name,
                notes,
                by,
                startedAt,
                cutAt,
                position,
                resources,
                layouts,
                tables,
                chunks,
                autoNumbers,
                groups);
    }

    /** The same up to a later moment. */
    Manifest upTo(long newPosition, Instant at, SortedMap<ResourceId, Long> records, SortedMap<ResourceId, Long> next) {
        List<Content> counted = tables.stream()
                .map(content -> content.withRecords(records.getOrDefault(content.table(), 0L)))
                .toList();
        return with(chunks, counted, newPosition, at, next);
    }

    private Manifest with(
            List<Chunk> newChunks,
            List<Content> newTables,
            long newPosition,
            Instant at,
            SortedMap<ResourceId, Long> next) {
        return new Manifest(
                format,
                backup,
                environment,
                revision,
                kind,
                name,
                notes,
                by,
                startedAt,
                at,
                newPosition,
                resources,
                layouts,
                newTables,
                newChunks,
                next,
                groups);
    }

    /** What in it contradicts itself; nothing in one that we wrote. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        if (format != FORMAT) {
            found.add("it has format " + format + ", which this version does not know");
            return found;
        }
        Set<ResourceId> ids = new HashSet<>();
        resources.stream()
                .filter(resource -> !ids.add(resource.id()))
                .forEach(resource -> found.add("resource " + resource.id() + " is in it twice"));
        Set<ChunkName> names = new HashSet<>();
        chunks.stream()
                .filter(chunk -> !names.add(chunk.file()))
                .forEach(chunk -> found.add(chunk.file() + " is in it twice"));
        Definition definition = definition();
        Set<ResourceId> listed = new HashSet<>();
        tables.forEach(content -> listed.add(content.table()));
        Set<ResourceId> defined = new HashSet<>();
        definition.all(Table.class).forEach(table -> defined.add(table.id()));
        if (!listed.equals(defined)
                || tables.size() != defined.size()
                || !definition.layouts().keySet().equals(defined)
                || layouts.size() != defined.size()) {
            found.add("its tables are not those of its definition");
        }
        for (Chunk chunk : chunks) {
            boolean known = switch (chunk.file().kind()) {
                case TABLE -> defined.contains(new ResourceId(chunk.file().id()));
                case SIDE ->
                    definition
                            .find(Field.class, new ResourceId(chunk.file().id()))
                            .isPresent();
                case DELTA, TAIL -> true;
            };
            if (!known) {
                found.add(chunk.file() + " belongs to nothing in its definition");
            }
        }
        findOverlaps(found);
        return found;
    }

    /** Chunks of the same rows follow each other, so that no record can come twice. */
    private void findOverlaps(List<String> found) {
        Map<String, RecordId> ends = new HashMap<>();
        Stream.concat(chunks(ChunkName.Kind.TABLE), chunks(ChunkName.Kind.SIDE))
                .sorted(Comparator.comparingInt(chunk -> chunk.file().number()))
                .forEach(chunk -> {
                    RecordId first = chunk.first();
                    RecordId last = chunk.last();
                    String of = chunk.file().kind() + " " + chunk.file().id();
                    RecordId end = ends.get(of);
                    if (first == null || last == null || end != null && first.compareTo(end) <= 0) {
                        found.add(chunk.file() + " does not follow the one before it");
                    } else {
                        ends.put(of, last);
                    }
                });
    }
}
