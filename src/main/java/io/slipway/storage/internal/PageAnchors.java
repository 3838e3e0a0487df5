package io.slipway.storage.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.storage.RecordQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers for queries lately asked which record stands at which offset, so that a page far down starts from there
 * instead of counting all records before it. Forgotten when this process writes what could move them, and in any case
 * after a few seconds, because other processes write too: a page far down may for that long be off by the records they
 * added or removed before it.
 */
@Component
class PageAnchors {

    /** Offsets below this are counted; anchors are at least this far apart. */
    static final int SPACING = 1000;

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int QUERIES_PER_TABLE = 50;
    private static final int ANCHORS_PER_QUERY = 5000;

    private record TableKey(io.slipway.common.EnvironmentId environment, ResourceId table) {}

    private record Shape(long revision, RecordQuery query) {}

    /**
     * The last record before an offset.
     *
     * @param keys its values of the sort terms
     */
    record Anchor(long offset, List<@Nullable Object> keys, RecordId id) {}

    private final Cache<TableKey, OfTable> tables =
            Caffeine.newBuilder().maximumSize(2000).build();
    private final Clock clock;

    PageAnchors(Clock clock) {
        this.clock = clock;
    }

    /** What is known of a query now. */
    Place place(Definition definition, RecordQuery query) {
        OfTable table = tables.get(new TableKey(definition.environment(), query.table()), key -> new OfTable());
        return table.place(new Shape(definition.revision(), query.page(0, 1)), clock.instant());
    }

    /**
     * Records came or went, or (for queries with filters or an order) changed.
     *
     * @param smallest the smallest id that came or went; null: none did
     */
    void changed(Definition definition, ResourceId table, @Nullable RecordId smallest) {
        OfTable known = tables.getIfPresent(new TableKey(definition.environment(), table));
        if (known != null) {
            known.changed(smallest);
        }
    }

    /** What is known of a query since it was asked for; goes stale when a write comes between. */
    interface Place {
        /** The anchor nearest before an offset. */
        Optional<Anchor> before(long offset);

        /** Remembers an anchor. */
        void remember(Anchor anchor);
    }

    private static final class OfTable {

        private final Map<Shape, OfQuery> queries = new LinkedHashMap<>(16, 0.75f, true);
        private long writes;

        synchronized Place place(Shape shape, Instant now) {
            OfQuery known = queries.get(shape);
            if (known == null || known.until.isBefore(now)) {
                known = new OfQuery(now.plus(KEPT));
                queries.put(shape, known);
                if (queries.size() > QUERIES_PER_TABLE) {
                    queries.remove(queries.keySet().iterator().next());
                }
            }
            OfQuery query = known;
            long asked = writes;
            return new Place() {
                @Override
                public Optional<Anchor> before(long offset) {
                    synchronized (OfTable.this) {
                        return Optional.ofNullable(query.anchors.floorEntry(offset))
                                .map(Map.Entry::getValue);
                    }
                }

                @Override
                public void remember(Anchor anchor) {
                    synchronized (OfTable.this) {
                        if (writes == asked) {
                            query.remember(anchor);
                        }
                    }
                }
            };
        }

        synchronized void changed(@Nullable RecordId smallest) {
            writes++;
            List<Shape> gone = new ArrayList<>();
            queries.forEach((shape, query) -> {
                if (!isPlain(shape.query())) {
                    gone.add(shape);
                } else if (smallest != null) {
                    query.anchors.values().removeIf(anchor -> anchor.id().compareTo(smallest) >= 0);
                }
            });
            gone.forEach(queries::remove);
        }

        /** Whether only records that come or go can move the others. */
        private static boolean isPlain(RecordQuery query) {
            return query.filters().isEmpty()
                    && query.sorts().isEmpty()
                    && query.search().isEmpty()
                    && query.linkedFrom() == null;
        }
    }

    private static final class OfQuery {

        private final Instant until;
        private final TreeMap<Long, Anchor> anchors = new TreeMap<>();

        OfQuery(Instant until) {
            this.until = until;
        }

        void remember(Anchor anchor) {
            Long nearest = anchors.floorKey(anchor.offset());
            if (anchor.offset() >= SPACING
                    && (nearest == null || anchor.offset() - nearest >= SPACING)
                    && anchors.size() < ANCHORS_PER_QUERY) {
                anchors.put(anchor.offset(), anchor);
            }
        }
    }
}
