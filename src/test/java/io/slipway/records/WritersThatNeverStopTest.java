package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WritersThatNeverStopTest {

    private static final int WRITERS = 12;
    private static final int CLOSINGS = 40;
    private static final int SHARED = 5;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    Definitions definitions;

    @Autowired
    RecordStore store;

    @Autowired
    ChangeFeed feed;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;

    final Map<RecordId, String> created = new ConcurrentHashMap<>();
    final Map<RecordId, AtomicLong> increments = new ConcurrentHashMap<>();
    final Queue<WriteOutcome> refused = new ConcurrentLinkedQueue<>();
    final AtomicBoolean stop = new AtomicBoolean();

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
    }

    private void close() {
        change(() -> gates.close(production, new RunId(1)));
    }

    private void open() {
        change(() -> gates.open(production));
    }

    private void change(Runnable move) {
        while (true) {
            try {
                transactions.once(() -> {
                    gates.exclusivelyLocked(production);
                    move.run();
                    return true;
                });
                return;
            } catch (Gates.GateBusy busy) {
                Thread.onSpinWait();
            }
        }
    }

    private RecordDraft draft(Object... namesAndValues) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(world.f((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new RecordDraft(values);
    }

    /** Alternates between new records, of which some are two in one call, and counting up a record others count too. */
    private void writeUntilStopped(int writer, List<RecordId> shared) {
        for (int turn = 0; !stop.get(); turn++) {
            if (turn % 3 == 2) {
                countUp(shared.get((writer + turn) % shared.size()));
            } else {
                List<Write> writes = new ArrayList<>();
                for (int i = 0; i <= turn % 2; i++) {
                    writes.add(new Create(
                            world.things,
                            RecordId.next(),
                            draft("text", writer + "/" + turn + "/" + i, "unique", writer + "/" + turn + "/" + i)));
                }
                WriteOutcome outcome = records.write(admin, production, writes);
                if (outcome instanceof WriteOutcome.Saved) {
                    writes.forEach(write -> created.put(write.record(), (String)
                            ((Create) write).draft().values().get(world.f("text"))));
                } else {
                    refused.add(outcome);
                }
            }
        }
    }

    private void countUp(RecordId id) {
        StoredRecord now = records.find(admin, production, world.things, id).orElseThrow();
        long count = (Long) now.value(world.f("integer"));
        WriteOutcome outcome = records.write(
                admin, production, List.of(new Update(world.things, id, now.version(), draft("integer", count + 1))));
        switch (outcome) {
            case WriteOutcome.Saved saved -> increments.get(id).incrementAndGet();
            case WriteOutcome.Conflict conflict ->
                assertThat(conflict.now().version()).isGreaterThan(now.version());
            case WriteOutcome.Closed closed -> refused.add(closed);
            case WriteOutcome.Invalid other -> refused.add(other);
            case WriteOutcome.Gone other -> refused.add(other);
            case WriteOutcome.StillLinked other -> refused.add(other);
            case WriteOutcome.Refused other -> refused.add(other);
        }
    }

    private long recordsNow() {
        return transactions.reading(
                () -> store.count(definitions.current(production), RecordQuery.all(world.things), 1_000_000));
    }

    @Test
    void everyAcknowledgedWriteIsThereOnceAndNoneCameThroughAClosedGate() throws Exception {
        List<RecordId> shared = new ArrayList<>();
        for (int i = 0; i < SHARED; i++) {
            RecordId id = RecordId.next();
            shared.add(id);
            increments.put(id, new AtomicLong());
            records.write(admin, production, List.of(new Create(world.things, id, draft("integer", 0L))));
        }
        long most = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> writeUntilStopped(number, shared)));
            }
            try {
                for (int closing = 0; closing < CLOSINGS; closing++) {
                    int before = created.size();
                    while (created.size() < before + 20) {
                        Thread.onSpinWait();
                        writers.forEach(writer -> assertThat(writer.isDone()).isFalse());
                    }
                    close();
                    long cut = feed.sequence(production);
                    long whileClosed = recordsNow();
                    most = Math.max(most, cut);
                    assertThat(recordsNow()).isEqualTo(whileClosed);
                    assertThat(feed.sequence(production))
                            .as("writes while closed")
                            .isEqualTo(cut);
                    open();
                }
            } finally {
                stop.set(true);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        // Whoever was unlucky for a whole second was told so, and then nothing was written: counted below.
        assertThat(refused).allMatch(outcome -> outcome instanceof WriteOutcome.Closed);
        assertThat(most).isPositive();
        Map<RecordId, StoredRecord> there = new HashMap<>();
        store.scan(
                definitions.current(production),
                world.things,
                500,
                chunk -> chunk.forEach(
                        record -> assertThat(there.put(record.id(), record)).isNull()));
        assertThat(there).hasSize(created.size() + SHARED);
        created.forEach(
                (id, text) -> assertThat(there.get(id).value(world.f("text"))).isEqualTo(text));
        increments.forEach((id, count) -> {
            assertThat(there.get(id).value(world.f("integer"))).isEqualTo(count.get());
            assertThat(there.get(id).version()).isEqualTo(count.get() + 1);
        });
        requireCompleteFeed();
    }

    private void requireCompleteFeed() {
        feed.sequence(production);
        Map<RecordId, Long> entries = new HashMap<>();
        long position = 0;
        for (List<ChangeFeed.Entry> page = feed.after(production, 0, 500);
                !page.isEmpty();
                page = feed.after(production, position, 500)) {
            for (ChangeFeed.Entry entry : page) {
                position++;
                assertThat(entry.position()).isEqualTo(position);
                entries.merge(entry.record(), 1L, Long::sum);
            }
        }
        assertThat(entries.keySet()).hasSize(created.size() + SHARED);
        created.keySet().forEach(id -> assertThat(entries.get(id)).isEqualTo(1));
        increments.forEach((id, count) -> assertThat(entries.get(id)).isEqualTo(count.get() + 1));
    }

    @Test
    void aWriterWaitsAMomentForTheGateAndIsThenRefused() throws Exception {
        Create create = new Create(world.things, RecordId.next(), draft("text", "late"));
        close();
        long start = System.nanoTime();
        assertThat(records.write(admin, production, List.of(create))).isEqualTo(new WriteOutcome.Closed());
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(900L, 5000L);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<WriteOutcome> waiting = thread.submit(() -> records.write(admin, production, List.of(create)));
            open();
            assertThat(waiting.get()).isInstanceOf(WriteOutcome.Saved.class);
        }
        assertThat(recordsNow()).isEqualTo(1);
    }

    @Test
    void recordsCanBeReadWhileTheGateIsClosed() {
        records.write(admin, production, List.of(new Create(world.things, RecordId.next(), draft("text", "a"))));
        close();
        assertThat(records.query(admin, production, RecordQuery.all(world.things)))
                .hasSize(1);
        open();
    }
}
