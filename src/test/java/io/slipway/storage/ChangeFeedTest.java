package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gates;
import io.slipway.storage.ChangeFeed.Entry;
import io.slipway.storage.ChangeFeed.Kind;
import io.slipway.storage.ChangeFeed.NewEntry;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ChangeFeedTest {

    private static final ResourceId TABLE = new ResourceId(1);

    @Autowired
    Workshop workshop;

    @Autowired
    ChangeFeed feed;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    @Autowired
    Gates gates;

    EnvironmentId environment;

    @BeforeEach
    void make() {
        environment = workshop.production();
    }

    private NewEntry entry(RecordId record) {
        return new NewEntry(TABLE, record, Kind.UPDATED, Set.of(new ResourceId(2), new ResourceId(30)));
    }

    private RecordId append() {
        RecordId id = RecordId.next();
        transactions.once(() -> {
            feed.append(environment, List.of(entry(id)));
            return true;
        });
        return id;
    }

    private List<Entry> after(long position) {
        return feed.after(environment, position, 10_000);
    }

    /** What a reader would get that asked for {@code seq > last}, as one is tempted to. */
    private List<Long> bySeq(long last) {
        return sql.in(environment, "SELECT seq FROM {e}.feed WHERE seq > ? ORDER BY seq")
                .param(last)
                .query(Long.class)
                .list();
    }

    @Test
    void aSlowWriterIsLostToReadersOfSeqButNotToReadersOfPositions() throws Exception {
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        RecordId slow = RecordId.next();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> writer = thread.submit(() -> transactions.once(() -> {
                feed.append(environment, List.of(entry(slow)));
                appended.countDown();
                return await(commit);
            }));
            appended.await();
            RecordId fast = append();

            long position = feed.sequence(environment);
            assertThat(after(0)).extracting(Entry::record).containsExactly(fast);
            long last = bySeq(0).getLast();

            commit.countDown();
            writer.get();
            assertThat(bySeq(last))
                    .as("seq > last never shows the slow writer's entry")
                    .isEmpty();
            feed.sequence(environment);
            assertThat(after(position)).extracting(Entry::record).containsExactly(slow);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void entriesComeBackAsTheyWere() {
        RecordId id = append();
        transactions.once(() -> {
            feed.append(environment, List.of(new NewEntry(TABLE, id, Kind.DELETED, Set.of())));
            feed.append(environment, List.of(new NewEntry(TABLE, id, Kind.REBASED, Set.of())));
            return true;
        });
        assertThat(after(0)).as("nothing has a position yet").isEmpty();
        assertThat(feed.sequence(environment)).isEqualTo(3);
        assertThat(after(0))
                .containsExactly(
                        new Entry(1, TABLE, id, Kind.UPDATED, Set.of(new ResourceId(2), new ResourceId(30))),
                        new Entry(2, TABLE, id, Kind.DELETED, Set.of()),
                        new Entry(3, TABLE, RecordId.of(new byte[16]), Kind.REBASED, Set.of()));
        assertThat(feed.after(environment, 1, 1)).extracting(Entry::position).containsExactly(2L);
        assertThat(after(3)).isEmpty();
    }

    @Test
    void whatIsRolledBackLeavesNoGap() {
        append();
        assertThatThrownBy(() -> transactions.once(() -> {
                    feed.append(environment, List.of(entry(RecordId.next())));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        append();
        assertThat(feed.sequence(environment)).isEqualTo(2);
        assertThat(after(0)).extracting(Entry::position).containsExactly(1L, 2L);
    }

    @Test
    void manySequencersAtOnceGiveEachPositionOnce() throws Exception {
        int writers = 6;
        int each = 150;
        AtomicInteger running = new AtomicInteger(writers);
        List<RecordId> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers + 3)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> {
                    for (int j = 0; j < each; j++) {
                        append();
                    }
                    running.decrementAndGet();
                }));
            }
            for (int i = 0; i < 2; i++) {
                all.add(threads.submit(() -> {
                    while (running.get() > 0) {
                        feed.sequence(environment);
                    }
                }));
            }
            Future<?> reader = threads.submit(() -> {
                long position = 0;
                while (seen.size() < writers * each) {
                    feed.sequence(environment);
                    for (Entry entry : feed.after(environment, position, 100)) {
                        position++;
                        assertThat(entry.position()).isEqualTo(position);
                        seen.add(entry.record());
                    }
                }
            });
            for (Future<?> one : all) {
                one.get();
            }
            reader.get();
        }
        assertThat(new HashSet<>(seen)).hasSize(writers * each);
        assertThat(feed.sequence(environment)).isEqualTo(writers * each);
    }

    @Test
    void withTheGateHeldTheCutIsExact() {
        append();
        RecordId later = transactions.once(() -> {
            gates.exclusivelyLocked(environment);
            long cut = feed.sequence(environment);
            assertThat(cut).isEqualTo(1);
            RecordId id = append();
            assertThat(feed.after(environment, cut, 10)).isEmpty();
            return id;
        });
        assertThat(feed.sequence(environment)).isEqualTo(2);
        assertThat(after(1)).extracting(Entry::record).containsExactly(later);
    }

    @Test
    void trimmingStaysBelowEveryReaderAndTellsWhoCameTooLate() {
        for (int i = 0; i < 10; i++) {
            append();
        }
        feed.sequence(environment);
        feed.mark(environment, "backup:1", 4);
        feed.mark(environment, "copy:1", 6);
        assertThat(feed.trim(environment, 0)).isEqualTo(4);
        assertThat(after(4)).hasSize(6);
        assertThatThrownBy(() -> after(3)).isInstanceOf(ChangeFeed.Trimmed.class);
        assertThatThrownBy(() -> feed.mark(environment, "late:1", 3)).isInstanceOf(ChangeFeed.Trimmed.class);
        feed.mark(environment, "backup:1", 9);
        assertThat(feed.trim(environment, 0)).isEqualTo(2);
        feed.forget(environment, "backup:1");
        feed.forget(environment, "copy:1");
        assertThat(feed.trim(environment, 3)).isEqualTo(1);
        assertThat(feed.trim(environment, 0)).isEqualTo(3);
        assertThatThrownBy(() -> after(9)).isInstanceOf(ChangeFeed.Trimmed.class);
        assertThat(after(10)).isEmpty();
        append();
        assertThat(feed.sequence(environment)).isEqualTo(11);
        assertThat(after(10)).hasSize(1);
    }

    @Test
    void aLongBacklogIsSequencedInParts() {
        List<NewEntry> many = new ArrayList<>();
        for (int i = 0; i < 4500; i++) {
            many.add(entry(RecordId.next()));
        }
        transactions.once(() -> {
            feed.append(environment, many);
            return true;
        });
        assertThat(feed.sequence(environment)).isEqualTo(4500);
        assertThat(after(0))
                .extracting(Entry::record)
                .isEqualTo(many.stream().map(NewEntry::record).toList());
        assertThat(feed.trim(environment, 100)).isEqualTo(4400);
    }
}
