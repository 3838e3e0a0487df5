package io.slipway.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.backup.Backup;
import io.slipway.backup.BackupBench;
import io.slipway.backup.BackupTaking;
import io.slipway.backup.Backups;
import io.slipway.backup.Materialise;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.Gates;
import io.slipway.environment.StructureLease;
import io.slipway.storage.Evolution.Cancelled;
import io.slipway.storage.Evolution.Progress;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Takers that die, flips that fail, and what whoever comes next finds and does. */
@IntegrationTest
class BackupRecoveryTest {

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    BackupTaking taking;

    @Autowired
    Backups backups;

    @Autowired
    StructureLease leases;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    @Autowired
    BackupRecovery recovery;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
        places(20);
    }

    private List<StoredRecord> places(int count) {
        List<StoredRecord> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(BackupBench.record(Map.of(world.placeName, "Place " + i)));
        }
        bench.insert(production, world.places, places);
        return places;
    }

    private Backup.State state(BackupTaking.InProgress progress) {
        return backups.find(admin, progress.id()).orElseThrow().state();
    }

    private Path folder(BackupTaking.InProgress progress) {
        return bench.folder(production.account(), progress.id());
    }

    private long feedReaders() {
        return sql.in(production.account(), "SELECT COUNT(*) FROM {a}.feed_reader")
                .query(Long.class)
                .single();
    }

    private long tailRows() {
        return sql.in(production.account(), "SELECT COUNT(*) FROM {a}.backup_tail")
                .query(Long.class)
                .single();
    }

    /** What a start of the application does. */
    private void restart() {
        recovery.recover(production.account());
    }

    private long tail(BackupTaking.InProgress progress) {
        return transactions.once(() -> {
            gates.exclusivelyLocked(production);
            return progress.tail();
        });
    }

    @Test
    void aBackupWhoseTakerDiedIsFailedAtTheNextStartAndNothingIsLeftOfIt() {
        BackupTaking.InProgress abandoned = bench.base(production);
        places(3);
        abandoned.catchUp();
        assertThat(state(abandoned)).isEqualTo(Backup.State.RUNNING);
        assertThat(folder(abandoned)).isDirectory();
        assertThat(feedReaders()).isEqualTo(1);
        restart();
        assertThat(state(abandoned)).isEqualTo(Backup.State.FAILED);
        assertThat(folder(abandoned)).doesNotExist();
        assertThat(feedReaders()).isZero();
        assertThat(tailRows()).isZero();
        assertThatThrownBy(() -> tail(abandoned)).hasMessageContaining("given up");
        assertThat(backups.delete(admin, abandoned.id())).isEqualTo(Backups.Deletion.DELETED);
    }

    @Test
    void aBackupThatIsBeingTakenIsLeftAloneByOthersThatStart() {
        var attempt = leases.tryAcquire(production, StructureLease.Purpose.BACKUP, "Somebody");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease();
                BackupTaking.InProgress progress = bench.base(production)) {
            restart();
            assertThat(state(progress)).isEqualTo(Backup.State.RUNNING);
            assertThat(backups.delete(admin, progress.id())).isEqualTo(Backups.Deletion.IN_USE);
            assertThat(progress.complete().state()).isEqualTo(Backup.State.COMPLETE);
        }
    }

    @Test
    void aBackupOfARunIsLeftToTheRun() {
        BackupTaking.InProgress ofRun = taking.base(
                production, Backup.Kind.BEFORE_PROMOTION, "Before", "", "House", new RunId(7), Progress.SILENT);
        restart();
        assertThat(state(ofRun)).isEqualTo(Backup.State.RUNNING);
        taking.abandon(production, ofRun.id(), "The run was rolled back.");
        taking.abandon(production, ofRun.id(), "The run was rolled back.");
        assertThat(backups.find(admin, ofRun.id()))
                .hasValueSatisfying(found -> assertThat(found.failure()).isEqualTo("The run was rolled back."));
        assertThat(folder(ofRun)).doesNotExist();
    }

    @Test
    void aSecuredBackupIsFinishedBySomebodyElseFromWhatTheDatabaseHas() {
        BackupTaking.InProgress progress = bench.base(production);
        places(5);
        progress.catchUp();
        places(2);
        assertThat(tail(progress)).isEqualTo(2);
        assertThat(state(progress)).isEqualTo(Backup.State.SECURED);
        // written after the flip: not in the backup
        places(4);
        progress.abandon("Too late to be given up");
        taking.abandon(production, progress.id(), "Too late to be given up");
        assertThat(state(progress)).isEqualTo(Backup.State.SECURED);

        restart();

        Backup done = backups.find(admin, progress.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(Backup.State.COMPLETE);
        assertThat(done.records()).isEqualTo(27);
        assertThat(tailRows()).isZero();
        assertThat(feedReaders()).isZero();
        assertThat(taking.ship(production, progress.id())).as("again").isEqualTo(done);
        EnvironmentId sandbox = workshop.sandbox(production);
        assertThat(bench.restore(production, done.id(), sandbox, DataChoice.FULL)
                        .counts())
                .containsEntry(world.places, 27L);
    }

    @Test
    void aSecuredBackupWhoseChunksWereDamagedIsNeverCalledComplete() throws IOException {
        BackupTaking.InProgress progress = bench.base(production);
        tail(progress);
        Path chunk = folder(progress).resolve("t" + world.places + "-1.zst");
        byte[] bytes = Files.readAllBytes(chunk);
        bytes[bytes.length / 2] ^= 1;
        Files.write(chunk, bytes);
        assertThatThrownBy(() -> taking.ship(production, progress.id())).isInstanceOf(Materialise.BackupDamaged.class);
        assertThat(state(progress)).isEqualTo(Backup.State.SECURED);
        restart();
        assertThat(state(progress)).isEqualTo(Backup.State.FAILED);
    }

    @Test
    void aTailThatWasRolledBackIsTakenAgain() {
        try (BackupTaking.InProgress progress = bench.base(production)) {
            places(5);
            assertThatThrownBy(() -> transactions.once(() -> {
                        gates.exclusivelyLocked(production);
                        progress.tail();
                        throw new IllegalStateException("the flip failed");
                    }))
                    .hasMessage("the flip failed");
            assertThat(state(progress)).isEqualTo(Backup.State.RUNNING);
            places(1);
            assertThat(tail(progress)).isEqualTo(6);
            assertThat(taking.ship(production, progress.id()).records()).isEqualTo(26);
        }
    }

    @Test
    void aTailOutsideATransactionIsRefused() {
        try (BackupTaking.InProgress progress = bench.base(production)) {
            assertThatThrownBy(progress::tail).isInstanceOf(IllegalStateException.class);
            progress.abandon("The test is over");
        }
    }

    @Test
    void aBackupThatIsStoppedLeavesNothingBehind() {
        Progress cancelled = new Progress() {
            @Override
            public void begin(String step, String detail) {}

            @Override
            public void done(String step, String detail) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        // so many that reading them takes longer than the first look at the flag
        for (int i = 0; i < 10; i++) {
            places(1000);
        }
        try {
            BackupTaking.InProgress quick =
                    taking.base(production, Backup.Kind.MANUAL, "Stopped", "", "Tester", null, cancelled);
            quick.abandon("Too quick to be stopped");
            quick.close();
        } catch (Cancelled e) {
            assertThat(backups.list(admin)).singleElement().satisfies(found -> {
                assertThat(found.state()).isEqualTo(Backup.State.FAILED);
                assertThat(found.failure()).isEqualTo("Stopped on request.");
            });
        }
        assertThat(feedReaders()).isZero();
        assertThat(tailRows()).isZero();
        assertThat(bench.folder(
                        production.account(), backups.list(admin).getFirst().id()))
                .doesNotExist();
    }

    @Test
    void connectionsAreAnnouncedBeforeTheyAreUsedAndGoneAfterwards() {
        List<Long> announced = new ArrayList<>();
        Progress listening = new Progress() {
            @Override
            public void begin(String step, String detail) {}

            @Override
            public void done(String step, String detail) {}

            @Override
            public void connection(long id) {
                announced.add(id);
            }
        };
        try (BackupTaking.InProgress progress =
                taking.base(production, Backup.Kind.MANUAL, "Named", "", "Tester", null, listening)) {
            assertThat(announced).hasSize(2);
            org.awaitility.Awaitility.await()
                    .until(() -> sql.in(
                                            production.account(),
                                            "SELECT COUNT(*) FROM information_schema.processlist WHERE id IN (:ids)")
                                    .param("ids", announced)
                                    .query(Long.class)
                                    .single()
                            == 0);
            progress.abandon("The test is over");
        }
    }

    @Test
    void aFolderThatIsThereAlreadyIsNeverWrittenInto() throws IOException {
        Backup first = bench.backup(production);
        Path foreign = bench.folder(
                production.account(), new io.slipway.common.BackupId(first.id().value() + 1));
        Files.createDirectories(foreign);
        Files.writeString(foreign.resolve("manifest.json"), "of an installation that was here before");
        Backup next = bench.backup(production);
        assertThat(next.id().value()).isEqualTo(first.id().value() + 2);
        assertThat(foreign.resolve("manifest.json")).hasContent("of an installation that was here before");
    }
}
