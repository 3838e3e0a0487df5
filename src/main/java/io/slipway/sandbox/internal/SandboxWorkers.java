package io.slipway.sandbox.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.backup.BackupTaking.StoreNotWritable;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.sandbox.SandboxWork;
import io.slipway.storage.Evolution;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs what was asked for in {@code sandbox_work}, one piece per sandbox. Who holds the sandbox's structure lease works
 * on it; a lease that is free while work is to be done belongs to a process that died, so whoever sees that goes on.
 */
@Component
class SandboxWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxWorkers.class);
    private static final int ATTEMPTS = 4;
    private static final Duration TOLD_AFTER = Duration.ofSeconds(1);
    private static final Duration LEASE_WAIT = Duration.ofSeconds(20);
    private static final Duration ORPHANED_AFTER = Duration.ofMinutes(1);

    private final Map<SandboxWork.Kind, SandboxJob> jobs = new EnumMap<>(SandboxWork.Kind.class);
    private final SandboxWorkRows rows;
    private final Environments environments;
    private final Accounts accounts;
    private final StructureLease leases;
    private final Clock clock;
    private final Set<EnvironmentId> atWork = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sandbox-", 1).factory());
    private volatile boolean stopping;

    SandboxWorkers(
            List<SandboxJob> all,
            SandboxWorkRows rows,
            Environments environments,
            Accounts accounts,
            StructureLease leases,
            Clock clock) {
        all.forEach(job -> jobs.put(job.kind(), job));
        this.rows = rows;
        this.environments = environments;
        this.accounts = accounts;
        this.leases = leases;
        this.clock = clock;
    }

    /** Does what is asked for, in the background. */
    void start(EnvironmentId sandbox) {
        if (!stopping && atWork.add(sandbox)) {
            threads.execute(() -> work(sandbox));
        }
    }

    private void work(EnvironmentId sandbox) {
        boolean again = true;
        try {
            while (again && !stopping) {
                again = once(sandbox);
            }
        } catch (RuntimeException e) {
            // for example a database that is away: the row stays, and the next look takes it up again
            LOG.error("Work on sandbox {} is interrupted", sandbox, e);
        } finally {
            atWork.remove(sandbox);
        }
    }

    /** One attempt; true: something is to be done at once, because it was asked for meanwhile. */
    private boolean once(EnvironmentId sandbox) {
        SandboxWorkRows.Row row = rows.find(sandbox).orElse(null);
        if (row == null || row.work().isFailed()) {
            return false;
        }
        return switch (lease(row)) {
            case StructureLease.Busy busy -> false;
            case StructureLease.Held held -> {
                try (StructureLease.Lease lease = held.lease()) {
                    rows.find(sandbox).filter(SandboxWorkRows.Row::isOpen).ifPresent(now -> attempt(now, lease));
                }
                yield rows.find(sandbox).filter(SandboxWorkRows.Row::isOpen).isPresent();
            }
        };
    }

    /** Whoever looks at the sandbox is told soon for whom it waits, and goes on waiting. */
    private StructureLease.Attempt lease(SandboxWorkRows.Row row) {
        EnvironmentId sandbox = row.environment();
        String holder = row.work().by();
        StructureLease.Attempt soon = leases.acquire(sandbox, StructureLease.Purpose.SANDBOX_COPY, holder, TOLD_AFTER);
        if (soon instanceof StructureLease.Busy busy) {
            rows.step(sandbox, "Waiting, because " + Leases.words(busy));
            return leases.acquire(sandbox, StructureLease.Purpose.SANDBOX_COPY, holder, LEASE_WAIT);
        }
        return soon;
    }

    private void attempt(SandboxWorkRows.Row row, StructureLease.Lease lease) {
        EnvironmentId sandbox = row.environment();
        SandboxJob job = Optional.ofNullable(jobs.get(row.work().kind())).orElseThrow();
        if (!row.done()) {
            if (row.attempts() >= ATTEMPTS) {
                fail(job, row, "It was interrupted " + ATTEMPTS + " times and is not tried again by itself.");
                return;
            }
            rows.begin(sandbox);
            if (!run(job, row, lease)) {
                return;
            }
        }
        job.clear(row);
        rows.forgetDone(sandbox);
    }

    /** Whether it came to its end. */
    private boolean run(SandboxJob job, SandboxWorkRows.Row row, StructureLease.Lease lease) {
        EnvironmentId sandbox = row.environment();
        try {
            job.run(row, new Steps(rows, sandbox, () -> stopping || hasMoved(sandbox, job), clock), lease);
            return true;
        } catch (Stopped | Evolution.Cancelled e) {
            LOG.info("{} of sandbox {} was stopped", row.work().kind(), sandbox);
        } catch (RuntimeException e) {
            if (stopping) {
                LOG.info(
                        "{} of sandbox {} goes on after the next start",
                        row.work().kind(),
                        sandbox);
            } else {
                LOG.warn("{} of sandbox {} failed", row.work().kind(), sandbox, e);
                fail(job, row, words(e));
            }
        }
        return false;
    }

    private boolean hasMoved(EnvironmentId sandbox, SandboxJob job) {
        return environments
                .find(sandbox)
                .map(Environment::state)
                .filter(job.during()::equals)
                .isEmpty();
    }

    private void fail(SandboxJob job, SandboxWorkRows.Row row, String reason) {
        rows.fail(row.environment(), reason);
        job.undo(row);
        job.clear(row);
    }

    private static String words(RuntimeException problem) {
        boolean forPeople = problem instanceof Evolution.DataRefused
                || problem instanceof StoreNotWritable
                || problem instanceof BackupDamaged
                || problem instanceof NotNow;
        String message = problem.getMessage();
        return forPeople && message != null
                ? message
                : "An unexpected error stopped it; the server's log has the details.";
    }

    /** After a start: goes on with whatever a process that died has left. */
    @EventListener
    void resume(ApplicationReadyEvent ready) {
        look();
    }

    /** Every minute: another node may have died. */
    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void look() {
        for (Account account : accounts.all()) {
            if (stopping) {
                return;
            }
            look(account.id());
        }
    }

    private void look(AccountId account) {
        for (SandboxWorkRows.Row row : rows.all(account)) {
            if (environments.find(row.environment()).isEmpty()) {
                rows.forget(row.environment());
            } else if (row.isOpen()) {
                start(row.environment());
            }
        }
        for (Environment environment : environments.all(account)) {
            if (isOrphaned(environment)) {
                rows.ask(
                        environment.id(),
                        SandboxWork.Kind.CREATE,
                        environment.data(),
                        new Actor.House(account, environment.createdBy()));
                start(environment.id());
            }
        }
    }

    /** The process died between making the environment and asking for the work. */
    private boolean isOrphaned(Environment environment) {
        return environment.state() == Environment.State.CREATING
                && environment.createdAt().isBefore(clock.instant().minus(ORPHANED_AFTER))
                && rows.find(environment.id()).isEmpty();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
