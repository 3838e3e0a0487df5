package io.slipway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.EnvironmentId;
import io.slipway.common.Sha256;
import io.slipway.common.db.AccountSql;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.storage.Evolution;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever happens to the files of a backup: it is refused before anything is touched. */
@IntegrationTest
class BackupDamageTest {

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    Backups backups;

    @Autowired
    Evolution evolution;

    @Autowired
    AccountSql sql;

    AllKinds world;
    EnvironmentId production;
    EnvironmentId sandbox;
    Backup backup;
    Path folder;

    @BeforeEach
    void take() {
        world = new AllKinds(workshop);
        production = world.production;
        List<StoredRecord> places = new ArrayList<>();
        List<StoredRecord> things = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            places.add(BackupBench.record(Map.of(world.placeName, "Place " + i)));
            things.add(BackupBench.record(Map.of(
                    world.f("text"),
                    "Thing " + i,
                    world.f("links"),
                    List.of(places.getFirst().id()))));
        }
        bench.insert(production, world.places, places);
        bench.insert(production, world.things, things);
        try (BackupTaking.InProgress progress = bench.base(production)) {
            bench.delete(production, world.things, List.of(things.get(7).id()));
            progress.catchUp();
            bench.delete(production, world.things, List.of(things.get(8).id()));
            backup = progress.complete();
        }
        folder = bench.folder(production.account(), backup.id());
        sandbox = workshop.sandbox(production);
    }

    private void assertRefused(String... words) {
        long generations = generations();
        assertThatThrownBy(() -> bench.restore(production, backup.id(), sandbox, DataChoice.FULL))
                .isInstanceOf(Materialise.BackupDamaged.class)
                .message()
                .contains(words);
        assertThat(generations()).isEqualTo(generations);
        assertThat(evolution.unfinished(sandbox)).isEmpty();
        Backups.Verification found = backups.verify(workshop.superAdmin(production.account()), backup.id());
        assertThat(found)
                .isInstanceOfSatisfying(
                        Backups.Damaged.class,
                        damaged ->
                                assertThat(String.join(" ", damaged.findings())).contains(words));
        assertThat(backups.find(workshop.superAdmin(production.account()), backup.id()))
                .hasValueSatisfying(seen -> {
                    assertThat(seen.verifiedAt()).isNull();
                    assertThat(seen.failure()).contains(words);
                });
    }

    /** Counts every physical thing ever begun, and not yet dropped, in the account. */
    private long generations() {
        return sql.in(production.account(), "SELECT COUNT(*) FROM {a}.generation")
                .query(Long.class)
                .single();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String things() {
        return "t" + world.things + "-1.zst";
    }

    private String places() {
        return "t" + world.places + "-1.zst";
    }

    @Test
    void aSoundOneIsFoundSound() throws IOException {
        assertThat(backups.verify(workshop.superAdmin(production.account()), backup.id()))
                .isEqualTo(new Backups.Sound(5, 98));
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            things(),
                            places(),
                            "s" + world.f("links") + "-1.zst",
                            "d1-1.zst",
                            "tail.zst",
                            "manifest.json");
        }
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file(things()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(things()), bytes);
        assertRefused(things());
    }

    @Test
    void aFlippedBitAnywhereIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file(places()));
        for (int at = 0; at < bytes.length; at += Math.max(1, bytes.length / 40)) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x40;
            Files.write(file(places()), changed);
            assertThat(backups.verify(workshop.superAdmin(production.account()), backup.id()))
                    .as("byte %s", at)
                    .isInstanceOf(Backups.Damaged.class);
        }
    }

    @Test
    void aTruncatedChunkIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file("d1-1.zst"));
        Files.write(file("d1-1.zst"), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused("d1-1.zst", "bytes instead of");
    }

    @Test
    void anEmptyChunkIsFound() throws IOException {
        Files.write(file(things()), new byte[0]);
        assertRefused(things());
    }

    @Test
    void aLongerChunkIsFound() throws IOException {
        Files.write(file(things()), new byte[] {0}, StandardOpenOption.APPEND);
        assertRefused(things());
    }

    @Test
    void aMissingChunkIsFound() throws IOException {
        Files.delete(file("s" + world.f("links") + "-1.zst"));
        assertRefused("s" + world.f("links") + "-1.zst is missing");
    }

    @Test
    void swappedChunksAreFound() throws IOException {
        Path aside = file("aside");
        Files.move(file(things()), aside);
        Files.move(file(places()), file(things()));
        Files.move(aside, file(places()));
        assertRefused(things(), places());
    }

    @Test
    void aChunkThatIsALinkToSomewhereElseIsNotFollowed() throws IOException {
        Path elsewhere = Files.createTempFile("elsewhere", ".zst");
        Files.copy(file(things()), elsewhere, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file(things()));
        Files.createSymbolicLink(file(things()), elsewhere);
        assertRefused(things());
        Files.delete(elsewhere);
    }

    @Test
    void aChangedManifestIsFound() throws IOException {
        rewriteManifest(text -> text.replace("\"records\":48", "\"records\":49"), false);
        assertRefused("manifest has another checksum");
    }

    @Test
    void aMissingManifestIsFound() throws IOException {
        Files.delete(file("manifest.json"));
        assertRefused("manifest is missing");
    }

    @Test
    void aManifestThatLiesAboutCountsIsFoundEvenWithARightChecksum() throws IOException {
        rewriteManifest(text -> text.replace("\"records\":48", "\"records\":49"), true);
        assertRefused("\"Things\" has 48 records instead of 49");
    }

    @Test
    void aManifestWithPathsIsNotUnderstood() throws IOException {
        rewriteManifest(text -> text.replace(places(), "../" + places()), true);
        assertRefused("can't be understood");
    }

    @Test
    void aManifestWithAbsolutePathsIsNotUnderstood() throws IOException {
        rewriteManifest(text -> text.replace(places(), "/etc/passwd"), true);
        assertRefused("can't be understood");
    }

    @Test
    void aManifestOfAnotherFormatIsRefused() throws IOException {
        rewriteManifest(text -> text.replace("\"format\":1", "\"format\":2"), true);
        assertRefused("format 2");
    }

    @Test
    void aManifestWithSomethingUnknownIsNotHalfUnderstood() throws IOException {
        rewriteManifest(text -> text.replace("\"format\":1", "\"format\":1,\"further\":{}"), true);
        assertRefused("can't be understood");
    }

    @Test
    void aManifestThatIsNotAllThereIsNotUnderstood() throws IOException {
        rewriteManifest(text -> text.substring(0, text.length() / 2), true);
        assertRefused("can't be understood");
    }

    @Test
    void aManifestWithoutATableOfItsDefinitionIsRefused() throws IOException {
        rewriteManifest(
                text -> text.replace(
                        "{\"table\":" + world.places + ",\"name\":\"Places\",\"records\"",
                        "{\"table\":" + world.things + ",\"name\":\"Places\",\"records\""),
                true);
        assertRefused("tables are not those of its definition");
    }

    @Test
    void theManifestOfAnotherBackupIsRefused() throws IOException {
        Backup other = bench.backup(production);
        String text =
                Files.readString(bench.folder(production.account(), other.id()).resolve("manifest.json"));
        rewriteManifest(same -> text, true);
        assertRefused("of another backup");
    }

    /**
     * @param trusted whether the checksum in the database is changed too, as somebody with both would
     */
    private void rewriteManifest(UnaryOperator<String> change, boolean trusted) throws IOException {
        String before = Files.readString(file("manifest.json"));
        String after = change.apply(before);
        assertThat(after).as("the change").isNotEqualTo(before);
        Files.writeString(file("manifest.json"), after);
        if (trusted) {
            sql.in(production.account(), "UPDATE {a}.backup SET manifest_hash = ? WHERE id = ?")
                    .params(Sha256.hex(after), backup.id().value())
                    .update();
        }
    }

    @Test
    void otherAccountsCanNotReachIt() {
        EnvironmentId foreign = workshop.production();
        assertThat(backups.find(workshop.superAdmin(foreign.account()), backup.id()))
                .isEmpty();
        assertThatThrownBy(() -> bench.restore(foreign, backup.id(), foreign, DataChoice.FULL))
                .isInstanceOf(Materialise.BackupDamaged.class);
    }
}
