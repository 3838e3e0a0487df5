package io.slipway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Gates;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Money goes from the accounts of one table to those of another, with a slip in a third, in one transaction each: a
 * backup that has half of any transaction does not add up.
 */
@IntegrationTest
class BackupUnderWritersTest {

    private static final int ACCOUNTS = 50;
    private static final long EACH = 1_000_000;

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    Definitions definitions;

    @Autowired
    RecordStore records;

    @Autowired
    ChangeFeed feed;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    EnvironmentId production;
    ResourceId from;
    ResourceId fromBalance;
    ResourceId to;
    ResourceId toBalance;
    ResourceId slips;
    ResourceId amount;
    final List<StoredRecord> givers = new ArrayList<>();
    final List<StoredRecord> takers = new ArrayList<>();
    final AtomicLong transfers = new AtomicLong();

    @BeforeEach
    void build() {
        production = workshop.production();
        from = workshop.id(production);
        fromBalance = workshop.id(production);
        to = workshop.id(production);
        toBalance = workshop.id(production);
        slips = workshop.id(production);
        amount = workshop.id(production);
        workshop.build(
                production,
                new Table(from, "From", "", null),
                number(fromBalance, from),
                new Table(to, "To", "", null),
                number(toBalance, to),
                new Table(slips, "Slips", "", null),
                number(amount, slips));
        for (int i = 0; i < ACCOUNTS; i++) {
            givers.add(BackupBench.record(Map.of(fromBalance, EACH)));
            takers.add(BackupBench.record(Map.of(toBalance, EACH)));
        }
        bench.insert(production, from, givers);
        bench.insert(production, to, takers);
    }

    private static Field number(ResourceId id, ResourceId table) {
        return new Field(id, table, "Amount", new FieldKind.WholeNumber(null, null), 0, false, false, null, "");
    }

    private void transfer() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        RecordId giver = givers.get(random.nextInt(ACCOUNTS)).id();
        RecordId taker = takers.get(random.nextInt(ACCOUNTS)).id();
        long sum = 1 + random.nextInt(100);
        StoredRecord slip = BackupBench.record(Map.of(amount, sum));
        transactions.retrying(() -> {
            Definition now =
                    definitions.at(production, gates.shareLocked(production).revision());
            change(now, from, fromBalance, giver, -sum);
            change(now, to, toBalance, taker, sum);
            records.insert(now, slips, List.of(slip));
            feed.append(
                    production,
                    List.of(
                            entry(from, giver, ChangeFeed.Kind.UPDATED),
                            entry(to, taker, ChangeFeed.Kind.UPDATED),
                            entry(slips, slip.id(), ChangeFeed.Kind.CREATED)));
            return true;
        });
        transfers.incrementAndGet();
    }

    private static ChangeFeed.NewEntry entry(ResourceId table, RecordId record, ChangeFeed.Kind kind) {
        return new ChangeFeed.NewEntry(table, record, kind, Set.of());
    }

    private void change(Definition now, ResourceId table, ResourceId field, RecordId id, long by) {
        StoredRecord old = records.findForUpdate(now, table, id).orElseThrow();
        long balance = (Long) old.values().get(field) + by;
        StoredRecord after = new StoredRecord(
                id, old.version() + 1, old.createdAt(), old.createdBy(), BackupBench.NOW, null, Map.of(field, balance));
        records.update(now, table, List.of(new RecordStore.Change(after, Set.of(field))));
    }

    @Test
    void aBackupUnderWritersThatNeverStopHasNoHalfOfAnyTransaction() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Backup> backups = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(writers.submit(() -> {
                    while (!stop.get()) {
                        transfer();
                    }
                }));
            }
            try {
                for (int i = 0; i < 4; i++) {
                    moreTransfers(100);
                    try (BackupTaking.InProgress progress = bench.base(production)) {
                        moreTransfers(100);
                        progress.catchUp();
                        moreTransfers(50);
                        backups.add(progress.complete());
                    }
                }
                moreTransfers(50);
            } finally {
                stop.set(true);
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        }
        long slipsBefore = 0;
        for (Backup backup : backups) {
            EnvironmentId sandbox = workshop.sandbox(production);
            bench.restore(production, backup.id(), sandbox, DataChoice.FULL);
            var restored = bench.everything(sandbox);
            long given = sum(restored.get(from).values(), fromBalance);
            long taken = sum(restored.get(to).values(), toBalance);
            long moved = sum(restored.get(slips).values(), amount);
            assertThat(given + taken).isEqualTo(2 * ACCOUNTS * EACH);
            assertThat(taken).isEqualTo(ACCOUNTS * EACH + moved);
            assertThat((long) restored.get(slips).size())
                    .isGreaterThan(slipsBefore)
                    .isLessThan(transfers.get());
            assertThat(backup.records()).isEqualTo(restored.get(slips).size() + 2 * ACCOUNTS);
            slipsBefore = restored.get(slips).size();
        }
    }

    /** Waits until writers have got on: what is tested happens while they work. */
    private void moreTransfers(long count) {
        long wanted = transfers.get() + count;
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> transfers.get() >= wanted);
    }

    private static long sum(Collection<StoredRecord> some, ResourceId field) {
        return some.stream()
                .mapToLong(record -> (Long) record.values().get(field))
                .sum();
    }
}
