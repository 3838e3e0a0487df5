package io.slipway.backup.internal;

import io.slipway.backup.Backup;
import io.slipway.backup.BackupTaking;
import io.slipway.environment.StructureLease;
import io.slipway.storage.Evolution.Progress;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes backups on threads of their own. When the process stops they are given up; when it dies, at the next start. */
@Component
class BackgroundTaking {

    private static final Logger log = LoggerFactory.getLogger(BackgroundTaking.class);
    private static final long WAIT_AT_STOP_SECONDS = 10;

    private final StoredBackupTaking taking;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    BackgroundTaking(StoredBackupTaking taking) {
        this.taking = taking;
    }

    /**
     * Takes a backup that has its row already.
     *
     * @param lease given back when it is over
     */
    void take(BackupRows.New backup, StructureLease.Lease lease) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("backup-" + backup.environment().account() + "-" + backup.id())
                .unstarted(() -> {
                    try (lease) {
                        run(backup);
                    } catch (RuntimeException e) {
                        log.error("The structure lease of {} was not given back", backup.environment(), e);
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                });
        running.add(thread);
        thread.start();
    }

    private void run(BackupRows.New backup) {
        try (BackupTaking.InProgress progress = taking.base(backup, new UntilStop())) {
            finish(backup, progress);
        } catch (RuntimeException e) {
            // the row says what went wrong; here for whoever reads logs
            log.warn("Backup {} of {} failed", backup.id(), backup.environment(), e);
        }
    }

    private void finish(BackupRows.New backup, BackupTaking.InProgress progress) {
        try {
            Backup done = progress.complete();
            log.info("Backup {} of {} has {} records", done.id(), done.environment(), done.records());
        } catch (RuntimeException e) {
            progress.abandon(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private final class UntilStop implements Progress {
        @Override
        public void begin(String step, String detail) {}

        @Override
        public void done(String step, String detail) {}

        @Override
        public boolean cancelled() {
            return stopping;
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_AT_STOP_SECONDS);
        for (Thread thread : running) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
    }
}
