package io.slipway.promotion.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.treegrid.TreeGrid;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.RecordId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Table;
import io.slipway.definition.compare.Settlement;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.promotion.ui.run.RunView;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.EmptyState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class PromotionViewTest {

    @Autowired
    PromotionWorld world;

    @Autowired
    Workshop workshop;

    @Autowired
    Promotions promotions;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    @Autowired
    Records records;

    @Autowired
    Accounts accounts;

    @Autowired
    SignIns signIns;

    @Autowired
    AccountSql sql;

    PromotionWorld.Scene scene;

    @BeforeEach
    void build() {
        scene = world.scene(5);
    }

    private void open() {
        TestSignIn.as(signIns, scene.actor);
        UI.getCurrent().navigate("env/" + scene.sandbox + "/promotion");
    }

    private static void eventually(ThrowingRunnable shown) {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            shown.run();
        });
    }

    private static void awaitVerdict(String sentence) {
        eventually(() -> assertThat(verdict()).isEqualTo(sentence));
    }

    private static String verdict() {
        return _get(Paragraph.class, spec -> spec.withClasses("verdict-sentence"))
                .getText();
    }

    private static List<String> codes() {
        return _find(ListItem.class, spec -> spec.withClasses("check")).stream()
                .map(item -> item.getElement().getAttribute("data-code"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<ChangeRow> roots() {
        TreeGrid<ChangeRow> tree = _get(TreeGrid.class);
        return tree.getTreeData().getRootItems();
    }

    private void write(RecordDraft.Write write) {
        assertThat(records.write(scene.actor, scene.production, List.of(write))).isInstanceOf(WriteOutcome.Saved.class);
    }

    private RecordDraft.Create visit(String day) {
        return new RecordDraft.Create(
                scene.table,
                RecordId.next(),
                new RecordDraft(Map.of(scene.name.id(), "Somebody", scene.day.id(), day)));
    }

    private static Button button(String text) {
        return _get(Button.class, spec -> spec.withText(text));
    }

    @Test
    void saysFirstThatItIsReadyThenWhatChangesAsATree() {
        open();
        awaitVerdict("Ready to promote");

        ChangeRow app = roots().getFirst();
        assertThat(app.object()).isEqualTo("Reception desk");
        assertThat(app.children()).extracting(ChangeRow::object).contains("Guest visits", "Incidents");
        ChangeRow visits = app.children().stream()
                .filter(row -> row.object().equals("Guest visits"))
                .findFirst()
                .orElseThrow();
        ChangeRow name = visits.children().getFirst();
        assertThat(name.production()).contains("Visits");
        assertThat(name.sandbox()).contains("Guest visits");
        assertThat(visits.children()).extracting(ChangeRow::object).contains("Day", "Comment", "Gone");
        _assertNone(EmptyState.class);
    }

    @Test
    void filtersChangesByWhatHappened() {
        open();
        awaitVerdict("Ready to promote");
        _click(_find(Button.class, spec -> spec.withClasses("chip")).stream()
                .filter(chip -> chip.getText().startsWith("− Removed"))
                .findFirst()
                .orElseThrow());
        ChangeRow app = roots().getFirst();
        assertThat(app.children()).extracting(ChangeRow::object).containsExactly("Guest visits");
        assertThat(app.children().getFirst().children())
                .extracting(ChangeRow::object)
                .containsExactly("Gone");
    }

    @Test
    void promotesOnceHoweverOftenTheButtonIsClickedAndShowsTheRun() {
        open();
        awaitVerdict("Ready to promote");
        _click(button("Promote …"));
        PromoteDialog dialog = _get(PromoteDialog.class);
        Button promote = button("Promote sandbox");
        promote.click();
        promote.click();
        eventually(() -> _assertOne(RunView.class));
        assertThat(dialog.isOpened()).isFalse();
        assertThat(promotions.runs(scene.actor)).hasSize(1);
        Run run = scene.ended(promotions.runs(scene.actor).getFirst().id());
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);

        open();
        awaitVerdict("Nothing to promote");
        _assertNone(Button.class, spec -> spec.withText("Promote …"));
    }

    @Test
    void theConfirmationSaysWhatHappensToPeopleAndWhatIsNotPromoted() {
        open();
        awaitVerdict("Ready to promote");
        _click(button("Promote …"));
        assertThat(dialogText())
                .contains(
                        "backed up first", "locked out", "signed out", "not promoted", scene.actor.email(), "1 table");
        _assertNone(TextField.class);
        _click(button("Cancel"));
        _assertNone(PromoteDialog.class);
        assertThat(promotions.runs(scene.actor)).isEmpty();
    }

    @Test
    void theConfirmationKnowsOfAccountsThatKeepSignIns() {
        var settings = accounts.settings(scene.actor);
        accounts.change(
                scene.actor, new AccountSettings(settings.name(), settings.timeZone(), true, settings.version()));
        open();
        awaitVerdict("Ready to promote");
        _click(button("Promote …"));
        assertThat(dialogText()).contains("stay signed in").doesNotContain("They are signed out");
    }

    private static String dialogText() {
        return _find(ListItem.class).stream().map(ListItem::getText).reduce("", (one, other) -> one + "\n" + other)
                + _find(H3.class).stream().map(H3::getText).reduce("", (one, other) -> one + "\n" + other);
    }

    @Test
    void valuesThatDoNotConvertBlockUntilARuleIsChosenRightHereAndThenTheNameMustBeTyped() {
        write(visit("some day"));
        write(visit("31.12.2025 or so"));
        open();
        awaitVerdict("Blocked by 1 check");
        assertThat(codes()).contains("values.do-not-convert");
        assertThat(_find(ListItem.class, spec -> spec.withClasses("check-example")).stream()
                        .map(ListItem::getText))
                .containsExactlyInAnyOrder("some day", "31.12.2025 or so");
        assertThat(_find(Paragraph.class).stream().map(Paragraph::getText))
                .anyMatch(text -> text.contains("2 values") && text.contains("Day"));
        _assertNone(Button.class, spec -> spec.withText("Promote …"));

        _get(Details.class, spec -> spec.withClasses("check-remedy")).setOpened(true);
        _setValue(_get(RadioButtonGroup.class), RuleKind.MAKE_EMPTY);
        _click(button("Use this rule"));
        awaitVerdict("Ready to promote, but data will be lost");

        _click(button("Promote …"));
        Button promote = button("Promote sandbox");
        assertThat(promote.isEnabled()).isFalse();
        _setValue(_get(TextField.class, spec -> spec.withLabel("Type “Production” to confirm")), "production");
        assertThat(promote.isEnabled()).isFalse();
        _setValue(_get(TextField.class, spec -> spec.withLabel("Type “Production” to confirm")), " Production ");
        _click(promote);
        eventually(() -> _assertOne(RunView.class));
        Run run = scene.ended(promotions.runs(scene.actor).getFirst().id());
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aDatePatternIsCheckedWhereItIsTyped() {
        write(visit("31|12|2025"));
        open();
        awaitVerdict("Blocked by 1 check");
        _get(Details.class, spec -> spec.withClasses("check-remedy")).setOpened(true);
        _setValue(_get(RadioButtonGroup.class), RuleKind.PATTERN);
        TextField pattern = _get(TextField.class, spec -> spec.withLabel("Date pattern"));
        _setValue(pattern, "not a pattern");
        _click(button("Use this rule"));
        assertThat(pattern.isInvalid()).isTrue();
        assertThat(pattern.getErrorMessage()).contains("is not a date pattern");

        _setValue(pattern, "dd|MM|yyyy");
        _click(button("Use this rule"));
        awaitVerdict("Ready to promote, but data will be lost");
    }

    @Test
    void whatChangedSinceItWasCheckedIsLookedAtAgain() {
        open();
        awaitVerdict("Ready to promote");
        _click(button("Promote …"));
        workshop.build(scene.sandbox, new Table(workshop.id(scene.production), "Late idea", "", null));
        _click(button("Promote sandbox"));
        eventually(() -> _assertNone(PromoteDialog.class));
        assertThat(NotificationsKt.getNotifications()).isNotEmpty();
        awaitVerdict("Ready to promote");
        eventually(() -> assertThat(roots()).extracting(ChangeRow::object).contains("Tables in no app"));
        assertThat(promotions.runs(scene.actor)).isEmpty();
    }

    @Test
    void bringsTheSandboxUpToDateWhenProductionHasMoved() {
        workshop.build(scene.production, new Table(workshop.id(scene.production), "Hotfix", "", null));
        open();
        awaitVerdict("Production has changed: bring the sandbox up to date first");
        _assertNone(SettlePanel.class);
        _click(button("Bring the sandbox up to date"));
        awaitVerdict("Ready to promote");
        assertThat(definitions.current(scene.sandbox).all(Table.class).map(Table::name))
                .contains("Hotfix", "Guest visits");
    }

    @Test
    @SuppressWarnings("unchecked")
    void asksWhichSideIsKeptWhereBothChangedTheSame() {
        workshop.build(
                scene.production,
                resources -> resources.put(scene.table, new Table(scene.table, "Production's visits", "", null)));
        open();
        awaitVerdict("Production has changed: bring the sandbox up to date first");
        _click(button("Bring the sandbox up to date"));
        assertThat(verdict()).isEqualTo("Production has changed: bring the sandbox up to date first");

        _find(RadioButtonGroup.class)
                .forEach(choice -> _setValue((RadioButtonGroup<Settlement>) choice, Settlement.KEEP_PRODUCTION));
        _click(button("Bring the sandbox up to date"));
        awaitVerdict("Ready to promote");
        assertThat(definitions
                        .current(scene.sandbox)
                        .get(Table.class, scene.table)
                        .name())
                .isEqualTo("Production's visits");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theHistoryLeadsToEachRun() {
        RunId run = scene.promote();
        scene.ended(run);
        open();
        awaitVerdict("Nothing to promote");
        Grid<Run> history = _get(RunHistory.class)
                .getChildren()
                .filter(Grid.class::isInstance)
                .map(grid -> (Grid<Run>) grid)
                .findFirst()
                .orElseThrow();
        Anchor link = (Anchor) GridKt._getCellComponent(
                history, 0, history.getColumns().getFirst().getKey());
        assertThat(link.getHref()).isEqualTo("runs/" + run);
    }

    @Test
    void leadsToARunThatIsNotOver() {
        RunRow.in(RunState.PREPARING).write(sql, scene.production);
        open();
        awaitVerdict("Promotion 1 is running");
        _click(button("See how far it is"));
        _assertOne(RunView.class);
    }

    @Test
    void productionAndOtherSandboxesSayWhereToGo() {
        TestSignIn.as(signIns, scene.actor);
        UI.getCurrent().navigate("env/" + scene.production + "/promotion");
        _assertOne(EmptyState.class);
        environments.setPromotable(scene.sandbox, false);
        open();
        assertThat(_get(EmptyState.class).getElement().getTextRecursively()).contains("is not promotable");
    }

    @Test
    void onlySuperAdminsSeeIt() {
        TestSignIn.as(signIns, workshop.person(scene.production.account(), PersonKind.APP_ADMIN, "Bo"));
        UI.getCurrent().navigate("env/" + scene.sandbox + "/promotion");
        _assertNone(PromotionView.class);
        TestSignIn.as(signIns, workshop.superAdmin(workshop.production().account()));
        UI.getCurrent().navigate("env/" + scene.sandbox + "/promotion");
        _assertNone(VerdictBox.class);
    }
}
