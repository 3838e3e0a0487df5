package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** Writers that get in each other's way, and in a builder's, never see an error of the database. */
@IntegrationTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CrossingWritersTest {

    private static final int WRITERS = 8;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    AllKinds world;
    Actor.Person admin;
    final List<RecordId> places = new ArrayList<>();
    final List<RecordId> things = new ArrayList<>();

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        admin = workshop.superAdmin(world.production.account());
        for (int i = 0; i < 6; i++) {
            places.add(RecordId.next());
            things.add(RecordId.next());
        }
        List<Write> writes = new ArrayList<>();
        places.forEach(
                id -> writes.add(new Create(world.places, id, new RecordDraft(Map.of(world.placeName, "start")))));
        things.forEach(id -> writes.add(new Create(world.things, id, new RecordDraft(Map.of()))));
        assertThat(write(writes)).isInstanceOf(WriteOutcome.Saved.class);
    }

    private WriteOutcome write(List<Write> writes) {
        return records.write(admin, world.production, writes);
    }

    private static <T> List<T> inParallel(int threads, java.util.function.IntFunction<Callable<T>> work)
            throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(work.apply(i)));
            }
            for (Future<T> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }

    @Test
    void callsThatLockTheSameRecordsInAnyOrderAllEndWell() throws Exception {
        List<Integer> saved = inParallel(WRITERS, writer -> () -> {
            Random random = new Random(writer);
            int count = 0;
            for (int turn = 0; turn < 60; turn++) {
                WriteOutcome outcome = write(someWrites(random, writer + "/" + turn));
                assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
                count++;
            }
            return count;
        });
        assertThat(saved).containsOnly(60);
        long versions = records.query(admin, world.production, RecordQuery.all(world.things)).stream()
                .mapToLong(record -> record.version() - 1)
                .sum();
        assertThat(versions).isEqualTo(WRITERS * 60L);
    }

    /** Changes one thing so that it links to places, and names one of these places anew. */
    private List<Write> someWrites(Random random, String text) {
        Map<ResourceId, Object> values = new HashMap<>();
        values.put(world.f("text"), text);
        values.put(world.f("link"), places.get(random.nextInt(places.size())));
        values.put(world.f("links"), List.of(places.get(random.nextInt(3)), places.get(3 + random.nextInt(3))));
        return List.of(
                new Update(world.things, things.get(random.nextInt(things.size())), null, new RecordDraft(values)),
                new Update(
                        world.places,
                        places.get(random.nextInt(places.size())),
                        null,
                        new RecordDraft(Map.of(world.placeName, text))));
    }

    @Test
    void ofManyWhoWantOneUniqueValueOneGetsIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            String value = "round " + round;
            List<WriteOutcome> outcomes = inParallel(
                    WRITERS,
                    writer -> () -> write(List.of(
                            new Create(
                                    world.things,
                                    RecordId.next(),
                                    new RecordDraft(Map.of(world.f("unique"), value + " of " + writer))),
                            new Create(
                                    world.things,
                                    RecordId.next(),
                                    new RecordDraft(Map.of(world.f("unique"), value))))));
            assertThat(outcomes)
                    .filteredOn(WriteOutcome.Saved.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(WriteOutcome.Invalid.class::isInstance)
                    .hasSize(WRITERS - 1)
                    .allSatisfy(outcome -> assertThat(((WriteOutcome.Invalid) outcome).problems())
                            .singleElement()
                            .satisfies(problem -> {
                                assertThat(problem.index()).isEqualTo(1);
                                assertThat(problem.field()).isEqualTo(world.f("unique"));
                            }));
        }
    }

    @Test
    void aRepeatedValueAmongManyUpdatesIsFound() {
        WriteOutcome outcome = write(List.of(
                new Update(world.things, things.get(0), null, new RecordDraft(Map.of(world.f("unique"), "a"))),
                new Update(world.things, things.get(1), null, new RecordDraft(Map.of(world.f("unique"), "A")))));
        assertThat(((WriteOutcome.Invalid) outcome).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.index()).isEqualTo(1));
    }

    @Test
    void longTextsFitIntoOneCall() {
        String long1 = "🚢".repeat(FieldKind.LongText.LIMIT);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            writes.add(new Create(world.things, RecordId.next(), new RecordDraft(Map.of(world.f("long"), long1))));
        }
        assertThat(write(writes)).isInstanceOf(WriteOutcome.Saved.class);
        RecordId last = writes.getLast().record();
        assertThat(records.find(admin, world.production, world.things, last)
                        .orElseThrow()
                        .value(world.f("long")))
                .isEqualTo(long1);
    }

    @Test
    void buildersChangeTheTableWhileOthersWrite() throws Exception {
        Set<RecordId> acknowledged = ConcurrentHashMap.newKeySet();
        Set<RecordId> removed = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger built = new AtomicInteger();
        inParallel(5, worker -> () -> {
            if (worker == 0) {
                try {
                    change();
                    built.incrementAndGet();
                } finally {
                    stop.set(true);
                }
                return true;
            }
            while (!stop.get()) {
                RecordId id = RecordId.next();
                WriteOutcome made = write(List.of(new Create(
                        world.things,
                        id,
                        new RecordDraft(Map.of(world.f("text"), id.toString(), world.f("integer"), 7L)))));
                if (made instanceof WriteOutcome.Saved) {
                    acknowledged.add(id);
                } else {
                    // The kind of the number may just have changed under the draft.
                    assertThat(made).isInstanceOf(WriteOutcome.Invalid.class);
                    made = write(List.of(
                            new Create(world.things, id, new RecordDraft(Map.of(world.f("text"), id.toString())))));
                    assertThat(made).isInstanceOf(WriteOutcome.Saved.class);
                    acknowledged.add(id);
                }
                StoredRecord read =
                        records.find(admin, world.production, world.things, id).orElseThrow();
                assertThat(read.value(world.f("text"))).isEqualTo(id.toString());
                if (id.value().getLeastSignificantBits() % 5 == 0) {
                    assertThat(write(List.of(new Delete(world.things, id, null))))
                            .isInstanceOf(WriteOutcome.Saved.class);
                    removed.add(id);
                }
            }
            return true;
        });
        assertThat(built).hasValue(1);
        Set<RecordId> expected = new HashSet<>(acknowledged);
        expected.removeAll(removed);
        expected.addAll(things);
        Set<RecordId> there = new HashSet<>();
        for (long offset = 0, size = -1; size != there.size(); offset += 5000) {
            size = there.size();
            records.query(admin, world.production, RecordQuery.all(world.things).page(offset, 5000))
                    .forEach(record -> there.add(record.id()));
        }
        assertThat(there).isEqualTo(expected);
    }

    private void change() {
        for (int i = 0; i < 4; i++) {
            Field added = new Field(
                    workshop.id(world.production),
                    world.things,
                    "added " + i,
                    new FieldKind.ShortText(20),
                    50 + i,
                    false,
                    false,
                    "x",
                    "");
            workshop.build(world.production, added);
        }
        Field number = world.field("integer");
        workshop.build(world.production, number.withKind(new FieldKind.ShortText(30)));
        workshop.build(world.production, resources -> resources.remove(world.f("decimal")));
    }
}
