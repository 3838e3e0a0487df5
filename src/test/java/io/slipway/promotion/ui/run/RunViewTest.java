package io.slipway.promotion.ui.run;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class RunViewTest {

    @Autowired
    PromotionWorld world;

    @Autowired
    Workshop workshop;

    @Autowired
    SignIns signIns;

    @Autowired
    AccountSql sql;

    private static void eventually(ThrowingRunnable shown) {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            shown.run();
        });
    }

    private static List<String> statuses() {
        return _find(Span.class, spec -> spec.withClasses("run-step-status")).stream()
                .map(Span::getText)
                .toList();
    }

    private static String sentence() {
        return _get(Paragraph.class, spec -> spec.withClasses("verdict-sentence"))
                .getText();
    }

    private EnvironmentId open(RunRow row) {
        EnvironmentId production = workshop.production();
        row.write(sql, production);
        TestSignIn.as(signIns, workshop.superAdmin(production.account()));
        UI.getCurrent().navigate("runs/1");
        return production;
    }

    @Test
    void aFinishedPromotionSaysHowLongPeopleWereLockedOutAndWhereTheBackupIs() {
        PromotionWorld.Scene scene = world.scene(20);
        RunId id = scene.promote();
        Run run = scene.ended(id);
        TestSignIn.as(signIns, scene.actor);
        UI.getCurrent().navigate("runs/" + id);

        assertThat(sentence()).contains("in force");
        assertThat(statuses()).containsExactly("Done", "Done", "Done", "Done");
        assertThat(_get(Paragraph.class, spec -> spec.withClasses("run-lock")).getText())
                .isEqualTo("People were locked out for "
                        + run.lockDuration().orElseThrow().toMillis() + " ms.");
        assertThat(_find(Anchor.class).stream().map(Anchor::getHref)).contains("account/backups");
        assertThat(_find(Span.class, spec -> spec.withClasses("run-step-when")).stream()
                        .map(Span::getText))
                .hasSize(4)
                .allMatch(text -> text.endsWith(" ms") || text.endsWith(" s"));
        assertThat(_get(Details.class).getSummaryText()).matches("Log \\(\\d+ lines\\)");
        _assertNone(Button.class, spec -> spec.withText("Stop this promotion"));
    }

    @Test
    void aPromotionIsFollowedLiveToItsEnd() {
        PromotionWorld.Scene scene = world.scene(2_000);
        TestSignIn.as(signIns, scene.actor);
        // as the dialog does, so that the page's own sign-in is not ended
        RunId id = scene.promote();
        UI.getCurrent().navigate("runs/" + id);
        assertThat(statuses()).hasSize(4);

        eventually(() -> assertThat(statuses()).containsExactly("Done", "Done", "Done", "Done"));

        Div status = _get(Div.class, spec -> spec.withClasses("visually-hidden"));
        assertThat(status.getElement().getAttribute("role")).isEqualTo("status");
        assertThat(status.getText()).contains("in force");
    }

    @Test
    void whatAnotherNodeDoesIsSeenInTheDatabase() {
        EnvironmentId production = open(RunRow.in(RunState.CHECKING));
        assertThat(statuses()).containsExactly("Under way", "Not begun", "Not begun", "Not begun");

        RunRow.in(RunState.PREPARING).write(sql, production);
        eventually(() -> assertThat(statuses()).containsExactly("Done", "Under way", "Not begun", "Not begun"));

        RunRow.in(RunState.SECURING).locked(true).write(sql, production);
        eventually(() -> assertThat(sentence()).contains("locked while"));
    }

    @Test
    void aRunCanBeStoppedWhileNobodyIsLockedOut() {
        EnvironmentId production = open(RunRow.in(RunState.PREPARING));
        _click(_get(Button.class, spec -> spec.withText("Stop this promotion")));
        assertThat(sql.in(production, "SELECT cancel_asked FROM {a}.run WHERE id = 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        eventually(() -> assertThat(
                        _get(Button.class, spec -> spec.withText("Stopping …")).isEnabled())
                .isFalse());

        RunRow.in(RunState.LOCKING).write(sql, production);
        eventually(() -> _assertNone(Button.class, spec -> spec.withText("Stopping …")));
    }

    @Test
    void aSuperAdminDecidesHowProductionOpens() {
        EnvironmentId production = open(RunRow.in(RunState.NEEDS_ATTENTION).locked(true));
        assertThat(sentence()).contains("Say how production is to open");
        _click(_get(Button.class, spec -> spec.withText("Open as it was before")));
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(sql.in(production, "SELECT state FROM {a}.run WHERE id = 1")
                        .query(String.class)
                        .single())
                .isEqualTo("ROLLING_BACK");
    }

    @Test
    void othersSeeNothingOfARun() {
        EnvironmentId production = workshop.production();
        RunRow.in(RunState.PREPARING).write(sql, production);
        TestSignIn.as(signIns, workshop.person(production.account(), PersonKind.APP_ADMIN, "Bo"));
        UI.getCurrent().navigate("runs/1");
        _assertNone(RunView.class);

        TestSignIn.as(signIns, workshop.superAdmin(workshop.production().account()));
        UI.getCurrent().navigate("runs/1");
        _assertNone(RunView.class);
        UI.getCurrent().navigate("runs/drop table");
        _assertNone(RunView.class);
    }
}
