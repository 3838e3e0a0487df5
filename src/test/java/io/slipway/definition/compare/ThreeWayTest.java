package io.slipway.definition.compare;

import static io.slipway.definition.Small.app;
import static io.slipway.definition.Small.field;
import static io.slipway.definition.Small.form;
import static io.slipway.definition.Small.id;
import static io.slipway.definition.Small.ids;
import static io.slipway.definition.Small.of;
import static io.slipway.definition.Small.table;
import static io.slipway.definition.Small.text;
import static io.slipway.definition.Small.unique;
import static io.slipway.definition.Small.view;
import static io.slipway.definition.Small.with;
import static io.slipway.definition.Small.withDefault;
import static io.slipway.definition.compare.Settlement.KEEP_PRODUCTION;
import static io.slipway.definition.compare.Settlement.KEEP_SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ThreeWayTest {

    private static final FieldKind STATUS = choices("Open", "Closed");
    private static final SortedMap<ResourceId, Resource> BASE = of(
            table(1, "Tasks"),
            text(10, 1, "Title"),
            field(11, 1, "Status", STATUS),
            form(20, 1, "Task", 10, 11),
            view(30, 1, "All tasks", 10, 11),
            table(2, "People"),
            text(12, 2, "Name"),
            app(40, "Tracking", ids(1, 2), ids(30)),
            new Role(id(50), "Worker", Set.of(id(40)), new TreeMap<>(Map.of(id(1), Permission.ALL))));

    @Test
    void differentPropertiesOfOneResourceGoTogether() {
        Merge merge = ThreeWay.compare(
                BASE,
                with(BASE, text(10, 1, "Subject")),
                with(BASE, text(10, 1, "Title").withKind(new FieldKind.ShortText(80))));
        assertThat(merge.collisions()).isEmpty();
        assertThat(merge.resources().get(id(10)))
                .isEqualTo(text(10, 1, "Subject").withKind(new FieldKind.ShortText(80)));
    }

    @Test
    void onePropertyChangedDifferentlyIsAskedAboutInWords() {
        var sandbox = with(BASE, text(10, 1, "Subject"));
        var production = with(BASE, text(10, 1, "Headline"));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.resource()).isEqualTo(id(10));
        assertThat(open.property()).isEqualTo("name");
        assertThat(List.of(open.base(), open.sandbox(), open.production()))
                .containsExactly("“Title”", "“Subject”", "“Headline”");
        assertThat(settled(sandbox, production, KEEP_SANDBOX).get(id(10)).name())
                .isEqualTo("Subject");
        assertThat(settled(sandbox, production, KEEP_PRODUCTION).get(id(10)).name())
                .isEqualTo("Headline");
    }

    @Test
    void anAnswerHoldsOnlyAsLongAsTheStatesDo() {
        var sandbox = with(BASE, text(10, 1, "Subject"));
        Collision before = onlyOpen(BASE, sandbox, with(BASE, text(10, 1, "Headline")));
        Collision after = onlyOpen(BASE, sandbox, with(BASE, text(10, 1, "Heading")));
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(onlyOpen(BASE, sandbox, with(BASE, text(10, 1, "Headline"))).id())
                .isEqualTo(before.id());
    }

    @Test
    void listsAreMergedEntryByEntry() {
        var sandbox = with(BASE, text(13, 1, "Note"), form(20, 1, "Task", 13, 10, 11));
        var production = with(BASE, text(14, 1, "Due"), form(20, 1, "Task", 10, 14));
        Merge merge = ThreeWay.compare(BASE, sandbox, production);
        assertThat(merge.collisions()).isEmpty();
        assertThat(((Form) merge.resources().get(id(20))).items())
                .extracting(Form.Item::field)
                .containsExactlyElementsOf(ids(13, 10, 14));
    }

    @Test
    void choicesAreMergedByTheirIds() {
        var sandbox = with(
                BASE,
                field(
                        11,
                        1,
                        "Status",
                        new FieldKind.SingleChoice(
                                List.of(new Choice(1, "Open"), new Choice(3, "Late"), new Choice(2, "Closed")))));
        var production = with(
                BASE,
                field(
                        11,
                        1,
                        "Status",
                        new FieldKind.SingleChoice(List.of(new Choice(1, "To do"), new Choice(2, "Closed")))));
        Merge merge = ThreeWay.compare(BASE, sandbox, production);
        assertThat(merge.collisions()).isEmpty();
        assertThat(((Field) merge.resources().get(id(11))).kind())
                .isEqualTo(new FieldKind.SingleChoice(
                        List.of(new Choice(1, "To do"), new Choice(3, "Late"), new Choice(2, "Closed"))));
    }

    @Test
    void aChoiceGivenTwoNamesIsAskedAbout() {
        Collision open = onlyOpen(
                BASE,
                with(BASE, field(11, 1, "Status", choices("Open", "Done"))),
                with(BASE, field(11, 1, "Status", choices("Open", "Over"))));
        assertThat(open.base() + open.sandbox() + open.production()).isEqualTo("“Closed”“Done”“Over”");
    }

    @Test
    void choicesThatWouldShareALabelAreAskedAboutAsAWhole() {
        var sandbox = with(
                BASE,
                field(
                        11,
                        1,
                        "Status",
                        new FieldKind.SingleChoice(
                                List.of(new Choice(1, "Open"), new Choice(2, "Closed"), new Choice(3, "Late")))));
        var production = with(
                BASE,
                field(
                        11,
                        1,
                        "Status",
                        new FieldKind.SingleChoice(
                                List.of(new Choice(1, "Open"), new Choice(2, "Closed"), new Choice(4, "late")))));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.property()).isEqualTo("type");
        assertThat(((Field) settled(sandbox, production, KEEP_PRODUCTION).get(id(11))).kind())
                .isEqualTo(((Field) production.get(id(11))).kind());
    }

    @Test
    void aFieldAddedToATableThatProductionDeletedIsOneQuestion() {
        var sandbox = with(BASE, text(13, 1, "Note"), form(20, 1, "Task", 10, 11, 13));
        var production = Cascade.remove(BASE, ids(1));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.resource()).isEqualTo(id(1));
        assertThat(open.production()).isEqualTo("deleted");
        assertThat(open.sandbox()).isEqualTo("kept, with changes to Field “Note”, Form “Task”");
        assertThat(settled(sandbox, production, KEEP_SANDBOX)).isEqualTo(sandbox);
        assertThat(settled(sandbox, production, KEEP_PRODUCTION)).isEqualTo(production);
    }

    @Test
    void aNewUseOfAFieldThatProductionDeletedIsAskedAbout() {
        var sandbox = with(BASE, form(21, 1, "Short form", 11));
        var production = Cascade.remove(BASE, ids(11));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.name()).isEqualTo("Status");
        assertThat(settled(sandbox, production, KEEP_SANDBOX)).isEqualTo(sandbox);
        SortedMap<ResourceId, Resource> without = settled(sandbox, production, KEEP_PRODUCTION);
        assertThat(without).doesNotContainKey(id(11)).containsEntry(id(21), form(21, 1, "Short form"));
    }

    @Test
    void whatTheSandboxDeletedAndProductionChangedIsAskedAbout() {
        var sandbox = Cascade.remove(BASE, ids(11));
        var production = with(BASE, field(11, 1, "State", STATUS));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.sandbox()).isEqualTo("deleted");
        assertThat(settled(sandbox, production, KEEP_SANDBOX)).isEqualTo(sandbox);
        assertThat(settled(sandbox, production, KEEP_PRODUCTION)).isEqualTo(production);
    }

    @Test
    void twoTablesOfOneNameBothStayAndOneGetsAnother() {
        var sandbox = with(BASE, table(3, "Invoices"));
        var production = with(BASE, table(4, "INVOICES"));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.property()).isEqualTo("name, given twice");
        assertThat(settled(sandbox, production, KEEP_SANDBOX).values())
                .extracting(Resource::name)
                .contains("Invoices", "INVOICES (2)");
        assertThat(settled(sandbox, production, KEEP_PRODUCTION).values())
                .extracting(Resource::name)
                .contains("Invoices (2)", "INVOICES");
    }

    @Test
    void settingsThatSuitOnlyTheirOwnSideGoInTogether() {
        var sandbox = with(BASE, withDefault(text(10, 1, "Title"), "none"));
        var production = with(BASE, unique(text(10, 1, "Title")));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.property()).isEqualTo("type, required, unique and default");
        assertThat(settled(sandbox, production, KEEP_SANDBOX).get(id(10))).isEqualTo(sandbox.get(id(10)));
        assertThat(settled(sandbox, production, KEEP_PRODUCTION).get(id(10))).isEqualTo(production.get(id(10)));
    }

    @Test
    void aFilterThatNoLongerSuitsItsFieldIsAskedAboutTogetherWithTheField() {
        View filtered = new View(
                id(30),
                id(1),
                "All tasks",
                ids(10, 11),
                List.of(new View.Filter(id(10), View.Comparison.STARTS_WITH, "A")),
                List.of(),
                null);
        var sandbox = with(BASE, filtered);
        var production = with(BASE, text(10, 1, "Title").withKind(new FieldKind.Date()));
        Collision open = onlyOpen(BASE, sandbox, production);
        assertThat(open.property()).contains("makes no sense for a field of type Date");
        assertThat(settled(sandbox, production, KEEP_SANDBOX)).isEqualTo(sandbox);
        assertThat(settled(sandbox, production, KEEP_PRODUCTION)).isEqualTo(production);
    }

    @Test
    void permissionsAreMergedTableByTable() {
        var sandbox = with(
                BASE,
                new Role(
                        id(50),
                        "Worker",
                        Set.of(id(40)),
                        new TreeMap<>(Map.of(id(1), new Permission(true, false, false, false)))));
        var production = with(
                BASE,
                new Role(
                        id(50),
                        "Worker",
                        Set.of(),
                        new TreeMap<>(Map.of(id(1), Permission.ALL, id(2), Permission.ALL))));
        Merge merge = ThreeWay.compare(BASE, sandbox, production);
        assertThat(merge.collisions()).isEmpty();
        assertThat(merge.resources().get(id(50)))
                .isEqualTo(new Role(
                        id(50),
                        "Worker",
                        Set.of(),
                        new TreeMap<>(
                                Map.of(id(1), new Permission(true, false, false, false), id(2), Permission.ALL))));
    }

    @Test
    void listsOrderedDifferentlyOnBothSidesAreAskedAbout() {
        var three = with(BASE, text(13, 1, "Note"), form(20, 1, "Task", 10, 11, 13));
        var sandbox = with(three, form(20, 1, "Task", 11, 10, 13));
        var production = with(three, form(20, 1, "Task", 10, 13, 11));
        Collision open = onlyOpen(three, sandbox, production);
        assertThat(open.property()).isEqualTo("order of fields");
        assertThat(open.sandbox()).isEqualTo("Status, Title, Note");
    }

    @Test
    void aRestoredFieldIsBackOnTheFormsTheDeletionTookItFrom() {
        var sandbox = with(BASE, field(11, 1, "State", STATUS), new Table(id(1), "Tasks", "changed", null));
        var production = Cascade.remove(BASE, ids(11));
        assertThat(settled(sandbox, production, KEEP_SANDBOX)).isEqualTo(sandbox);
    }

    private static SortedMap<ResourceId, Resource> settled(
            SortedMap<ResourceId, Resource> sandbox, SortedMap<ResourceId, Resource> production, Settlement all) {
        Map<String, Settlement> settlements = new HashMap<>();
        ThreeWay.compare(BASE, sandbox, production).open().forEach(open -> settlements.put(open.id(), all));
        Merge merge = ThreeWay.compare(BASE, sandbox, production, settlements);
        assertThat(merge.isSettled()).isTrue();
        return merge.resources();
    }

    private static Collision onlyOpen(
            SortedMap<ResourceId, Resource> base,
            SortedMap<ResourceId, Resource> sandbox,
            SortedMap<ResourceId, Resource> production) {
        List<Collision> open = ThreeWay.compare(base, sandbox, production).open();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private static FieldKind choices(String first, String second) {
        return new FieldKind.SingleChoice(List.of(new Choice(1, first), new Choice(2, second)));
    }
}
