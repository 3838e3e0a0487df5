package io.slipway.backup.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.backup.Backup;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends what dead takers left behind. A living taker holds the structure lease, so whoever holds it knows that the others
 * are dead. Backups of a run are the business of the run's own recovery.
 */
@Component
class BackupRecovery {

    private static final Logger log = LoggerFactory.getLogger(BackupRecovery.class);
    private static final Duration PASSING = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final BackupRows rows;
    private final Shipping shipping;
    private final InUse inUse;
    private final StructureLease leases;
    private final Clock clock;

    BackupRecovery(
            Accounts accounts, BackupRows rows, Shipping shipping, InUse inUse, StructureLease leases, Clock clock) {
        this.accounts = accounts;
        this.rows = rows;
        this.shipping = shipping;
        this.inUse = inUse;
        this.leases = leases;
        this.clock = clock;
    }

    @EventListener
    void atStart(ApplicationReadyEvent ready) {
        for (Account account : accounts.all()) {
            try {
                recover(account.id());
            } catch (RuntimeException e) {
                log.error("Unfinished backups of account {} could not be looked after", account.id(), e);
            }
        }
    }

    /** Looks after all environments of an account; those somebody is working on are left alone. */
    void recover(AccountId account) {
        removePassing(account);
        List<EnvironmentId> environments = rows.all(account).stream()
                .filter(this::isOpen)
                .map(Backup::environment)
                .distinct()
                .toList();
        for (EnvironmentId environment : environments) {
            if (leases.acquire(environment, Purpose.BACKUP, "Recovery", PATIENCE) instanceof StructureLease.Held held) {
                try (StructureLease.Lease lease = held.lease()) {
                    recoverHolding(environment);
                }
            }
        }
    }

    /** Of runs only what one that is over could not finish, because the store took no writes then. */
    private boolean isOpen(Backup backup) {
        if (backup.kind() == Backup.Kind.UPLOADED) {
            return false;
        }
        return switch (backup.state()) {
            case RUNNING -> backup.run() == null;
            case SECURED ->
                backup.run() == null || !inUse.is(backup.environment().account(), backup.id());
            case COMPLETE, FAILED -> false;
        };
    }

    /** To be called by whoever holds the environment's structure lease, before a backup is begun. */
    void recoverHolding(EnvironmentId environment) {
        for (Backup backup : rows.all(environment.account())) {
            if (!isOpen(backup) || !backup.environment().equals(environment)) {
                continue;
            }
            if (backup.state() == Backup.State.SECURED) {
                shipping.shipOrLose(environment, backup);
            } else {
                shipping.giveUp(environment, backup.id(), "Slipway was stopped while the backup was being taken.");
            }
        }
    }

    /** Copies sandboxes were made of, and uploads, whose makers died. */
    private void removePassing(AccountId account) {
        for (Backup backup : rows.all(account)) {
            boolean old = backup.startedAt().isBefore(clock.instant().minus(PASSING));
            if (!old || inUse.is(account, backup.id())) {
                continue;
            }
            if (backup.kind() == Backup.Kind.SANDBOX_COPY) {
                shipping.remove(backup.environment(), backup.id());
            } else if (backup.kind() == Backup.Kind.UPLOADED && backup.state() == Backup.State.RUNNING) {
                shipping.giveUp(backup.environment(), backup.id(), "Slipway was stopped while it was being uploaded.");
            }
        }
    }
}
