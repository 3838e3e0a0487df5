package io.slipway.imports.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.DownloadKt;
import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.slipway.definition.App;
import io.slipway.definition.Table;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportState;
import io.slipway.imports.ImportWorld;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An import from its file to its records: how far it is, what came of it, and who else is at it. */
class ImportViewTest extends OnImportPages {

    @Test
    void rowsComeIntoTheTableTheImportWasOpenedFor() {
        open("import/new?table=" + world.people);
        assertThat(text()).contains("Its rows become records of “People”");
        upload("people.csv", "Name,Code,Born\nAnna,1,1990-01-31\nBen,2,1991-02-28\n");
        assertThat(label("Into")).isEqualTo("People");
        assertThat(text()).contains("2 rows, 3 columns", "All 2 rows can be imported.");
        assertThat(previewed()).contains("Anna", "1", "Jan 31, 1990");
        assertThat(world.all(world.people)).isEmpty();
        click("Import 2 rows");
        assertThat(ended()).contains("Done", "2 of 2 rows went through: 2 new, 0 changed, 0 bad.");
        assertThat(anchors()).contains("apps/" + app.id() + "/views/" + view.id());
        assertThat(world.byCode()).containsOnlyKeys(1L, 2L);
        open("import");
        Grid<ImportJob> list = _get(Grid.class);
        assertThat(GridKt._size(list)).isEqualTo(1);
        assertThat(GridKt._get(list, 0).state()).isEqualTo(ImportState.DONE);
    }

    @Test
    void aNewTableComesIntoTheAppTheImportWasOpenedFor() {
        open("import/new?app=" + app.id());
        assertThat(text()).contains("New tables come into “Directory”");
        upload("pets.csv", "Pet,Age\nRex,3\n");
        assertThat(label("In app")).isEqualTo("Directory");
        click("Import 1 row");
        assertThat(ended()).contains("1 new");
        var definition = records.definition(world.admin, world.production);
        Table pets = definition
                .all(Table.class)
                .filter(table -> table.name().startsWith("Pet"))
                .findFirst()
                .orElseThrow();
        assertThat(definition.get(App.class, app.id()).tables()).contains(pets.id());
    }

    @Test
    void badRowsAreShownBeforeAndListedAfterAndCanBeDownloaded() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Born\nAnna,1,1990-01-31\n=Ben,x,1990-02-30\nCarl,-3,1990-01-01\n,4,\n");
        assertThat(text()).contains("2 of the 4 rows can't be imported as they are.");
        click("Import 4 rows");
        assertThat(ended()).contains("4 of 4 rows went through: 2 new, 0 changed, 2 bad.", "Bad rows");
        Grid<?> grid = _get(Grid.class);
        assertThat(GridKt._size(grid)).isEqualTo(2);
        Anchor link = _get(Anchor.class, spec -> spec.withText("Download 2 bad rows"));
        String csv = new String(DownloadKt._download(link), UTF_8);
        assertThat(csv)
                .startsWith("\uFEFFName,Code,Born,Import row,Import line,Import problem")
                .contains("'=Ben,x,1990-02-30,2,3,");
        String mended = csv.replace(",x,1990-02-30", ",2,1990-02-28").replace("\n,4,", "\nDora,4,");
        open("import/new?table=" + world.people);
        upload("mended.csv", mended);
        click("Import 2 rows");
        assertThat(ended()).contains("2 new, 0 changed, 0 bad.");
        assertThat(world.byCode()).containsOnlyKeys(-3L, 1L, 2L, 4L);
        assertThat(world.byCode().get(2L).value(world.name.id())).isEqualTo("=Ben");
    }

    @Test
    void howFarItIsIsShownAndItCanBeCancelled() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        brake.on(world.production, (step, done) -> {
            reached.countDown();
            try {
                goOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        open("import/new?table=" + world.people);
        upload("people.csv", ImportWorld.csv(1200));
        click("Import 1,200 rows");
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        poll();
        assertThat(_get(ProgressBar.class).getValue()).isGreaterThan(0).isLessThan(1);
        assertThat(text()).contains("Running", "of 1,200 rows are through", "You can leave this page");
        // the same after a reload
        UI.getCurrent().getPage().reload();
        assertThat(_get(ProgressBar.class).getValue()).isGreaterThan(0);
        click("Cancel import");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        goOn.countDown();
        assertThat(ended()).contains("Cancelled", "What is imported stays.");
        assertThat(world.all(world.people)).hasSizeLessThan(1200);
    }

    @Test
    void severalFilesAreLinkedAndShowWhatBecomesOfEach() {
        open("import/new");
        upload("country.csv", "country_id,country\n1,Peru\n2,Chile\n");
        upload("city.csv", "city_id,city,country_id\n1,Lima,1\n2,Arica,2\n3,Cusco,1\n");
        assertThat(text()).contains("country.csv", "city.csv");
        assertThat(label("Into")).isEqualTo("New tables");
        click("Import 5 rows");
        assertThat(ended()).contains("5 of 5 rows went through: 5 new, 0 changed, 0 bad.");
    }

    @Test
    void recordsAreChangedByAKeyWhereThatIsChosen() {
        world.imported("Name,Code\nAnna,1\n");
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna B,1\nBen,2\n");
        choose("When a record is there already", "Change the record with the same “Code”");
        click("Import 2 rows");
        assertThat(ended()).contains("1 new, 1 changed, 0 bad.");
        assertThat(world.byCode().get(1L).value(world.name.id())).isEqualTo("Anna B");
    }

    @Test
    void aDoubleClickStartsOnce() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna,1\n");
        Button start = button("Import 1 row");
        start.click();
        start.click();
        assertThat(ended()).contains("1 new");
        assertThat(imports.list(world.admin, world.production)).hasSize(1);
        assertThat(world.all(world.people)).hasSize(1);
    }

    @Test
    void whatAnotherTabHasDoneIsShownInsteadOfAnError() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna,1\n");
        ImportId id = onlyDraft();
        imports.start(world.admin, id, world.proposed(id));
        world.ended(id);
        click("Import 1 row");
        assertThat(text()).contains("1 of 1 row went through: 1 new");
        assertThat(world.all(world.people)).hasSize(1);

        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nBen,2\n");
        imports.addFile(
                world.admin, onlyDraft(), "more.csv", new java.io.ByteArrayInputStream("Other\nx\n".getBytes(UTF_8)));
        choose("Where column Code goes", "Leave out");
        assertThat(text()).contains("more.csv");

        imports.remove(world.admin, onlyDraft());
        click("Discard");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("env/" + world.production + "/import");
    }
}
