package io.slipway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.StructureLease;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What Super Admins can do with backups, and that nobody else can. */
@IntegrationTest
class BackupsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    Backups backups;

    @Autowired
    StructureLease leases;

    @Autowired
    AuditTrail audit;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;
    List<StoredRecord> places;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
        places = List.of(place("Berlin"), place("Köln"), place("Łódź"));
        bench.insert(production, world.places, places);
    }

    private StoredRecord place(String name) {
        return BackupBench.record(Map.of(world.placeName, name));
    }

    private Backup taken(String name) {
        Backups.Started started = backups.take(admin, name, "notes");
        BackupId id = ((Backups.Taking) started).id();
        Awaitility.await()
                .until(() -> backups.find(admin, id)
                        .filter(found -> found.state() == Backup.State.COMPLETE)
                        .isPresent());
        return backups.find(admin, id).orElseThrow();
    }

    @Test
    void oneIsTakenInTheBackgroundAndListedNewestFirst() {
        Backup first = taken("Before the holidays");
        bench.insert(production, world.places, List.of(place("Kyjiw")));
        Backup second = taken("After the holidays");
        assertThat(backups.list(admin)).containsExactly(second, first);
        assertThat(first.name()).isEqualTo("Before the holidays");
        assertThat(first.notes()).isEqualTo("notes");
        assertThat(first.by()).isEqualTo(admin.name());
        assertThat(first.kind()).isEqualTo(Backup.Kind.MANUAL);
        assertThat(first.records()).isEqualTo(3);
        assertThat(second.records()).isEqualTo(4);
        assertThat(audit.list(admin, "Before the holidays", 0, 10))
                .extracting(AuditTrail.Entry::action)
                .containsExactly("backup.taken");
    }

    @Test
    void nobodyButASuperAdminSeesOrDoesAnything() {
        Backup backup = taken("Secret");
        for (PersonKind kind : List.of(PersonKind.APP_ADMIN, PersonKind.USER)) {
            Actor other = workshop.person(production.account(), kind, "Somebody");
            assertThatThrownBy(() -> backups.list(other)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> backups.find(other, backup.id())).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> backups.take(other, "Mine", "")).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> backups.verify(other, backup.id())).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> backups.download(other, backup.id(), OutputStream.nullOutputStream()))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> backups.delete(other, backup.id())).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> backups.preview(other, backup.id())).isInstanceOf(NotAllowed.class);
        }
        Actor foreign = workshop.superAdmin(workshop.production().account());
        assertThat(backups.list(foreign)).isEmpty();
        assertThat(backups.find(foreign, backup.id())).isEmpty();
        assertThatThrownBy(() -> backups.verify(foreign, backup.id())).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> backups.preview(foreign, backup.id())).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> backups.download(foreign, backup.id(), OutputStream.nullOutputStream()))
                .isInstanceOf(NotAllowed.class);
        assertThat(backups.delete(foreign, backup.id())).isEqualTo(Backups.Deletion.GONE);
        assertThat(backups.find(admin, backup.id())).contains(backup);
    }

    @Test
    void namesAreCheckedAndKeptAsTyped() {
        assertThatThrownBy(() -> backups.take(admin, " ", "")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> backups.take(admin, "x".repeat(10_000), "")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> backups.take(admin, "fine", "x".repeat(10_000)))
                .isInstanceOf(InvalidInput.class);
        String name = "'; DROP TABLE backup;-- <b>🚢</b> שלום";
        assertThat(taken(name).name()).isEqualTo(name);
    }

    @Test
    void whileSomebodyChangesTheStructureItSaysWho() {
        var attempt = leases.tryAcquire(production, StructureLease.Purpose.PROMOTION, "Ada");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            assertThat(backups.take(admin, "Now", ""))
                    .isEqualTo(new Backups.Busy(StructureLease.Purpose.PROMOTION, "Ada"));
        }
        assertThat(backups.list(admin)).isEmpty();
        taken("Now");
    }

    @Test
    void theDownloadIsAWholeZipThatStandsForItself() throws IOException {
        Backup backup = taken("Download");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        backups.download(admin, backup.id(), bytes);
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        Path folder = bench.folder(production.account(), backup.id());
        try (var kept = Files.list(folder)) {
            for (Path file : kept.toList()) {
                assertThat(files.get("backup-" + backup.id() + "/" + file.getFileName()))
                        .as("%s", file.getFileName())
                        .isEqualTo(Files.readAllBytes(file));
            }
        }
        String manifest = new String(files.get("backup-" + backup.id() + "/manifest.json"), StandardCharsets.UTF_8);
        assertThat(manifest).contains("\"name\":\"Places\"");
    }

    @Test
    void aDamagedOneIsNotDownloadedAsIfItWereWhole() throws IOException {
        Backup backup = taken("Download");
        Path chunk = bench.folder(production.account(), backup.id()).resolve("t" + world.places + "-1.zst");
        byte[] bytes = Files.readAllBytes(chunk);
        bytes[10] ^= 1;
        Files.write(chunk, bytes);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        assertThatThrownBy(() -> backups.download(admin, backup.id(), written))
                .isInstanceOf(Materialise.BackupDamaged.class);
        assertThat(written.size()).isZero();
        assertThat(backups.find(admin, backup.id()))
                .hasValueSatisfying(found -> assertThat(found.failure()).contains("is not what it was"));
    }

    @Test
    void aDownloadedOneCanBeBroughtBack() throws IOException {
        byte[] file = downloaded(taken("Away"));
        workshop.id(production);
        Backup back = ((Backups.Uploaded) backups.upload(admin, new ByteArrayInputStream(file))).backup();
        assertThat(back.name()).isEqualTo("Away");
        assertThat(back.kind()).isEqualTo(Backup.Kind.UPLOADED);
        assertThat(back.state()).isEqualTo(Backup.State.COMPLETE);
        assertThat(back.records()).isEqualTo(3);
        assertThat(back.notes()).contains(admin.name(), "notes");
        assertThat(backups.list(admin).getFirst()).isEqualTo(back);
        assertThat(backups.verify(admin, back.id())).isInstanceOf(Backups.Sound.class);
        assertThat(backups.preview(admin, back.id()).tables())
                .containsEntry("Places", new Backups.Preview.Counts(3, 3));
        assertThat(audit.list(admin, "", 0, 5))
                .extracting(AuditTrail.Entry::action)
                .contains("backup.uploaded");
    }

    @Test
    void whatIsNoSoundBackupIsNotTakenAndLeavesNothing() throws IOException {
        byte[] file = downloaded(taken("Away"));
        int before = backups.list(admin).size();
        byte[] flipped = file.clone();
        flipped[200] ^= 1;
        refused("no ZIP".getBytes(StandardCharsets.UTF_8), "no manifest");
        refused(java.util.Arrays.copyOf(file, file.length / 2), "");
        refused(flipped, "");
        refused(with(file, "backup-1/t99999-1.zst"), "does not name");
        refused(with(file, "../../../etc/passwd"), "no backup has");
        refused(with(file, "backup-99/manifest.json"), "two manifests");
        assertThat(backups.list(admin)).hasSize(before);
        assertThatThrownBy(() -> backups.upload(
                        workshop.person(production.account(), PersonKind.APP_ADMIN, "App Admin"),
                        new ByteArrayInputStream(file)))
                .isInstanceOf(NotAllowed.class);
        Actor.Person stranger = workshop.superAdmin(workshop.production().account());
        assertThat(backups.upload(stranger, new ByteArrayInputStream(file)))
                .isInstanceOfSatisfying(
                        Backups.NotTaken.class,
                        no -> assertThat(no.reason()).contains("account " + production.account()));
    }

    private byte[] downloaded(Backup backup) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        backups.download(admin, backup.id(), bytes);
        return bytes.toByteArray();
    }

    /** The file with one entry more. */
    private static byte[] with(byte[] file, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(bytes);
                ZipInputStream old = new ZipInputStream(new ByteArrayInputStream(file))) {
            byte[] manifest = new byte[0];
            for (ZipEntry entry = old.getNextEntry(); entry != null; entry = old.getNextEntry()) {
                byte[] content = old.readAllBytes();
                manifest = content;
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(content);
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(manifest);
        }
        return bytes.toByteArray();
    }

    private void refused(byte[] file, String reason) throws IOException {
        assertThat(backups.upload(admin, new ByteArrayInputStream(file)))
                .isInstanceOfSatisfying(
                        Backups.NotTaken.class, no -> assertThat(no.reason()).contains(reason));
    }

    @Test
    void deletingRemovesRowAndFiles() {
        Backup backup = taken("Short-lived");
        assertThat(backups.delete(admin, backup.id())).isEqualTo(Backups.Deletion.DELETED);
        assertThat(backups.find(admin, backup.id())).isEmpty();
        assertThat(bench.folder(production.account(), backup.id())).doesNotExist();
        assertThat(backups.delete(admin, backup.id())).isEqualTo(Backups.Deletion.GONE);
    }

    @Test
    void thePreviewSaysWhatRestoringWouldDo() {
        Backup backup = taken("Preview");
        bench.delete(production, world.places, List.of(places.getFirst().id()));
        StoredRecord added = place("Oslo");
        bench.insert(production, world.places, List.of(added, place("Rom")));
        bench.update(production, world.places, List.of(added));
        var newTable = workshop.id(production);
        var newField = workshop.id(production);
        workshop.build(production, resources -> {
            resources.put(newTable, new Table(newTable, "Visits", "", null));
            resources.put(
                    newField,
                    new Field(newField, world.places, "Zip", new FieldKind.ShortText(10), 1, false, false, null, ""));
            Resource old = resources.get(world.placeName);
            resources.put(world.placeName, ((Field) java.util.Objects.requireNonNull(old)).withName("Title"));
        });

        Backups.Preview preview = backups.preview(admin, backup.id());

        assertThat(preview.backup()).isEqualTo(backup);
        assertThat(preview.tables())
                .containsOnly(
                        Map.entry("Places", new Backups.Preview.Counts(4, 3)),
                        Map.entry("Things", new Backups.Preview.Counts(0, 0)),
                        Map.entry("Visits", new Backups.Preview.Counts(0, -1)));
        assertThat(preview.recordsWrittenSince()).isEqualTo(3);
        assertThat(preview.definitionChanges())
                .containsExactlyInAnyOrder(
                        "− Table “Visits”",
                        "− Field “Zip” in “Places”",
                        "~ Field “Name” in “Places”: name: “Title” → “Name”");
    }

    @Test
    void thePreviewOfWhatIsNowSaysThatNothingChanges() {
        Backups.Preview preview = backups.preview(admin, taken("Same").id());
        assertThat(preview.definitionChanges()).isEmpty();
        assertThat(preview.recordsWrittenSince()).isZero();
    }
}
