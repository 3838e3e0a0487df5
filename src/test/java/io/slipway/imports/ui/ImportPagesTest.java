package io.slipway.imports.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.DownloadKt;
import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.UploadKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.FileRejectedEvent;
import com.vaadin.flow.component.upload.Upload;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.imports.ImportBrake;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportState;
import io.slipway.imports.ImportWorld;
import io.slipway.imports.Imports;
import io.slipway.records.Records;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The import as people go through it, page by page, also with files as they should not be. */
@UiTest
class ImportPagesTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Imports imports;

    @Autowired
    ImportBrake brake;

    @Autowired
    SignIns signIns;

    ImportWorld world;
    App app;
    View view;

    @BeforeEach
    void build() {
        world = new ImportWorld(workshop, records, imports);
        view = new View(id(), world.people, "All people", List.of(), List.of(), List.of(), null);
        app = new App(id(), "Directory", "", "", List.of(world.people), List.of(view.id()));
        workshop.build(world.production, view, app);
        TestSignIn.as(signIns, world.admin);
    }

    @AfterEach
    void release() {
        brake.release(world.production);
    }

    private ResourceId id() {
        return workshop.id(world.production);
    }

    // ---- the way in ----

    @Test
    void theWayInIsWherePeopleLookForIt() {
        for (String page : List.of("apps/" + app.id() + "/views/" + view.id(), "build/tables/" + world.people)) {
            open(page);
            assertThat(importLinks()).as(page).isNotEmpty().containsOnly("import/new?table=" + world.people);
        }
        open("build/apps/" + app.id());
        assertThat(importLinks()).containsExactly("import/new?app=" + app.id());
    }

    @Test
    void whoMayCreateNothingIsOfferedNothing() {
        Actor.Person reader = clerk(new Permission(true, false, true, false));
        TestSignIn.as(signIns, reader);
        open("apps/" + app.id() + "/views/" + view.id());
        assertThat(text()).contains("All people");
        assertThat(importLinks()).isEmpty();
        open("import/new");
        assertThat(text()).contains("Your role does not let you create records");
        _assertNone(Upload.class);
        ImportId others = world.draft("Name\nAnna\n");
        open("import/" + others);
        assertThat(text()).contains("This is not here, or not yours to see.");
    }

    @Test
    void aUserImportsIntoTheTablesOfTheirRoleAndNothingElse() {
        Actor.Person clerk = clerk(new Permission(true, true, false, false));
        TestSignIn.as(signIns, clerk);
        open("apps/" + app.id() + "/views/" + view.id());
        assertThat(importLinks()).isNotEmpty().containsOnly("import/new?table=" + world.people);
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Team\nAnna,1,Red\n");
        assertThat(choices("Into")).containsExactly("People");
        assertThat(select("Into").getHelperText())
                .contains("Only an App Admin or a Super Admin can add tables and fields");
        assertThat(text()).contains("Your role does not let you see the records this links to");
        // nor which of them are there
        assertThat(text()).contains("The row can be imported.").doesNotContain("There is no record");
        choose("Where column Team goes", "Leave out");
        assertThat(text()).doesNotContain("does not let you see");
        click("Import 1 row");
        assertThat(ended()).contains("1 of 1 row went through: 1 new, 0 changed, 0 bad.");
    }

    @Test
    void anAddressThatNamesNoTableLeavesTheChoice() {
        for (String table : List.of("999999999", "nonsense", "-1")) {
            open("import/new?table=" + table + "&app=" + table);
            assertThat(text()).contains("Choose one file for a table, or several");
        }
        upload("things.csv", "Name\nAnna\n");
        assertThat(select("Into").getValue()).isEqualTo(java.util.Optional.empty());
    }

    // ---- from the file to the records ----

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
    void aNameThatIsTakenIsSaidAtTheName() {
        open("import/new");
        upload("people.csv", "Name\nAnna\n");
        TextField name = _get(TextField.class, spec -> spec.withLabel("Name of the new table"));
        assertThat(name.getValue()).isNotEqualTo("People");
        _setValue(name, "People");
        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).contains("People");
        click("Import 1 row");
        assertThat(imports.list(world.admin, world.production).getFirst().state())
                .isEqualTo(ImportState.DRAFT);
        _setValue(name, "Other people");
        assertThat(name.isInvalid()).isFalse();
        click("Import 1 row");
        assertThat(ended()).contains("1 new");
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
    void whatIsThereAlreadyIsSaidBeforeItIsStarted() {
        world.imported("Name,Code\nAnna,1\nBen,2\n");
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna,1\nCarl,3\nCaro,3\n");
        assertThat(text())
                .contains("2 of the 3 rows can't be imported as they are.")
                .contains("“Code”: A record with this value is there already. Say above if it is to be changed.")
                .contains("“Code”: A row above has the same value.");
        choose("When a record is there already", "Change the record with the same “Code”");
        assertThat(text()).contains("All 3 rows can be imported.");
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

    // ---- impatience and other tabs ----

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

    @Test
    void aReloadLosesNoChoice() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Note\nAnna,1,Hi\n");
        choose("Where column Note goes", "Leave out");
        UI.getCurrent().getPage().reload();
        assertThat(label("Into")).isEqualTo("People");
        assertThat(chosen("Where column Note goes")).isEqualTo("Leave out");
        click("Discard");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(imports.list(world.admin, world.production)).isEmpty();
        assertThat(text()).contains("Nothing has been imported here yet");
    }

    // ---- files as they should not be ----

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "The file is empty."),
                Arguments.of(
                        "picture",
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
                        "not a text file"),
                Arguments.of("program", new byte[] {127, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0}, "not a text file"),
                Arguments.of("pdf", "%PDF-1.7\n%abc\n".getBytes(UTF_8), "not a text file"),
                Arguments.of("workbook", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, "workbook or a ZIP archive"),
                Arguments.of("open quote", "Name\n\"Anna\nBen\n".getBytes(UTF_8), "quotation mark"),
                Arguments.of("600 columns", "a,".repeat(600).getBytes(UTF_8), "more than 500 columns"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] content, String message) {
        open("import/new?table=" + world.people);
        upload("bad.csv", content);
        assertThat(text()).contains("bad.csv: ", message);
        assertThat(path()).endsWith("import/new");
        assertThat(imports.list(world.admin, world.production)).isEmpty();
        // and it goes on with a better one
        upload("good.csv", "Name\nAnna\n");
        assertThat(text()).contains("good.csv", "Import 1 row");
    }

    @Test
    void aFileThatIsTooBigIsRefusedAtTheUpload() {
        open("import/new");
        Upload upload = _get(Upload.class);
        assertThat(upload.getMaxFileSize()).isEqualTo(1 << 30);
        ComponentUtil.fireEvent(upload, new FileRejectedEvent(upload, "File is Too Big.", "huge.csv"));
        assertThat(text()).contains("huge.csv: It can't be taken: a file has at most 1 GB");
    }

    @Test
    void aHeaderAloneMakesATableOrNothing() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\n");
        assertThat(text()).contains("The file has a header, but no rows.");
        assertThat(button("Import 0 rows").isEnabled()).isFalse();
        select("Into").setValue(java.util.Optional.empty());
        click("Make the table");
        assertThat(ended()).contains("0 of 0 rows went through");
    }

    @Test
    void endlessAndRepeatedHeadersAreToldApart() {
        String endless = "x".repeat(10_000);
        open("import/new");
        upload("odd.csv", endless + "," + endless + ",Name,name,,\nа,b,c,d,e,f\n");
        assertThat(text()).contains("Some columns have the same name; they are told apart by numbers.");
        assertThat(text()).doesNotContain("x".repeat(200));
        click("Import 1 row");
        assertThat(ended()).contains("1 new, 0 changed, 0 bad.");
    }

    @Test
    void valuesThatLookLikeCodeComeInAsTheyAre() {
        List<String> odd = List.of(
                "<img src=x onerror=alert(1)>",
                "Robert'); DROP TABLE people;--",
                "=cmd|' /C calc'!A0",
                "\u202Eright to left\u202C שלום",
                "'quoted'",
                "😀 é 中");
        StringBuilder csv = new StringBuilder("Name,Code\n");
        for (int i = 0; i < odd.size(); i++) {
            csv.append('"').append(odd.get(i)).append("\",").append(i + 1).append('\n');
        }
        open("import/new?table=" + world.people);
        upload("<b>people</b>.csv", csv.toString());
        assertThat(previewed()).containsAll(odd);
        click("Import 6 rows");
        assertThat(ended()).contains("6 new, 0 changed, 0 bad.");
        assertThat(world.byCode().values().stream().map(record -> record.value(world.name.id())))
                .isEqualTo(odd);
    }

    @Test
    void anOldEncodingIsRecognisedAndCanBeChanged() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nJörg Süß,1\n".getBytes(Charset.forName("windows-1252")));
        assertThat(text()).contains("The file is not in UTF-8; it is read as Windows-1252");
        assertThat(previewed()).contains("Jörg Süß");
        click("Read differently");
        Select<String> encoding = _get(Select.class, spec -> spec.withLabel("Encoding"));
        encoding.setValue("UTF-8");
        click("Read again");
        assertThat(previewed()).contains("J�rg S��");
        click("Read differently");
        encoding = _get(Select.class, spec -> spec.withLabel("Encoding"));
        encoding.setValue("windows-1252");
        click("Read again");
        assertThat(previewed()).contains("Jörg Süß");
    }

    @Test
    void raggedRowsAreBadAndTheOthersComeIn() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna,1\nBen\nCarl,3,too much\n\nDora,4\n");
        assertThat(text()).contains("2 rows have more or fewer cells than there are columns");
        click("Import 4 rows");
        assertThat(ended()).contains("2 new, 0 changed, 2 bad.");
        assertThat(world.byCode()).containsOnlyKeys(1L, 4L);
    }

    @Test
    void twoColumnsIntoOneFieldAreSaidAtTheColumn() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Nick\nAnna,1,An\n");
        choose("Where column Nick goes", "Name");
        assertThat(text()).contains("Two columns go to “Name”; choose another field.");
        click("Import 1 row");
        assertThat(imports.list(world.admin, world.production).getFirst().state())
                .isEqualTo(ImportState.DRAFT);
    }

    // ---- helpers ----

    private Actor.Person clerk(Permission permission) {
        Actor.Person user = workshop.person(world.production.account(), PersonKind.USER, "Clerk");
        ResourceId role = id();
        ResourceId group = id();
        workshop.build(
                world.production,
                new Role(role, "Clerk", Set.of(app.id()), new TreeMap<>(Map.of(world.people, permission))),
                new UserGroup(group, "Clerks", Set.of(role)));
        workshop.join(user, group);
        return user;
    }

    private void open(String page) {
        TestSignIn.nextRequest();
        io.slipway.imports.ui.ImportPagesTest.navigate("env/" + world.production + "/" + page);
    }

    private static void navigate(String location) {
        String[] parts = location.split("\\?", 2);
        UI.getCurrent()
                .navigate(
                        parts[0],
                        parts.length == 1
                                ? com.vaadin.flow.router.QueryParameters.empty()
                                : com.vaadin.flow.router.QueryParameters.fromString(parts[1]));
    }

    private static String path() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    private void upload(String name, String content) {
        upload(name, content.getBytes(UTF_8));
    }

    private void upload(String name, byte[] content) {
        TestSignIn.nextRequest();
        UploadKt._upload(_get(Upload.class), name, content);
        MockVaadin.clientRoundtrip(false);
    }

    private ImportId onlyDraft() {
        return imports.list(world.admin, world.production).stream()
                .filter(job -> job.state() == ImportState.DRAFT)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static void poll() {
        TestSignIn.nextRequest();
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
    }

    /** Looks again, as the page does, until the import is over; then what the page says. */
    private static String ended() {
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
            poll();
            return text().contains("went through");
        });
        return text();
    }

    private static Button button(String called) {
        return _get(Button.class, spec -> spec.withText(called));
    }

    private static void click(String called) {
        TestSignIn.nextRequest();
        _click(button(called));
    }

    @SuppressWarnings("unchecked")
    private static Select<Object> select(String called) {
        return _get(Select.class, spec -> spec.withLabel(called));
    }

    private static List<String> choices(String called) {
        Select<Object> select = select(called);
        return select.getListDataView()
                .getItems()
                .map(item -> select.getItemLabelGenerator().apply(item))
                .toList();
    }

    private static String label(String called) {
        Select<Object> select = select(called);
        return select.getItemLabelGenerator().apply(select.getValue());
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Object> destination(String called) {
        return _get(
                ComboBox.class,
                spec -> spec.withPredicate(
                        box -> box.getAriaLabel().filter(called::equals).isPresent()));
    }

    private static String chosen(String called) {
        ComboBox<Object> box = destination(called);
        return box.getItemLabelGenerator().apply(box.getValue());
    }

    /** Chooses as a person does, in a box by its name or a select by its label. */
    private static void choose(String called, String item) {
        TestSignIn.nextRequest();
        if (called.startsWith("Where column")) {
            ComboBox<Object> box = destination(called);
            Object found = box.getListDataView()
                    .getItems()
                    .filter(each -> box.getItemLabelGenerator().apply(each).equals(item))
                    .findFirst()
                    .orElseThrow();
            ComponentUtil.fireEvent(
                    box,
                    new com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent<>(
                            setSilently(box, found), box, null, true));
            return;
        }
        Select<Object> select = select(called);
        select.setValue(select.getListDataView()
                .getItems()
                .filter(each -> select.getItemLabelGenerator().apply(each).equals(item))
                .findFirst()
                .orElseThrow());
    }

    /** The listener looks only at what comes from the client, so the value set from here is told to it again. */
    private static ComboBox<Object> setSilently(ComboBox<Object> box, Object value) {
        box.setValue(value);
        return box;
    }

    private static Set<String> previewed() {
        return _find(NativeTableCell.class).stream()
                .map(NativeTableCell::getText)
                .collect(Collectors.toSet());
    }

    private List<String> importLinks() {
        return _find(Anchor.class, spec -> spec.withText("Import CSV")).stream()
                .map(Anchor::getHref)
                .map(this::inside)
                .toList();
    }

    private List<String> anchors() {
        return _find(Anchor.class).stream()
                .map(Anchor::getHref)
                .map(this::inside)
                .toList();
    }

    private String inside(String href) {
        return href.replace("env/" + world.production + "/", "");
    }

    private static String text() {
        return UI.getCurrent().getElement().getTextRecursively()
                + com.github.mvysny.kaributesting.v10.PrettyPrintTreeKt.toPrettyTree(UI.getCurrent());
    }
}
