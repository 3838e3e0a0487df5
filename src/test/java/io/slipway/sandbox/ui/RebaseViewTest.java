package io.slipway.sandbox.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.slipway.account.Actor;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.definition.compare.Settlement;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.records.Records;
import io.slipway.sandbox.Sandboxes;
import io.slipway.sandbox.Workplace;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.FormErrors;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class RebaseViewTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Autowired
    Definitions definitions;

    @Autowired
    SignIns signIns;

    Workplace place;
    EnvironmentId sandbox;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
        sandbox = place.sandbox("HR", DataChoice.NONE, true);
    }

    private void show(Actor.Person person, EnvironmentId environment) {
        TestSignIn.as(signIns, person);
        UI.getCurrent().navigate(SandboxPages.rebase(environment));
    }

    private static String text() {
        return _get(RebaseView.class).getElement().getTextRecursively();
    }

    @SuppressWarnings("unchecked")
    private static List<RadioButtonGroup<Settlement>> choices() {
        return (List<RadioButtonGroup<Settlement>>) (List<?>) _find(RadioButtonGroup.class);
    }

    private void collide() {
        workshop.build(sandbox, place.name.withName("Full name"), table("Staff"));
        workshop.build(place.production, place.name.withName("Surname"), table("People"));
    }

    private Table table(String name) {
        return new Table(place.employees.id(), name, "", null);
    }

    @Test
    void disjointChangesAreListedAndBroughtInWithOneClick() {
        workshop.build(sandbox, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));
        workshop.build(place.production, place.name.withName("Surname"));
        show(place.builder(), sandbox);
        assertThat(text()).contains("Production has 1 change", "Surname", "~ Modify");
        _click(_get(Button.class, spec -> spec.withText("Bring them in")));
        assertThat(text()).contains("has everything that production has");
        assertThat(place.find(sandbox).productionMoved()).isFalse();
        assertThat(place.find(sandbox).pendingChanges()).isEqualTo(1);
    }

    @Test
    void eachCollisionIsSettledWithAChoiceAndOneButtonDoesThemAll() {
        collide();
        show(place.boss, sandbox);
        assertThat(_find(H3.class)).hasSize(2);
        assertThat(text()).contains("Staff", "People", "Full name", "Surname", "When the sandbox began");
        Button settle = _get(Button.class, spec -> spec.withText("Settle"));

        _click(settle);
        assertThat(_get(FormErrors.class).getText()).isEqualTo("2 choices are still to be made.");
        assertThat(choices()).allMatch(RadioButtonGroup::isInvalid);
        assertThat(place.find(sandbox).productionMoved()).isTrue();

        choices().getFirst().setValue(Settlement.KEEP_SANDBOX);
        choices().getLast().setValue(Settlement.KEEP_PRODUCTION);
        _click(settle);
        assertThat(text()).contains("has everything that production has");
        assertThat(List.of(
                        definitions
                                .current(sandbox)
                                .resources()
                                .get(place.employees.id())
                                .name(),
                        definitions
                                .current(sandbox)
                                .resources()
                                .get(place.name.id())
                                .name()))
                .containsAnyOf("Staff", "Full name")
                .containsAnyOf("People", "Surname");
    }

    @Test
    void oneButtonChoosesASideEverywhere() {
        collide();
        show(place.boss, sandbox);
        _click(_get(Button.class, spec -> spec.withText("Keep production everywhere")));
        assertThat(choices()).allMatch(choice -> choice.getValue() == Settlement.KEEP_PRODUCTION);
        _click(_get(Button.class, spec -> spec.withText("Settle")));
        assertThat(definitions.current(sandbox).resources())
                .isEqualTo(definitions.current(place.production).resources());
    }

    @Test
    void whatSomebodyElseHasBroughtInMeanwhileIsNotAskedAgain() {
        workshop.build(place.production, place.name.withName("Surname"));
        show(place.boss, sandbox);
        sandboxes.rebase(place.boss, sandbox, java.util.Map.of());
        _click(_get(Button.class, spec -> spec.withText("Bring them in")));
        assertThat(text()).contains("has everything that production has");
    }

    @Test
    void recordsThatDoNotFitAreNamedWithAWayOut() {
        var born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        workshop.build(place.production, born);
        sandboxes.rebase(place.boss, sandbox, java.util.Map.of());
        var ada = place.hire(sandbox, "Ada");
        place.write(
                sandbox,
                new io.slipway.records.RecordDraft.Update(
                        place.employees.id(),
                        ada.id(),
                        null,
                        new io.slipway.records.RecordDraft(java.util.Map.of(born.id(), "long ago"))));
        workshop.build(place.production, born.withKind(new FieldKind.Date()));
        show(place.boss, sandbox);
        _click(_get(Button.class, spec -> spec.withText("Bring them in")));
        assertThat(text()).contains("Born", "Nothing was changed", "refresh the sandbox's data");
        assertThat(place.find(sandbox).productionMoved()).isTrue();
    }

    @Test
    void productionAndOtherAccountsSandboxesAreNotShown() {
        show(place.boss, place.production);
        _assertNone(RebaseView.class);
        show(new Workplace(workshop, sandboxes, records).boss, sandbox);
        _assertNone(RebaseView.class);
        show(place.user(), sandbox);
        _assertNone(RebaseView.class);
        assertThat(_find(H1.class)).isNotEmpty();
    }
}
