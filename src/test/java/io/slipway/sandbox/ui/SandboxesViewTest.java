package io.slipway.sandbox.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.ContextMenuKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.FieldKind;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.environment.StructureLease;
import io.slipway.records.Records;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import io.slipway.sandbox.Workplace;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.ConfirmTyped;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class SandboxesViewTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Autowired
    StructureLease leases;

    @Autowired
    SignIns signIns;

    Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
    }

    private void show(Actor.Person person) {
        TestSignIn.as(signIns, person);
        UI.getCurrent().navigate(SandboxPages.SANDBOXES);
    }

    private static void poll() {
        TestSignIn.nextRequest();
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
    }

    private static List<String> names() {
        return _find(H2.class).stream().map(H2::getText).toList();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static void choose(String item) {
        ContextMenuKt._clickItemWithCaption(_get(_get(SandboxCard.class), MenuBar.class), item);
    }

    private static Button dialogButton(String text) {
        return _get(_get(Dialog.class), Button.class, spec -> spec.withText(text));
    }

    @Test
    void whereThereIsNoneASuperAdminIsInvitedToMakeOneAndItIsMadeBeforeTheirEyes() {
        show(place.boss);
        assertThat(names()).isEmpty();
        _click(_get(Button.class, spec -> spec.withText("Create the first sandbox")));
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "HR");
        _setValue(_get(DataChoiceField.class), DataChoice.NONE);
        assertThat(_get(Checkbox.class, spec -> spec.withLabel("Promotable")).getValue())
                .isTrue();
        _click(dialogButton("Create sandbox"));

        assertThat(names()).containsExactly("HR");
        EnvironmentId made = sandboxes.list(place.boss).getFirst().id();
        place.settled(made);
        poll();
        _assertNone(ProgressBar.class);
        assertThat(text(_get(SandboxCard.class))).contains("HR", "Promotable", "No records", "No pending changes");
        assertThat(_find(Anchor.class).stream().map(Anchor::getHref))
                .contains("env/" + made + "/apps", "env/" + made + "/changelog", "env/" + made + "/promotion");
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);
    }

    @Test
    void aNameThatCannotBeIsSaidBesideTheFieldAndNothingIsMade() {
        place.sandbox("HR", DataChoice.NONE, true);
        show(place.boss);
        _click(_get(Button.class, spec -> spec.withText("New sandbox")));
        TextField name = _get(TextField.class, spec -> spec.withLabel("Name"));
        for (String bad : List.of("", "  ", "hr", "x\u202Ey")) {
            _setValue(name, bad);
            _click(dialogButton("Create sandbox"));
            assertThat(name.isInvalid()).as(bad).isTrue();
            assertThat(name.getErrorMessage()).isNotBlank();
        }
        assertThat(_get(Checkbox.class, spec -> spec.withLabel("Promotable")).isEnabled())
                .isFalse();
        assertThat(sandboxes.list(place.boss)).hasSize(1);
    }

    @Test
    void aSecondClickOnCreateMakesNoSecondSandbox() {
        show(place.boss);
        _click(_get(Button.class, spec -> spec.withText("Create the first sandbox")));
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Twice");
        _setValue(_get(DataChoiceField.class), DataChoice.NONE);
        Button create = dialogButton("Create sandbox");
        _click(create);
        create.click();

        assertThat(sandboxes.list(place.boss)).hasSize(1);
        place.settled(sandboxes.list(place.boss).getFirst().id());
    }

    @Test
    void aBusyProductionIsExplainedInTheDialog() {
        show(place.boss);
        StructureLease.Attempt attempt = leases.tryAcquire(place.production, StructureLease.Purpose.RESTORE, "Grace");
        try (StructureLease.Lease lease = ((StructureLease.Held) attempt).lease()) {
            _click(_get(Button.class, spec -> spec.withText("New sandbox")));
            _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "HR");
            _click(dialogButton("Create sandbox"));
        }
        assertThat(text(_get(Dialog.class))).contains("Grace is restoring a backup");
        assertThat(dialogButton("Create sandbox").isEnabled()).isTrue();
    }

    @Test
    void hostileNamesAreShownAsTheyAre() {
        String name = "<img src=x onerror=alert(1)> 🚢";
        place.sandbox(name, DataChoice.NONE, false);
        show(place.boss);
        assertThat(names()).containsExactly(name);
    }

    @Test
    void appAdminsSeeTheSandboxesButCannotTouchThem() {
        place.sandbox("HR", DataChoice.NONE, false);
        show(place.builder());
        assertThat(names()).containsExactly("HR");
        _assertNone(_get(SandboxesView.class), MenuBar.class);
        _assertNone(Button.class, spec -> spec.withText("New sandbox"));
    }

    @Test
    void peopleWhoOnlyWorkWithRecordsAreKeptOut() {
        place.sandbox("HR", DataChoice.NONE, false);
        show(place.user());
        _assertNone(SandboxCard.class);
    }

    @Test
    void renamingPromotableAndRefreshAreInTheMenu() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, false);
        show(place.boss);
        choose("Rename…");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "People");
        _click(dialogButton("Rename"));
        assertThat(names()).containsExactly("People");

        choose("Make promotable…");
        confirm("Make promotable");
        assertThat(place.find(made).environment().promotable()).isTrue();
        choose("Make not promotable");
        assertThat(place.find(made).environment().promotable()).isFalse();

        place.hire(place.production, "Ada");
        choose("Refresh data…");
        _setValue(_get(DataChoiceField.class), DataChoice.FULL);
        _click(dialogButton("Replace the data"));
        place.settled(made);
        poll();
        assertThat(place.names(made)).containsExactly("Ada");
        assertThat(text(_get(SandboxCard.class))).contains("All records");
    }

    private static void confirm(String verb) {
        ConfirmDialog dialog = _get(ConfirmDialog.class);
        assertThat(dialog.getElement().getProperty("confirmText")).isEqualTo(verb);
        ConfirmDialogKt._fireConfirm(dialog);
    }

    @Test
    void aRefreshThatDoesNotFitIsExplainedOnTheCardUntilItIsClosed() {
        var born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        workshop.build(place.production, born);
        EnvironmentId made = place.sandbox("HR", DataChoice.FULL, false);
        workshop.build(made, born.withKind(new FieldKind.WholeNumber(null, null)));
        var ada = place.hire(place.production, "Ada");
        place.write(
                place.production,
                new io.slipway.records.RecordDraft.Update(
                        place.employees.id(),
                        ada.id(),
                        null,
                        new io.slipway.records.RecordDraft(java.util.Map.of(born.id(), "long ago"))));
        show(place.boss);
        choose("Refresh data…");
        _click(dialogButton("Replace the data"));
        place.settled(made);
        poll();
        assertThat(text(_get(SandboxCard.class))).contains("could not be refreshed", "Born");
        _click(_get(Button.class, spec -> spec.withText("Close")));
        assertThat(text(_get(SandboxCard.class))).doesNotContain("could not be refreshed");
    }

    @Test
    void discardingPendingChangesNeedsTheNameTypedAndDiscardingNothingAPlainYes() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, false);
        workshop.build(made, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));
        EnvironmentId other = place.sandbox("Other", DataChoice.NONE, false);
        show(place.boss);
        List<SandboxCard> cards = _find(SandboxCard.class);
        ContextMenuKt._clickItemWithCaption(_get(cards.get(0), MenuBar.class), "Discard…");
        ConfirmTyped dialog = _get(ConfirmTyped.class);
        Button discard = _get(dialog, Button.class, spec -> spec.withText("Discard sandbox and 1 pending change"));
        assertThat(discard.isEnabled()).isFalse();
        _setValue(_get(dialog, TextField.class), "HR");
        _click(discard);
        place.settled(made);

        ContextMenuKt._clickItemWithCaption(_get(_find(SandboxCard.class).getLast(), MenuBar.class), "Discard…");
        confirm("Discard sandbox");
        place.settled(other);
        poll();
        assertThat(names()).isEmpty();
        assertThat(sandboxes.list(place.boss)).isEmpty();
    }

    @Test
    void whenProductionHasMovedTheCardLeadsToItsChanges() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, false);
        workshop.build(place.production, place.name.withName("Surname"));
        show(place.boss);
        assertThat(text(_get(SandboxCard.class))).contains("Production has changed since");
        assertThat(_find(Anchor.class).stream().map(Anchor::getHref)).contains("env/" + made + "/rebase");
    }

    @Test
    void aSecondTabSeesWhatTheFirstHasDone() {
        EnvironmentId made = place.sandbox("HR", DataChoice.NONE, false);
        show(place.boss);
        sandboxes.discard(place.boss, made, "");
        place.settled(made);
        choose("Rename…");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Gone");
        _click(dialogButton("Rename"));
        assertThat(text(_get(Dialog.class))).contains("not here");
        assertThat(sandboxes.list(place.boss)).extracting(Sandbox::name).isEmpty();
    }
}
