package io.slipway.sandbox.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.DownloadKt;
import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.records.Records;
import io.slipway.sandbox.Sandboxes;
import io.slipway.sandbox.Workplace;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class ChangelogViewTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Autowired
    SignIns signIns;

    Workplace place;
    EnvironmentId sandbox;
    Field room;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
        sandbox = place.sandbox("HR", DataChoice.NONE, true);
        room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
    }

    private void build() {
        workshop.build(sandbox, room);
        workshop.build(sandbox, room.withName("Office"));
        workshop.build(sandbox, new App(place.id(), "HR Incidents", "", "", List.of(), List.of()));
    }

    private void show(Actor.Person person, EnvironmentId environment) {
        TestSignIn.as(signIns, person);
        UI.getCurrent().navigate(SandboxPages.changelog(environment));
    }

    @SuppressWarnings("unchecked")
    private static void fullHistory() {
        _setValue((RadioButtonGroup<String>) _get(RadioButtonGroup.class), "Full history");
    }

    private static ChangelogGrid grid() {
        return _get(ChangelogGrid.class);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < GridKt._size(grid()); i++) {
            names.add(GridKt._get(grid(), i).entry().name());
        }
        return names;
    }

    private static String text() {
        return _get(ChangelogView.class).getElement().getTextRecursively();
    }

    private static void filter(String column, String text) {
        _setValue(_get(TextField.class, spec -> spec.withId("filter-" + column)), text);
    }

    @Test
    void theNetViewSaysWhatPromotionWillDoAndTheFullHistoryEveryStep() {
        build();
        show(place.builder(), sandbox);
        assertThat(text()).contains("2 pending changes in “HR”");
        assertThat(names()).containsExactly("Office", "HR Incidents");
        fullHistory();
        assertThat(names()).containsExactly("HR Incidents", "Office", "Room");
        List<String> row = GridKt._getFormattedRow(grid(), 1);
        assertThat(row.get(2)).isEqualTo("Project Tracking");
        assertThat(row.get(4)).isEqualTo("Field");
        assertThat(row.get(7)).isEqualTo("test");
    }

    @Test
    void everyColumnIsFilteredAndTheSearchLooksEverywhere() {
        build();
        show(place.boss, sandbox);
        fullHistory();
        filter("NAME", "off");
        assertThat(names()).containsExactly("Office");
        filter("NAME", "");
        filter("APP", "tracking");
        assertThat(names()).containsExactly("Office", "Room");
        filter("APP", "");
        filter("CHANGES", "“room” → “office”");
        assertThat(names()).containsExactly("Office");
        filter("CHANGES", "");
        select("KIND", "Add");
        assertThat(names()).containsExactly("HR Incidents", "Room");
        select("TYPE", "App");
        assertThat(names()).containsExactly("HR Incidents");
        select("KIND", null);
        select("TYPE", null);
        select("STANDING", "Promoted");
        assertThat(names()).isEmpty();
        assertThat(text()).contains("0 of 3 changes");
        select("STANDING", null);
        filter("ID", room.id().toString());
        assertThat(names()).containsExactly("Office", "Room");
        filter("ID", "");
        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search the changelog")), "incid");
        assertThat(names()).containsExactly("HR Incidents");
    }

    @SuppressWarnings("unchecked")
    private static void select(String column, String value) {
        _setValue((Select<String>) _get(Select.class, spec -> spec.withId("filter-" + column)), value);
    }

    @Test
    void whereNothingMatchesTheFiltersCanBeCleared() {
        build();
        show(place.boss, sandbox);
        filter("WHO", "nobody");
        assertThat(names()).isEmpty();
        Button clear = (Button) grid().getEmptyStateComponent()
                .getChildren()
                .filter(Button.class::isInstance)
                .findFirst()
                .orElseThrow();
        _click(clear);
        assertThat(names()).hasSize(2);
        assertThat(_get(TextField.class, spec -> spec.withId("filter-WHO")).getValue())
                .isEmpty();
    }

    @Test
    void groupedByResourceEachResourceIsAHeadingOverItsChanges() {
        build();
        show(place.boss, sandbox);
        fullHistory();
        _setValue(_get(Checkbox.class, spec -> spec.withLabel("Group by resource")), true);
        List<ChangelogLine> headings = grid().getTreeData().getRootItems();
        assertThat(headings).hasSize(2).allMatch(ChangelogLine::isHeading);
        assertThat(headings.get(1).entries()).isEqualTo(2);
        assertThat(grid().getTreeData().getChildren(headings.get(1)))
                .extracting(line -> line.entry().name())
                .containsExactly("Office", "Room");
    }

    @Test
    void theDownloadHasWhatIsShownUnderTheKnownColumnNames() {
        build();
        show(place.boss, sandbox);
        fullHistory();
        filter("NAME", "room");
        Anchor link = _get(Anchor.class, spec -> spec.withText("Download CSV"));
        String csv = new String(DownloadKt._download(link), StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv.lines().findFirst().orElseThrow())
                .startsWith("\uFEFFRev,Resource ID,App Name,Resource Name,Resource Type,Revision Type,");
        assertThat(csv).contains(",Project Tracking,Room,Field,Add,");
    }

    @Test
    void anUntouchedSandboxSaysThatNothingDiffers() {
        show(place.boss, sandbox);
        assertThat(grid().getEmptyStateComponent().getElement().getTextRecursively())
                .contains("Nothing differs from production");
        show(place.boss, place.production);
        assertThat(names()).hasSize(4);
        _assertNone(RadioButtonGroup.class);
    }

    @Test
    void tenThousandChangesAreNoTrouble() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            fields.add(place.field(place.employees.id(), "Field " + i, new FieldKind.WholeNumber(null, null)));
        }
        workshop.build(sandbox, fields.toArray(Field[]::new));
        for (int round = 1; round < 100; round++) {
            String suffix = " " + round;
            workshop.build(
                    sandbox,
                    fields.stream()
                            .map(field -> field.withName(field.name() + suffix))
                            .toArray(Field[]::new));
        }
        show(place.boss, sandbox);
        fullHistory();
        assertThat(text()).contains("10,000 changes");
        filter("NAME", "Field 7 42");
        assertThat(names()).containsExactly("Field 7 42");
    }

    @Test
    void strangersAndPeopleWhoDoNotBuildAreKeptOut() {
        show(place.user(), place.production);
        _assertNone(ChangelogView.class);
        show(new Workplace(workshop, sandboxes, records).boss, sandbox);
        _assertNone(ChangelogView.class);
        TestSignIn.as(signIns, place.boss);
        for (String forged :
                List.of("env/1-x/changelog", "env/0-0/changelog", "env/" + place.account + "-999/changelog")) {
            UI.getCurrent().navigate(forged);
            _assertNone(ChangelogView.class);
        }
        assertThat(_find(ChangelogGrid.class)).isEmpty();
    }
}
