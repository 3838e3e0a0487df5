package io.slipway.backup.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.NotAllowed;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.Text;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Backups of production for Super Admins: checks who asks, and writes down what they did. */
@Component
class SuperAdminBackups implements Backups {

    private static final int LONGEST_NOTES = 4000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BackupRows rows;
    private final Manifests manifests;
    private final Shipping shipping;
    private final StoredBackupTaking taking;
    private final BackgroundTaking background;
    private final BackupRecovery recovery;
    private final Arrivals arrivals;
    private final Previews previews;
    private final InUse inUse;
    private final Environments environments;
    private final StructureLease leases;
    private final AuditTrail audit;
    private final BackupProperties properties;

    SuperAdminBackups(
            BackupRows rows,
            Manifests manifests,
            Shipping shipping,
            StoredBackupTaking taking,
            BackgroundTaking background,
            BackupRecovery recovery,
            Arrivals arrivals,
            Previews previews,
            InUse inUse,
            Environments environments,
            StructureLease leases,
            AuditTrail audit,
            BackupProperties properties) {
        this.rows = rows;
        this.manifests = manifests;
        this.shipping = shipping;
        this.taking = taking;
        this.background = background;
        this.recovery = recovery;
        this.arrivals = arrivals;
        this.previews = previews;
        this.inUse = inUse;
        this.environments = environments;
        this.leases = leases;
        this.audit = audit;
        this.properties = properties;
    }

    @Override
    public List<Backup> list(Actor actor) {
        actor.requireSuperAdmin();
        return rows.all(actor.account()).stream()
                .filter(SuperAdminBackups::isListed)
                .toList();
    }

    private static boolean isListed(Backup backup) {
        boolean arriving = backup.kind() == Backup.Kind.UPLOADED && backup.state() != Backup.State.COMPLETE;
        return backup.kind() != Backup.Kind.SANDBOX_COPY && !arriving;
    }

    @Override
    public Optional<Backup> find(Actor actor, BackupId id) {
        actor.requireSuperAdmin();
        return rows.find(actor.account(), id).filter(SuperAdminBackups::isListed);
    }

    private Backup get(Actor actor, BackupId id) {
        return find(actor, id).orElseThrow(() -> new NotAllowed("This backup is not here, or not yours to see."));
    }

    @Override
    public Started take(Actor actor, String name, String notes) {
        actor.requireSuperAdmin();
        String clean = Text.name("backup", name);
        if (notes.length() > LONGEST_NOTES || Text.hasLoneSurrogate(notes)) {
            throw new InvalidInput("notes", "Notes have at most " + LONGEST_NOTES + " characters.");
        }
        String problem = taking.storeProblem();
        if (problem != null) {
            return new NoStore(problem);
        }
        EnvironmentId production = environments.production(actor.account()).id();
        return switch (leases.acquire(production, Purpose.BACKUP, actor.name(), PATIENCE)) {
            case StructureLease.Busy busy -> new Busy(busy.purpose(), busy.holder());
            case StructureLease.Held held -> begin(actor, production, clean, notes.strip(), held.lease());
        };
    }

    private Started begin(
            Actor actor, EnvironmentId production, String name, String notes, StructureLease.Lease lease) {
        boolean handedOver = false;
        try {
            recovery.recoverHolding(production);
            BackupRows.New backup = taking.begin(production, Backup.Kind.MANUAL, name, notes, actor.name(), null);
            audit.record(actor, "backup.taken", name, notes);
            background.take(backup, lease);
            handedOver = true;
            return new Taking(backup.id());
        } finally {
            if (!handedOver) {
                lease.close();
            }
        }
    }

    @Override
    public Verification verify(Actor actor, BackupId id) {
        Backup backup = get(actor, id);
        AccountId account = actor.account();
        try (InUse.Use use = inUse.begin(account, id)) {
            Manifests.Opened opened = manifests.open(account, id);
            List<String> findings =
                    new BackupCheck(opened.manifest(), opened.files(), properties.connections()).run(() -> {});
            if (findings.isEmpty()) {
                rows.verified(account, id, null);
                audit.record(actor, "backup.verified", backup.name(), "");
                return new Sound(
                        opened.manifest().chunks().size(), opened.manifest().records());
            }
            return damaged(actor, backup, findings);
        } catch (BackupDamaged e) {
            return damaged(actor, backup, List.of(String.valueOf(e.getMessage())));
        }
    }

    private Damaged damaged(Actor actor, Backup backup, List<String> findings) {
        String all = String.join("\n", findings);
        rows.verified(actor.account(), backup.id(), all);
        audit.record(actor, "backup.found-damaged", backup.name(), all);
        return new Damaged(findings);
    }

    @Override
    public void download(Actor actor, BackupId id, OutputStream to) throws IOException {
        Backup backup = get(actor, id);
        try (InUse.Use use = inUse.begin(actor.account(), id)) {
            Manifests.Opened opened = manifests.open(actor.account(), id);
            audit.record(actor, "backup.downloaded", backup.name(), "");
            BackupZip.write(opened, to);
        } catch (BackupDamaged e) {
            damaged(actor, backup, List.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    @Override
    public Upload upload(Actor actor, InputStream file) throws IOException {
        actor.requireSuperAdmin();
        Upload upload = arrivals.take(environments.production(actor.account()).id(), actor.name(), file);
        if (upload instanceof Uploaded uploaded) {
            audit.record(
                    actor,
                    "backup.uploaded",
                    uploaded.backup().name(),
                    uploaded.backup().notes());
        }
        return upload;
    }

    @Override
    public Deletion delete(Actor actor, BackupId id) {
        Optional<Backup> found = find(actor, id);
        if (found.isEmpty()) {
            return Deletion.GONE;
        }
        Backup backup = found.get();
        if (inUse.is(actor.account(), id) || !shipping.remove(backup.environment(), id)) {
            return Deletion.IN_USE;
        }
        audit.record(actor, "backup.deleted", backup.name(), "");
        return Deletion.DELETED;
    }

    @Override
    public Preview preview(Actor actor, BackupId id) {
        Backup backup = get(actor, id);
        return previews.of(backup, manifests.open(actor.account(), id).manifest());
    }
}
