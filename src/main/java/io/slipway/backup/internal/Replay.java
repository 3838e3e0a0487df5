package io.slipway.backup.internal;

import io.slipway.backup.internal.ChunkFiles.ItemVisitor;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.storage.RawRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the rounds make of the base: a record in any round replaces the base's, and the last round it is in is the one
 * that counts. Keeps ids only, so the rows are read a second time.
 */
final class Replay {

    private final ChunkFiles files;
    private final List<Chunk> rounds;
    // per record where it occurs last: twice the item's number, plus one when it is gone
    private final Map<ResourceId, Map<RecordId, Long>> last = new HashMap<>();

    private Replay(ChunkFiles files, List<Chunk> rounds) {
        this.files = files;
        this.rounds = rounds;
    }

    /**
     * @throws io.slipway.backup.Materialise.BackupDamaged when a round is not what it was
     */
    static Replay of(ChunkFiles files, Manifest manifest) {
        Replay replay = new Replay(files, manifest.rounds());
        replay.walk(replay.new Noting());
        return replay;
    }

    private void walk(ItemVisitor visitor) {
        rounds.forEach(round -> files.items(round, visitor));
    }

    /** Whether the base's version of a record does not count. */
    boolean replaces(ResourceId table, RecordId record) {
        return of(table).containsKey(record);
    }

    private Map<RecordId, Long> of(ResourceId table) {
        return last.getOrDefault(table, Map.of());
    }

    /** Records of a table that come from the rounds. */
    long alive(ResourceId table) {
        return of(table).values().stream().filter(Replay::isAlive).count();
    }

    /** The ids of records of a table that come from the rounds. */
    void alive(ResourceId table, Consumer<RecordId> visitor) {
        of(table).forEach((record, place) -> {
            if (isAlive(place)) {
                visitor.accept(record);
            }
        });
    }

    private static boolean isAlive(long place) {
        return place % 2 == 0;
    }

    /** Visits only what counts: the last version of each record, and its side rows. */
    void visitLast(LastVisitor visitor) {
        walk(new Filtering(visitor));
    }

    /** Gets the rows that count. */
    interface LastVisitor {
        /** A record. */
        void record(ResourceId table, RawRow row);

        /** A row of the side table of a field. */
        void side(ResourceId field, RawRow row);
    }

    private final class Noting implements ItemVisitor {
        private long place;

        @Override
        public void record(ResourceId table, RawRow row) {
            note(table, row.record(), 2 * place++);
        }

        @Override
        public void side(ResourceId field, RawRow row) {
            place++;
        }

        @Override
        public void gone(ResourceId table, RecordId record) {
            note(table, record, 2 * place++ + 1);
        }

        private void note(ResourceId table, RecordId record, long value) {
            last.computeIfAbsent(table, key -> new HashMap<>()).put(record, value);
        }
    }

    private final class Filtering implements ItemVisitor {
        private final LastVisitor visitor;
        private long place;

        Filtering(LastVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void record(ResourceId table, RawRow row) {
            if (of(table).getOrDefault(row.record(), -1L) == 2 * place++) {
                visitor.record(table, row);
            }
        }

        /** Side rows follow their record: they count when its last version has been met already. */
        @Override
        public void side(ResourceId field, RawRow row) {
            ResourceId table = files.parts().side(field).table();
            long met = of(table).getOrDefault(row.record(), Long.MAX_VALUE);
            if (isAlive(met) && met < 2 * place) {
                visitor.side(field, row);
            }
            place++;
        }

        @Override
        public void gone(ResourceId table, RecordId record) {
            place++;
        }
    }
}
