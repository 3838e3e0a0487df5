package io.slipway.bench;

import io.slipway.SlipwayApplication;
import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.PersonDirectory;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.demo.DemoAccount;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures for how long the promotion of the demo locks people out: as the run itself tells it, and as somebody notices
 * it who saves a record every few milliseconds. Each promotion has a new installation; the first also has a new JVM.
 */
final class DemoLock {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Promotions promotions;
    private final Environments environments;
    private final Records records;
    private final Actor.Person admin;

    private DemoLock(ConfigurableApplicationContext application) {
        promotions = application.getBean(Promotions.class);
        environments = application.getBean(Environments.class);
        records = application.getBean(Records.class);
        Account account = application.getBean(Accounts.class).all().getFirst();
        String email = DemoAccount.PEOPLE.getFirst().email();
        PersonDirectory.Entry entry = application
                .getBean(PersonDirectory.class)
                .byEmail(account.id(), email)
                .orElseThrow();
        admin = new Actor.Person(account.id(), entry.id(), entry.name(), email, PersonKind.SUPER_ADMIN);
    }

    static void measure(Path folder, int times) throws Exception {
        double[] locks = new double[times];
        double[] stalls = new double[times];
        for (int i = 0; i < times; i++) {
            try (ConfigurableApplicationContext application = new SpringApplicationBuilder(SlipwayApplication.class)
                    .run(
                            "--server.port=0",
                            "--slipway.data-dir=" + folder.resolve("installation-" + i),
                            System.getProperty("slipway.bench.lock.argument", "--slipway.demo=true"),
                            "--logging.level.root=warn")) {
                Measured measured = new DemoLock(application).promote();
                locks[i] = measured.lockMillis();
                stalls[i] = measured.stallMillis();
            }
        }
        System.out.println("lock, gate closed to gate open:            " + new Spread(locks));
        System.out.println("longest wait of somebody who saves records: " + new Spread(stalls));
    }

    private record Measured(double lockMillis, double stallMillis) {}

    private Measured promote() throws Exception {
        EnvironmentId sandbox = await(() -> environments.all(admin.account()).stream()
                .filter(environment -> !environment.isProduction() && environment.state() == Environment.State.READY)
                .map(Environment::id)
                .filter(id -> promotions.review(admin, id).ready())
                .findFirst()
                .orElse(null));
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<long[]> writer = pool.submit(() -> save(stop));
            String plan = promotions.review(admin, sandbox).plan().hash();
            RunId id = ((Promotions.Started) promotions.promote(admin, sandbox, plan, null, null)).run();
            Run run = await(() -> promotions
                    .find(admin, id)
                    .filter(now -> now.endedAt() != null)
                    .orElse(null));
            stop.set(true);
            if (run.state() != RunState.SUCCEEDED) {
                throw new IllegalStateException("The promotion ended as " + run.state() + ": " + run.failure());
            }
            Spread saves = Spread.ofNanos(writer.get());
            double lock = run.lockDuration().orElseThrow().toMillis();
            double stall = saves.at(1);
            System.out.printf(
                    Locale.ROOT,
                    "lock %.0f ms; %d saves meanwhile, the longest took %.0f ms, the median one %.1f ms%n",
                    lock,
                    saves.sorted().length,
                    stall,
                    saves.median());
            tellSteps(promotions.journal(admin, id, 0), run);
            return new Measured(lock, stall);
        }
    }

    /** What happened while people were locked out, from the journal. */
    private static void tellSteps(List<JournalEntry> journal, Run run) {
        StringBuilder steps = new StringBuilder("  ");
        for (JournalEntry line : journal) {
            if (run.lockedAt() != null
                    && run.unlockedAt() != null
                    && !line.at().isBefore(run.lockedAt().minusMillis(50))
                    // the line about the opening is written a moment after the time it happened
                    && !line.at().isAfter(run.unlockedAt().plusMillis(5))) {
                steps.append(String.format(
                        Locale.ROOT,
                        "%+d %s %s; ",
                        Duration.between(run.lockedAt(), line.at()).toMillis(),
                        line.step(),
                        line.mark().name().toLowerCase(Locale.ROOT)));
            }
        }
        System.out.println(steps);
    }

    /** Saves one record again and again; how long each save took. */
    private long[] save(AtomicBoolean stop) {
        EnvironmentId production = environments.production(admin.account()).id();
        Definition definition = records.definition(admin, production);
        Table table = definition.all(Table.class).findFirst().orElseThrow();
        Field text = definition.fields(table.id()).stream()
                .filter(field -> field.kind() instanceof FieldKind.ShortText && !field.unique())
                .findFirst()
                .orElseThrow();
        StoredRecord record = records.query(
                        admin, production, RecordQuery.all(table.id()).page(0, 1))
                .getFirst();
        LongStream.Builder nanos = LongStream.builder();
        for (int i = 0; !stop.get(); i++) {
            RecordDraft draft = new RecordDraft(Map.of(text.id(), "Changed " + i));
            long began = System.nanoTime();
            while (!(records.write(
                            admin, production, List.of(new RecordDraft.Update(table.id(), record.id(), null, draft)))
                    instanceof WriteOutcome.Saved)) {
                Thread.onSpinWait();
            }
            nanos.add(System.nanoTime() - began);
            LockSupport.parkNanos(2_000_000);
        }
        return nanos.build().toArray();
    }

    private static <T> T await(Supplier<@org.jspecify.annotations.Nullable T> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            T found = wanted.get();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new IllegalStateException("What was waited for did not come");
    }
}
