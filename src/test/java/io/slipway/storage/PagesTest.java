package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.View.Comparison;
import io.slipway.definition.View.Filter;
import io.slipway.definition.View.Sort;
import io.slipway.environment.Definitions;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Wherever a page is asked for and in whatever order pages are asked for, together they are the whole, each record once. */
@IntegrationTest
class PagesTest {

    private static final int RECORDS = 4000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    Workshop workshop;

    @Autowired
    Definitions definitions;

    @Autowired
    RecordStore store;

    @Autowired
    Transactions transactions;

    AllKinds world;
    Definition definition;
    final Random random = new Random(20260329);
    final List<StoredRecord> all = new ArrayList<>();

    @BeforeEach
    void fill() {
        world = new AllKinds(workshop);
        definition = definitions.current(world.production);
        List<StoredRecord> places = new ArrayList<>();
        for (String name : List.of("Rome", "Oslo", "Äthiopien", "zürich", "Rome")) {
            places.add(record(Map.of(world.placeName, name)));
        }
        for (int i = 0; i < RECORDS; i++) {
            Map<ResourceId, Object> values = new HashMap<>();
            maybe(values, "text", () -> "Name " + Integer.toString(random.nextInt(900), 36));
            maybe(values, "long", () -> "x".repeat(random.nextInt(3) * 60) + (char) ('a' + random.nextInt(5)));
            maybe(values, "integer", () -> (long) random.nextInt(20) - 10);
            maybe(values, "decimal", () -> BigDecimal.valueOf(random.nextInt(50), 10));
            maybe(values, "date", () -> LocalDate.of(2026, 1, 1 + random.nextInt(5)));
            maybe(values, "dateTime", () -> NOW.plusMillis(random.nextInt(5)));
            maybe(values, "yesNo", random::nextBoolean);
            maybe(values, "single", () -> List.of(7L, 3L, 5L).get(random.nextInt(3)));
            maybe(values, "link", () -> places.get(random.nextInt(5)).id());
            all.add(record(values));
        }
        transactions.once(() -> {
            store.insert(definition, world.places, places);
            store.insert(definition, world.things, all);
            return true;
        });
    }

    private StoredRecord record(Map<ResourceId, Object> values) {
        return new StoredRecord(RecordId.next(), 1, NOW, null, NOW, null, values);
    }

    private void maybe(Map<ResourceId, Object> values, String field, java.util.function.Supplier<Object> value) {
        if (random.nextInt(5) > 0) {
            values.put(world.f(field), value.get());
        }
    }

    private RecordQuery sorted(List<Filter> filters, Sort... sorts) {
        return new RecordQuery(world.things, List.of(world.f("text")), filters, null, "", List.of(sorts), 0, 10_000);
    }

    private Sort by(String field, boolean descending) {
        return new Sort(world.f(field), descending);
    }

    private List<RecordId> page(RecordQuery query, long offset, int limit) {
        return transactions.reading(() -> store.query(definition, query.page(offset, limit))).stream()
                .map(StoredRecord::id)
                .toList();
    }

    /** All at once, without anchors because within a transaction that might write. */
    private List<RecordId> whole(RecordQuery query) {
        return transactions.once(() -> store.query(definition, query.page(0, 10_000))).stream()
                .map(StoredRecord::id)
                .toList();
    }

    private void requirePages(RecordQuery query) {
        List<RecordId> whole = whole(query);
        assertThat(Set.copyOf(whole)).hasSize(whole.size());
        List<RecordId> walked = new ArrayList<>();
        for (List<RecordId> page = page(query, 0, 170); !page.isEmpty(); page = page(query, walked.size(), 170)) {
            walked.addAll(page);
        }
        assertThat(walked).as("%s", query).isEqualTo(whole);
        for (int i = 0; i < 12; i++) {
            int offset = random.nextInt(whole.size() + 10);
            int limit = 1 + random.nextInt(60);
            int from = Math.min(offset, whole.size());
            assertThat(page(query, offset, limit))
                    .as("%s at %s", query, offset)
                    .isEqualTo(whole.subList(from, Math.min(from + limit, whole.size())));
        }
    }

    @Test
    void pagesTogetherAreTheWholeInEveryOrder() {
        requirePages(sorted(List.of()));
        for (boolean descending : List.of(false, true)) {
            for (String field : List.of("text", "long", "integer", "decimal", "dateTime", "yesNo", "single", "link")) {
                requirePages(sorted(List.of(), by(field, descending)));
            }
            requirePages(sorted(List.of(), by("link", descending), by("integer", !descending), by("date", descending)));
        }
    }

    @Test
    void pagesOfFilteredRecordsTogetherAreTheWhole() {
        List<Filter> some = List.of(
                new Filter(world.f("integer"), Comparison.LESS, "6"),
                new Filter(world.f("text"), Comparison.NOT_EMPTY, null));
        requirePages(sorted(some));
        requirePages(sorted(some, by("text", true)));
        requirePages(new RecordQuery(
                world.things, List.of(), List.of(), null, "name", List.of(by("integer", false)), 0, 100));
    }

    @Test
    void whatIsWrittenHereMovesThePagesAtOnce() {
        RecordQuery plain = sorted(List.of());
        RecordQuery byNumber = sorted(List.of(), by("integer", false));
        requirePages(plain);
        requirePages(byNumber);
        transactions.once(() -> {
            store.delete(
                    definition,
                    world.things,
                    all.subList(10, 40).stream().map(StoredRecord::id).toList());
            store.insert(definition, world.things, List.of(record(Map.of(world.f("integer"), -11L))));
            return true;
        });
        requirePages(plain);
        requirePages(byNumber);
        StoredRecord moved = all.get(100);
        Map<ResourceId, Object> values = new HashMap<>(moved.values());
        values.put(world.f("integer"), 1000L);
        StoredRecord after = new StoredRecord(moved.id(), 2, NOW, null, NOW, null, values);
        transactions.once(() -> {
            store.update(definition, world.things, List.of(new RecordStore.Change(after, Set.of(world.f("integer")))));
            return true;
        });
        requirePages(byNumber);
        assertThat(whole(byNumber).getLast()).isEqualTo(moved.id());
    }
}
