package io.slipway.backup.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.UploadKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.backup.Backup;
import io.slipway.backup.BackupBench;
import io.slipway.backup.Backups;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.Table;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.ConfirmTyped;
import io.slipway.ui.EmptyState;
import io.slipway.ui.FormErrors;
import io.slipway.ui.ViewerTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class BackupViewTest {

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    Backups backups;

    @Autowired
    SignIns signIns;

    @Autowired
    StructureLease leases;

    @Autowired
    ViewerTime time;

    @Autowired
    Accounts accounts;

    @Autowired
    Promotions promotions;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;
    StoredRecord place;

    @BeforeEach
    void signIn() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
        place = BackupBench.record(Map.of(world.placeName, "Berlin"));
        bench.insert(production, world.places, List.of(place));
        TestSignIn.as(signIns, admin);
    }

    private void open() {
        UI.getCurrent().navigate(BackupView.class);
    }

    @SuppressWarnings("unchecked")
    private static Grid<Backup> grid() {
        return _get(Grid.class);
    }

    /** What the browser does by itself while something runs: asks until it is over. */
    private void untilComplete(int count) {
        Awaitility.await()
                .until(() -> backups.list(admin).stream()
                                .filter(backup -> backup.state() == Backup.State.COMPLETE)
                                .count()
                        == count);
        TestSignIn.nextRequest();
        com.vaadin.flow.component.ComponentUtil.fireEvent(
                UI.getCurrent(), new com.vaadin.flow.component.PollEvent(UI.getCurrent(), true));
    }

    private void untilNotified(String words) {
        Awaitility.await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            assertThat(notified()).contains(words);
        });
    }

    private static String notified() {
        return _find(Notification.class).stream()
                .flatMap(toast -> toast.getChildren())
                .filter(Span.class::isInstance)
                .map(words -> ((Span) words).getText())
                .collect(Collectors.joining(" "));
    }

    private static String text(int row, String column) {
        return GridKt._getCellComponent(grid(), row, column).getElement().getTextRecursively();
    }

    private static MenuItem item(int row, String text) {
        MenuBar bar = menu(row);
        return bar.getItems().getFirst().getSubMenu().getItems().stream()
                .filter(item -> item.getText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + text));
    }

    private static MenuBar menu(int row) {
        return (MenuBar) GridKt._getCellComponent(grid(), row, BackupView.ACTIONS)
                .getChildren()
                .filter(MenuBar.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static void choose(int row, String text) {
        com.vaadin.flow.component.ComponentUtil.fireEvent(
                item(row, text), new com.vaadin.flow.component.ClickEvent<>(item(row, text)));
    }

    @Test
    void without_a_backup_the_page_says_what_it_is_for() {
        open();
        _assertOne(EmptyState.class);
        _assertNone(Grid.class);
    }

    @Test
    void a_backup_is_taken_with_name_and_notes_and_listed_when_it_is_complete() {
        open();
        _click(_get(Button.class, spec -> spec.withText("Back up now")));
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Before the holidays");
        _setValue(_get(TextArea.class), "Two weeks without me");
        _click(_get(_get(Dialog.class), Button.class, spec -> spec.withText("Back up now")));
        _assertNone(Dialog.class);
        untilComplete(1);
        assertThat(GridKt._size(grid())).isEqualTo(1);
        Backup listed = GridKt._get(grid(), 0);
        assertThat(listed.name()).isEqualTo("Before the holidays");
        assertThat(listed.notes()).isEqualTo("Two weeks without me");
        assertThat(text(0, BackupView.STATE)).isEqualTo("Complete");
        assertThat(UI.getCurrent().getPollInterval())
                .as("nothing runs any more")
                .isEqualTo(-1);
    }

    @Test
    void what_is_wrong_with_a_backup_s_name_stands_beside_it() {
        open();
        _click(_get(Button.class, spec -> spec.withText("Back up now")));
        TextField name = _get(TextField.class, spec -> spec.withLabel("Name"));
        _setValue(name, " ");
        _click(_get(_get(Dialog.class), Button.class, spec -> spec.withText("Back up now")));
        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).contains("name");
        assertThat(backups.list(admin)).isEmpty();
    }

    @Test
    void while_production_is_promoted_to_the_dialog_says_by_whom() {
        open();
        var attempt = leases.tryAcquire(production, StructureLease.Purpose.PROMOTION, "Ada");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            _click(_get(Button.class, spec -> spec.withText("Back up now")));
            _click(_get(_get(Dialog.class), Button.class, spec -> spec.withText("Back up now")));
            assertThat(_get(FormErrors.class).getText()).contains("Ada is promoting a sandbox to production right now");
        }
        _click(_get(_get(Dialog.class), Button.class, spec -> spec.withText("Back up now")));
        untilComplete(1);
    }

    @Test
    void a_sound_backup_is_found_sound_and_a_damaged_one_is_shown_as_damaged() throws IOException {
        Backup backup = bench.backup(production);
        open();
        choose(0, "Verify");
        untilNotified("is sound: 1 record in 1 file");

        Path chunk = bench.folder(production.account(), backup.id()).resolve("t" + world.places + "-1.zst");
        Files.write(chunk, new byte[] {1});
        choose(0, "Verify");
        untilNotified("is damaged and can't be restored");
        assertThat(text(0, BackupView.STATE)).isEqualTo("Damaged");
    }

    @Test
    void deleting_asks_and_then_deletes() {
        bench.backup(production);
        open();
        choose(0, "Delete");
        ConfirmDialog dialog = _get(ConfirmDialog.class);
        com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm(dialog);
        assertThat(backups.list(admin)).isEmpty();
        _assertOne(EmptyState.class);
    }

    @Test
    void a_complete_backup_can_be_downloaded() {
        bench.backup(production);
        open();
        assertThat(GridKt._getCellComponent(grid(), 0, BackupView.ACTIONS).getChildren())
                .anySatisfy(child -> assertThat(child)
                        .isInstanceOfSatisfying(
                                Anchor.class,
                                anchor -> assertThat(anchor.getElement().getAttribute("aria-label"))
                                        .isEqualTo("Download Test")));
    }

    @Test
    void restoring_starts_only_when_the_account_s_name_is_typed_and_brings_back_what_was() {
        bench.backup(production);
        bench.delete(production, world.places, List.of(place.id()));
        open();
        choose(0, "Restore…");
        Awaitility.await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            _assertOne(ConfirmTyped.class);
        });
        Button restore = _get(_get(ConfirmTyped.class), Button.class, spec -> spec.withText("Restore production"));
        assertThat(restore.isEnabled()).isFalse();
        _setValue(_get(_get(ConfirmTyped.class), TextField.class), "something else");
        assertThat(restore.isEnabled()).isFalse();
        assertThat(promotions.runs(admin)).isEmpty();

        _setValue(
                _get(_get(ConfirmTyped.class), TextField.class),
                accounts.settings(admin).name());
        _click(restore);

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> promotions.runs(admin).getFirst().state().isFinal());
        assertThat(promotions.runs(admin)).singleElement().satisfies(run -> {
            assertThat(run.kind()).isEqualTo(Run.Kind.RESTORE);
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        });
        assertThat(bench.everything(production).get(world.places)).containsOnlyKeys(place.id());
    }

    @Test
    void only_super_admins_see_the_page() {
        for (PersonKind kind : List.of(PersonKind.APP_ADMIN, PersonKind.USER)) {
            TestSignIn.as(signIns, workshop.person(production.account(), kind, "Somebody"));
            UI.getCurrent().navigate("account/backups");
            _assertNone(BackupView.class);
        }
    }

    @Test
    void the_preview_says_what_is_lost() {
        Backup backup = bench.backup(production);
        bench.delete(production, world.places, List.of(place.id()));
        var added = workshop.id(production);
        workshop.build(production, new Table(added, "Visits", "", null));
        UI.getCurrent().add(new PreviewText(backups.preview(admin, backup.id()), time));
        assertThat(_find(NativeTableCell.class).stream().map(NativeTableCell::getText))
                .containsExactly("Places", "0", "1", "Things", "0", "0", "Visits", "0", "not there");
        assertThat(_find(ListItem.class).stream().map(ListItem::getText)).containsExactly("− Table “Visits”");
    }

    @Test
    void a_downloaded_backup_is_taken_back_and_what_is_none_is_refused_in_words() throws IOException {
        byte[] file = downloaded(admin, bench.backup(production));
        EnvironmentId elsewhere = new AllKinds(workshop).production;
        byte[] theirs = downloaded(workshop.superAdmin(elsewhere.account()), bench.backup(elsewhere));
        open();
        _click(_get(Button.class, spec -> spec.withText("Upload…")));
        Dialog dialog = _get(Dialog.class);
        assertThat(dialog.getHeaderTitle()).isEqualTo("Upload a backup");

        assertThat(refusalOf("notes.zip", "no ZIP".getBytes(UTF_8))).contains("notes.zip was not taken", "no manifest");
        assertThat(refusalOf("half.zip", Arrays.copyOf(file, file.length / 2))).contains("half.zip was not taken");
        assertThat(refusalOf("theirs.zip", theirs)).contains("account " + production.account());
        assertThat(backups.list(admin)).hasSize(1);
        assertThat(dialog.isOpened()).isTrue();

        upload("away.zip", file);

        assertThat(dialog.isOpened()).isFalse();
        assertThat(notified()).contains("“Test” is here, verified: 1 record.");
        assertThat(backups.list(admin)).extracting(Backup::kind).contains(Backup.Kind.UPLOADED);
        assertThat(GridKt._size(grid())).isEqualTo(2);
    }

    private byte[] downloaded(Actor.Person actor, Backup backup) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        backups.download(actor, backup.id(), bytes);
        return bytes.toByteArray();
    }

    private static void upload(String name, byte[] content) {
        TestSignIn.nextRequest();
        UploadKt._upload(_get(Upload.class), name, content);
        MockVaadin.clientRoundtrip(false);
    }

    private static String refusalOf(String name, byte[] content) {
        upload(name, content);
        Div refusal = _get(Div.class, spec -> spec.withClasses("form-errors"));
        assertThat(refusal.isVisible()).isTrue();
        return refusal.getText();
    }
}
