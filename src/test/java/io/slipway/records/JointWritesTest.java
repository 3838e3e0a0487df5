package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.common.db.Schemas;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records.AlongsideEach;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Single writes that come while others are under way share a transaction, and nobody can tell by what he is told. */
@IntegrationTest
class JointWritesTest {

    private static final AlongsideEach NOTHING = (definition, outcomes) -> {};

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    ChangeFeed feed;

    @Autowired
    DedicatedConnections connections;

    private final List<Thread> callers = new ArrayList<>();
    private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
    private final List<CountDownLatch> ways = Stream.generate(() -> new CountDownLatch(1))
            .limit(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))
            .toList();
    private final ExecutorService pool = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        callers.add(thread);
        return thread;
    });

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private Create place(String name) {
        return new Create(world.places, RecordId.next(), new RecordDraft(Map.of(world.placeName, name)));
    }

    private RecordDraft draft(String field, Object value) {
        Map<ResourceId, Object> values = new HashMap<>();
        values.put(world.f(field), value);
        return new RecordDraft(values);
    }

    private Create thing(String field, Object value) {
        return new Create(world.things, RecordId.next(), draft(field, value));
    }

    private StoredRecord saved(Write write) {
        return ((WriteOutcome.Saved) records.writeEach(admin, production, List.of(write), NOTHING)
                        .getFirst())
                .records()
                .getFirst();
    }

    private Future<WriteOutcome> begin(Write write, AlongsideEach alongside) {
        int before = callers.size();
        Future<WriteOutcome> call =
                pool.submit(() -> records.writeEach(admin, production, List.of(write), (definition, outcomes) -> {
                            writers.add(Thread.currentThread());
                            alongside.run(definition, outcomes);
                        })
                        .getFirst());
        await().until(() -> callers.size() > before
                && callers.stream().allMatch(caller -> caller.getState() == Thread.State.WAITING));
        return call;
    }

    /** As many as may be under way at a time, all of them in the middle of their transactions. */
    private void occupy() {
        for (CountDownLatch way : ways) {
            begin(place("in the way"), (definition, outcomes) -> {
                try {
                    way.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static StoredRecord record(Future<WriteOutcome> call) throws Exception {
        assertThat(call.get()).isInstanceOf(WriteOutcome.Saved.class);
        return ((WriteOutcome.Saved) call.get()).records().getFirst();
    }

    @Test
    void whoWaitedGoesTogetherAndIsToldOfHisOwnRecord() throws Exception {
        occupy();
        writers.clear();
        List<Write> writes = new ArrayList<>();
        List<Future<WriteOutcome>> calls = new ArrayList<>();
        List<WriteOutcome> alongside = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            writes.add(place("place " + i));
            calls.add(begin(writes.get(i), (definition, outcomes) -> alongside.add(outcomes.getFirst())));
        }
        ways.getFirst().countDown();
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            StoredRecord record = record(calls.get(i));
            assertThat(record.id()).isEqualTo(writes.get(i).record());
            assertThat(record.value(world.placeName)).isEqualTo("place " + i);
            assertThat(records.find(admin, production, world.places, record.id()))
                    .hasValue(record);
            ids.add(record.id());
        }
        assertThat(writers).hasSize(1);
        assertThat(alongside)
                .extracting(outcome ->
                        ((WriteOutcome.Saved) outcome).records().getFirst().id())
                .isEqualTo(ids);
        feed.sequence(production);
        assertThat(feed.after(production, 0, 100))
                .extracting(ChangeFeed.Entry::record)
                .containsSubsequence(ids);
        ways.forEach(CountDownLatch::countDown);
    }

    /** What follows a place's last record is the feed, held up here, and the commit. */
    @Test
    void whoHasWrittenIsInNobodysWay() throws Exception {
        List<Future<WriteOutcome>> calls = new ArrayList<>();
        AtomicInteger written = new AtomicInteger();
        try (DedicatedConnection holder = connections.open();
                Statement statement = holder.raw().createStatement()) {
            statement.execute("LOCK TABLES " + Schemas.of(production) + ".feed WRITE");
            for (int i = 0; i <= ways.size(); i++) {
                Write write = place("place " + i);
                int before = i;
                calls.add(pool.submit(() -> records.writeEach(
                                admin, production, List.of(write), (definition, outcomes) -> written.incrementAndGet())
                        .getFirst()));
                await().until(() -> written.get() > before);
            }
            assertThat(calls).noneMatch(Future::isDone);
            statement.execute("UNLOCK TABLES");
        }
        for (Future<WriteOutcome> call : calls) {
            record(call);
        }
    }

    @Test
    void whatOneCannotDoHarmsNoOther() throws Exception {
        occupy();
        Future<WriteOutcome> good = begin(place("good"), NOTHING);
        Future<WriteOutcome> bad = begin(thing("email", "no address"), NOTHING);
        Future<WriteOutcome> refused = begin(place("refused"), (definition, outcomes) -> {
            throw new IllegalStateException("The caller has changed his mind");
        });
        Write gone = new Update(world.places, RecordId.next(), null, new RecordDraft(Map.of(world.placeName, "x")));
        Future<WriteOutcome> late = begin(gone, NOTHING);
        Future<WriteOutcome> fine = begin(thing("text", "fine"), NOTHING);
        ways.forEach(CountDownLatch::countDown);
        record(good);
        record(fine);
        assertThat(bad.get()).isInstanceOf(WriteOutcome.Invalid.class);
        assertThat(late.get()).isEqualTo(new WriteOutcome.Gone(gone.record()));
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("The caller has changed his mind");
    }

    @Test
    void changesOfOneRecordComeOneAfterTheOther() throws Exception {
        RecordId id = saved(place("first")).id();
        occupy();
        List<Future<WriteOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Long expected = i < 2 ? null : Long.valueOf(3);
            calls.add(begin(
                    new Update(world.places, id, expected, new RecordDraft(Map.of(world.placeName, "now " + i))),
                    NOTHING));
        }
        ways.forEach(CountDownLatch::countDown);
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (Future<WriteOutcome> call : calls) {
            outcomes.add(call.get());
        }
        long refused = outcomes.stream()
                .filter(WriteOutcome.Conflict.class::isInstance)
                .count();
        long versions =
                records.find(admin, production, world.places, id).orElseThrow().version();
        assertThat(outcomes.subList(0, 2)).allMatch(WriteOutcome.Saved.class::isInstance);
        assertThat(refused).isPositive();
        assertThat(versions).isEqualTo(1 + 4 - refused);
    }

    @Test
    void strangersDoNotSwapUniqueValues() throws Exception {
        RecordId one = saved(thing("unique", "one")).id();
        RecordId two = saved(thing("unique", "two")).id();
        occupy();
        Future<WriteOutcome> toTwo = begin(new Update(world.things, one, null, draft("unique", "two")), NOTHING);
        Future<WriteOutcome> toOne = begin(new Update(world.things, two, null, draft("unique", "one")), NOTHING);
        ways.forEach(CountDownLatch::countDown);
        assertThat(toTwo.get()).isInstanceOf(WriteOutcome.Invalid.class);
        assertThat(toOne.get()).isInstanceOf(WriteOutcome.Invalid.class);
    }

    @Test
    void everyThirdOfManyIsAtFaultAndEachIsToldTheTruth() throws Exception {
        List<Future<WriteOutcome>> calls = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Write write = i % 3 == 0 ? thing("email", "no address") : thing("text", "thing " + i);
            writes.add(write);
            calls.add(pool.submit(() -> records.writeEach(admin, production, List.of(write), NOTHING)
                    .getFirst()));
        }
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get() instanceof WriteOutcome.Saved)
                    .as("call %s", i)
                    .isEqualTo(i % 3 != 0);
            assertThat(records.find(
                                    admin,
                                    production,
                                    world.things,
                                    writes.get(i).record())
                            .isPresent())
                    .as("record %s", i)
                    .isEqualTo(i % 3 != 0);
        }
    }
}
