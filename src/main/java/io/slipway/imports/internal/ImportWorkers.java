package io.slipway.imports.internal;

import io.slipway.account.Accounts;
import io.slipway.common.AccountId;
import io.slipway.imports.internal.ImportWorkRows.Waiting;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * This node's workers. Every second they look for imports that nobody works on, also those whose owner is silent, and
 * claim them; what an owner that only seemed dead still writes is refused by the epoch.
 */
@Component
class ImportWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorkers.class);
    private static final int WORKERS = 2;

    private final String owner = UUID.randomUUID().toString();
    private final Accounts accounts;
    private final ImportRows jobs;
    private final ImportWorkRows rows;
    private final UploadedFiles files;
    private final ImportWork work;
    private final PlannedStructure structure;
    private final ImportHold hold;
    private final Map<ImportClaim, Boolean> mine = new ConcurrentHashMap<>();
    private ExecutorService pool = Executors.newCachedThreadPool();
    private volatile boolean running;

    ImportWorkers(
            Accounts accounts,
            ImportRows jobs,
            ImportWorkRows rows,
            UploadedFiles files,
            ImportWork work,
            PlannedStructure structure,
            ImportHold hold) {
        this.accounts = accounts;
        this.jobs = jobs;
        this.rows = rows;
        this.files = files;
        this.work = work;
        this.structure = structure;
        this.hold = hold;
    }

    @Override
    public void start() {
        pool = Executors.newFixedThreadPool(
                WORKERS, Thread.ofPlatform().name("import-", 1).daemon().factory());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        pool.shutdown();
        try {
            if (!pool.awaitTermination(15, TimeUnit.SECONDS)) {
                pool.shutdownNow();
                LOG.warn("An import does not stop in time; it goes on at the next start from its last batch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Says of this node's imports that their owner lives. */
    @Scheduled(fixedDelay = 3000)
    void heartbeat() {
        mine.keySet().forEach(claim -> {
            try {
                rows.heartbeat(claim);
            } catch (RuntimeException e) {
                LOG.warn("Import {} could not be kept alive this time: {}", claim.id(), e.getMessage());
            }
        });
    }

    /** Looks through all accounts. What is wrong in one keeps no other waiting. */
    @Scheduled(initialDelay = 2000, fixedDelay = 1000)
    void look() {
        for (AccountId account : rows.withUnfinished(accounts.ids())) {
            if (running) {
                lookQuietly(account);
            }
        }
    }

    /** Looks through one account now, because something was just started there. */
    void lookSoon(AccountId account) {
        if (running) {
            pool.execute(() -> lookQuietly(account));
        }
    }

    private void lookQuietly(AccountId account) {
        try {
            look(account);
        } catch (RuntimeException e) {
            LOG.warn("The imports of account {} could not be looked at; it is tried again", account, e);
        }
    }

    /** Looks for what nobody works on in an account. */
    void look(AccountId account) {
        for (Waiting waiting : rows.waiting(account)) {
            if (mine.size() >= WORKERS) {
                return;
            }
            try {
                consider(waiting);
            } catch (RuntimeException e) {
                LOG.warn("Import {} could not be begun; it is tried again", waiting.claim(), e);
            }
        }
    }

    private void consider(Waiting waiting) {
        ImportClaim found = waiting.claim();
        AccountId account = found.environment().account();
        if (!waiting.structureReady()) {
            structure.settleAbandoned(account, found.id());
            return;
        }
        if (hold.isGone(found.environment())) {
            rows.fail(waiting, "The sandbox was discarded.");
            files.discardAll(account, found.id());
            return;
        }
        Optional<String> reason = hold.reason(found.environment(), waiting.unbegun());
        if (reason.isPresent()) {
            rows.hold(waiting, reason.get());
            return;
        }
        int uploaded = jobs.find(account, found.id())
                .map(stored -> stored.job().files().size())
                .orElse(0);
        if (!files.areHere(account, found.id(), uploaded)) {
            rows.hold(waiting, "Waits for the server that has the uploaded file.");
            return;
        }
        ImportClaim claim = rows.claim(waiting, owner);
        if (claim != null) {
            begin(claim);
        }
    }

    private void begin(ImportClaim claim) {
        mine.put(claim, true);
        pool.execute(() -> {
            try {
                work.go(claim, () -> !running);
            } finally {
                mine.remove(claim);
            }
        });
    }
}
