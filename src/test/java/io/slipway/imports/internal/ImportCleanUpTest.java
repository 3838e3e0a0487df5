package io.slipway.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.db.AccountSql;
import io.slipway.imports.ImportBrake;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportWorld;
import io.slipway.imports.Imports;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** What nobody comes back for goes, and nothing else. */
@IntegrationTest
class ImportCleanUpTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Imports imports;

    @Autowired
    ImportCleanUp cleanUp;

    @Autowired
    UploadedFiles files;

    @Autowired
    AccountSql sql;

    @Autowired
    ImportBrake brake;

    ImportWorld world;
    AccountId account;

    @BeforeEach
    void build() {
        world = new ImportWorld(workshop, records, imports);
        account = world.production.account();
    }

    private void touchedDaysAgo(ImportId id, int days) {
        sql.in(account, "UPDATE {a}.import_job SET heartbeat_at = NOW(3) - INTERVAL :days DAY WHERE id = :id")
                .param("days", days)
                .param("id", id.value())
                .update();
    }

    @Test
    void draftsNobodyTouchesGoWithTheirFiles() {
        ImportId old = world.draft("Name\nAnna\n");
        ImportId fresh = world.draft("Name\nBen\n");
        touchedDaysAgo(old, 8);
        touchedDaysAgo(fresh, 6);
        cleanUp.clean(account);
        assertThat(imports.find(world.admin, old)).isEmpty();
        assertThat(files.path(account, old, 0)).doesNotExist();
        assertThat(imports.find(world.admin, fresh)).isPresent();
        assertThat(files.path(account, fresh, 0)).exists();
        assertThat(sql.in(account, "SELECT COUNT(*) FROM {a}.import_file WHERE job = :job")
                        .param("job", old.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoeverWorksOnADraftKeepsIt() {
        ImportId id = world.draft("Name\nAnna\n");
        touchedDaysAgo(id, 30);
        imports.keepPlan(world.admin, id, world.proposed(id));
        cleanUp.clean(account);
        assertThat(imports.find(world.admin, id)).isPresent();
    }

    @Test
    void whatIsOverHasNoFilesEvenWhereTheProcessDiedBeforeRemovingThem() throws IOException {
        ImportId done = world.imported("Name,Code\nAnna,1\n").id();
        assertThat(files.path(account, done, 0)).doesNotExist();
        Files.writeString(files.path(account, done, 0), "Name,Code\nAnna,1\n");
        Files.writeString(files.path(account, new ImportId(999_999), 0), "left by nobody");
        cleanUp.clean(account);
        assertThat(files.path(account, done, 0)).doesNotExist();
        assertThat(files.path(account, new ImportId(999_999), 0)).doesNotExist();
        assertThat(imports.find(world.admin, done)).isPresent();
    }

    @Test
    void uploadsThatBrokeOffGoAfterADayAndThoseUnderWayStay() throws IOException {
        world.draft("Name\nAnna\n");
        Path folder = files.path(account, new ImportId(1), 0).getParent();
        Path brokenOff = Files.writeString(folder.resolve("one.part"), "Na");
        Path underWay = Files.writeString(folder.resolve("two.part"), "Na");
        Files.setLastModifiedTime(
                brokenOff,
                FileTime.from(Instant.now().minus(ImportCleanUp.UPLOAD_TAKES).minus(Duration.ofHours(1))));
        cleanUp.clean(account);
        assertThat(brokenOff).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void anImportUnderWayKeepsItsFile() {
        brake.on(world.production, (step, done) -> cleanUp.clean(account));
        assertThat(world.imported(ImportWorld.csv(900)).created()).isEqualTo(900);
        brake.release(world.production);
    }

    @Test
    void aFileThatIsTooBigIsRefusedWhileItComesInAndLeavesNothing(@TempDir Path folder) throws IOException {
        UploadedFiles small = new UploadedFiles(folder, 1000);
        assertThatThrownBy(() -> small.receive(account, new ByteArrayInputStream(new byte[1001])))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 1 GB");
        assertThat(small.files(account)).isEmpty();
        assertThat(small.receive(account, new ByteArrayInputStream(new byte[1000])))
                .hasSize(1000);
    }

    @Test
    void anAgeThatWouldKeepNothingIsRefused() {
        assertThatThrownBy(() -> new DraftAge(0)).hasMessageContaining("slipway.import-draft-days");
    }
}
