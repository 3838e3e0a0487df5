package io.slipway.definition.compare;

import static io.slipway.definition.Small.app;
import static io.slipway.definition.Small.field;
import static io.slipway.definition.Small.form;
import static io.slipway.definition.Small.id;
import static io.slipway.definition.Small.ids;
import static io.slipway.definition.Small.of;
import static io.slipway.definition.Small.required;
import static io.slipway.definition.Small.table;
import static io.slipway.definition.Small.text;
import static io.slipway.definition.Small.view;
import static io.slipway.definition.Small.with;
import static io.slipway.definition.Small.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import io.slipway.definition.Role;
import io.slipway.definition.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final SortedMap<ResourceId, Resource> BASE = of(
            table(1, "Tasks"),
            text(10, 1, "Title"),
            text(11, 1, "Note"),
            form(20, 1, "Task", 10, 11),
            view(30, 1, "All", 10),
            app(40, "Tracking", ids(1), ids(30)));

    @Test
    void fieldsTellTheirLimitsAndFlags() {
        assertThat(words(required(withDefault(text(10, 1, "Subject").withKind(new FieldKind.ShortText(100)), "x"))))
                .containsExactly(
                        "name: “Title” → “Subject”",
                        "maximum length: 50 → 100",
                        "required: no → yes",
                        "default value: nothing → “x”");
    }

    @Test
    void anotherTypeIsToldWithItsLimitsOnly() {
        assertThat(words(text(10, 1, "Title").withKind(new FieldKind.Date())))
                .containsExactly("type: Text, at most 50 characters → Date");
        assertThat(words(text(10, 1, "Title")
                        .withKind(new FieldKind.SingleChoice(List.of(new Choice(1, "A"), new Choice(2, "B"))))))
                .containsExactly("type: Text, at most 50 characters → Single choice (A, B)");
    }

    @Test
    void choicesTellWhatWasAddedRemovedRenamedAndMoved() {
        Resource before = field(
                10,
                1,
                "Status",
                new FieldKind.SingleChoice(List.of(new Choice(1, "A"), new Choice(2, "B"), new Choice(3, "C"))));
        Resource after = field(
                10,
                1,
                "Status",
                new FieldKind.SingleChoice(List.of(new Choice(4, "D"), new Choice(3, "C"), new Choice(1, "AA"))));
        assertThat(Difference.between(of(table(1, "T"), before), of(table(1, "T"), after))
                        .changes()
                        .getFirst()
                        .words())
                .containsExactlyInAnyOrder(
                        "+ choice “D”", "choice: “A” → “AA”", "− choice “B”", "order of choices: A, B, C → D, C, AA");
    }

    @Test
    void formsAndViewsNameTheirFields() {
        assertThat(words(new Form(id(20), id(1), "Task", List.of(new Form.Item(id(10), true, "More")))))
                .containsExactly(
                        "field “Title”: editable → read-only, under the heading “More”", "− field “Note” editable");
        assertThat(words(new View(
                        id(30),
                        id(1),
                        "All",
                        ids(10, 11),
                        List.of(new View.Filter(id(11), View.Comparison.CONTAINS, "x")),
                        List.of(new View.Sort(id(10), true)),
                        id(20))))
                .containsExactly(
                        "+ column “Note”",
                        "+ filter “Note” contains “x”",
                        "sorting: nothing → “Title” descending",
                        "form: nothing → “Task”");
    }

    @Test
    void rolesTellPermissionsPerTable() {
        Role before = new Role(
                id(50), "Worker", Set.of(), new TreeMap<>(Map.of(id(1), new Permission(true, false, false, false))));
        Role after = new Role(
                id(50),
                "Worker",
                Set.of(id(40)),
                new TreeMap<>(Map.of(id(1), new Permission(true, true, true, false))));
        assertThat(Difference.between(with(BASE, before), with(BASE, after))
                        .changes()
                        .getFirst()
                        .words())
                .containsExactly("+ app “Tracking”", "permission on “Tasks”: see → see, create, edit");
        Role nothing = new Role(id(50), "Worker", Set.of(), new TreeMap<>());
        assertThat(Difference.between(with(BASE, before), with(BASE, nothing))
                        .changes()
                        .getFirst()
                        .words())
                .containsExactly("permission on “Tasks”: see → nothing");
    }

    @Test
    void defaultsAreShownAsPeopleSeeThem() {
        assertThat(words(withDefault(
                        field(10, 1, "Title", new FieldKind.Money("EUR")), new BigDecimal("1234.50").toPlainString())))
                .contains("default value: nothing → “1,234.50 EUR”");
    }

    @Test
    void newFieldsTellTheirType() {
        Difference difference = Difference.between(BASE, with(BASE, required(text(12, 1, "Due"))));
        assertThat(difference.count(RevisionKind.ADD)).isEqualTo(1);
        assertThat(difference.changes().getFirst().words())
                .containsExactly("type: Text, at most 50 characters", "required");
    }

    @Test
    void theTreeGoesFromAppToTableToResource() {
        var after = with(BASE, text(10, 1, "Subject"), table(2, "Loose"), app(41, "HR", ids(1), ids()));
        List<DifferenceNode> roots = Difference.between(BASE, after).roots();
        assertThat(roots).extracting(DifferenceNode::title).containsExactly("HR", "Tables in no app");
        DifferenceNode hr = roots.getFirst();
        assertThat(hr.change()).isInstanceOf(ResourceChange.Added.class);
        DifferenceNode tasks = hr.children().getFirst();
        assertThat(tasks.title()).isEqualTo("Tasks");
        assertThat(tasks.type()).isEqualTo(ResourceType.TABLE);
        assertThat(tasks.change()).isNull();
        assertThat(tasks.note()).isEqualTo("also in “Tracking”");
        assertThat(tasks.children()).extracting(DifferenceNode::title).containsExactly("Subject");
    }

    @Test
    void rankAloneIsToldAsAPosition() {
        assertThat(words(text(10, 1, "Title").withRank(3))).containsExactly("position: 10 → 3");
    }

    @Test
    void aDeletedTableKeepsItsPlaceInTheTree() {
        List<DifferenceNode> roots =
                Difference.between(BASE, Cascade.remove(BASE, ids(1))).roots();
        assertThat(roots).extracting(DifferenceNode::title).containsExactly("Tracking");
        assertThat(roots.getFirst().children().getFirst().children())
                .extracting(DifferenceNode::title)
                .containsExactly("Title", "Note", "Task", "All");
    }

    private static List<String> words(Resource after) {
        return Difference.between(BASE, with(BASE, after)).changes().getFirst().words();
    }
}
